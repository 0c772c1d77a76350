import type { Diagnostic } from '@nx-crest/core';

/** What `crest formats` found out (`schemas/formats.schema.json`). */
export interface FormatsReport {
  readonly version: 1;
  readonly documents: readonly DetectedDocument[];
  readonly formats: readonly KnownFormat[];
  readonly diagnostics: readonly Diagnostic[];
}

/** A document, or a folder whose documents make up a plan, and how it is read. */
export interface DetectedDocument {
  readonly path: string;
  /** Null where nothing recognises it. */
  readonly format: string | null;
  /** Its files, where it is a folder. */
  readonly files: readonly string[];
  /** How much it looks like each format that it looks like at all; of a folder, its first file. */
  readonly looksLike: readonly { readonly format: string; readonly place: boolean; readonly content: number }[];
  readonly plans: readonly DetectedPlan[];
  /** How many of each severity reading it gave. */
  readonly errors: number;
  readonly warnings: number;
}

/** What one plan holds. */
export interface DetectedPlan {
  readonly tag: string | null;
  readonly title: string | null;
  readonly tasks: number;
  readonly done: number;
  readonly groups: number;
  /** Lines that look like tasks and are none, by reason. */
  readonly notTasks: Readonly<Record<string, number>>;
  /** Dependencies by origin. */
  readonly dependencies: Readonly<Record<string, number>>;
  readonly orderPolicy: string;
}

/** A format, and where its documents usually are. */
export interface KnownFormat {
  readonly name: string;
  readonly title: string;
  readonly globs: readonly string[];
  /** The documents of a folder make up one plan. */
  readonly together: boolean;
}
