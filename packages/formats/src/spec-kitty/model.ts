import type { Diagnostic, FileMention, NotTask, SourceSpan, TaskStatus } from '@nx-crest/core';
import type { Entry } from '../checkbox/read-entries.js';
import type { PlacedReference } from '../order/id-list.js';
import type { SourceText } from '../source/source-text.js';

/** A package that another one waits for, or a range of them, and where that is said. */
export interface PackageReference {
  readonly reference: PlacedReference;
  readonly text: string;
  readonly span: SourceSpan;
}

/** What one document says about a work package. */
export interface WorkPackage {
  /** `WP01`. */
  readonly id: string;
  readonly title: string | undefined;
  readonly span: SourceSpan;
  /** It has an entry of its own, not only a heading. */
  readonly isEntry: boolean;
  /** Undefined where the document does not say. */
  readonly dependencies: readonly PackageReference[] | undefined;
  /** As written, with its place: `for_review`. */
  readonly lane: { readonly word: string; readonly span: SourceSpan } | undefined;
  /** Ids of subtasks that are listed only. */
  readonly subtasks: readonly Subtask[];
  readonly files: readonly FileMention[];
  readonly labels: readonly string[];
  readonly assignee: string | undefined;
  /** A duration, offsets into the document's text. */
  readonly effort: { readonly start: number; readonly end: number } | undefined;
  readonly details: string | undefined;
  readonly source: SourceText;
}

/** A subtask: a box, a row, a list entry. */
export interface Subtask {
  /** `T001`; undefined for a box without id. */
  readonly written: string | undefined;
  readonly title: string;
  readonly span: SourceSpan;
  readonly package: string | undefined;
  readonly parallel: boolean;
  readonly optional: boolean;
  readonly status: TaskStatus | undefined;
  readonly labels: readonly string[];
  /** What it says about other subtasks: text of the line. */
  readonly line: number | undefined;
  readonly source: SourceText;
  readonly entry: Entry | undefined;
  readonly details: string | undefined;
}

/** What one document of a mission says. */
export interface MissionPart {
  readonly title?: string | undefined;
  readonly packages: readonly WorkPackage[];
  readonly subtasks: readonly Subtask[];
  readonly notTasks: readonly NotTask[];
  readonly diagnostics: readonly Diagnostic[];
}
