import type { Diagnostic, Plan, TaskStatus } from '@nx-crest/core';
import type { SourceText } from './source/source-text.js';

/** What reading one document gave: its plans (several where a file has tags), and everything worth telling. Nothing is thrown. */
export interface ParsedDocument {
  readonly plans: readonly Plan[];
  /** Sorted with `compareDiagnostics`. */
  readonly diagnostics: readonly Diagnostic[];
}

/** Replace the characters from `start` to `end` (offsets of `SourceText.text`) by `text`. */
export interface TextEdit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** Which task of which plan gets which status. */
export interface StatusChange {
  readonly taskId: string;
  /** The plan's tag, where the document has tags. */
  readonly tag?: string | undefined;
  readonly status: TaskStatus;
  /**
   * What the task was when the change was decided. Where the document says by now that the task is dropped, blocked or
   * open again, somebody changed it meanwhile, and the change is a conflict. Left out: whatever it is.
   */
  readonly from?: TaskStatus | undefined;
}

/** Which task of which plan gets a line of text: what happened, a receipt. */
export interface NoteChange {
  readonly taskId: string;
  /** The plan's tag, where the document has tags. */
  readonly tag?: string | undefined;
  /** One line, without line ends. */
  readonly text: string;
}

/** The one edit that a change needs, or why there is none. */
export type StatusEdit =
  | { readonly kind: 'edit'; readonly edit: TextEdit }
  | { readonly kind: 'unchanged' }
  | { readonly kind: 'refused'; readonly reason: string };

/**
 * One planning format. A format is one folder with one such value, and one line of the registry.
 * Everything here is a function of text: no disk, no clock.
 */
export interface PlanFormat {
  /** Stable, kebab-case; what `--format` takes: `spec-kit`. */
  readonly name: string;
  /** For people: `spec-kit tasks.md`. */
  readonly title: string;
  /** True when a document at this path (with `/`) usually has this format. */
  matchesPath(path: string): boolean;
  /**
   * True when a document counts in a folder that is one plan, though alone it is none: a summary, a file of metadata;
   * left out where `matchesPath` knows them all.
   */
  readonly belongsTo?: (path: string) => boolean;
  /** How much the content looks like this format: 0 (not at all) to 1 (nothing else looks like this). Linear time. */
  matchesContent(source: SourceText): number;
  /** Reads the whole document. *Complexity*: linear in the text. */
  parse(source: SourceText): ParsedDocument;
  /**
   * Reads documents that make up one plan together, in the order of their paths; only formats whose registry entry has
   * `together`. A task's id is the one that `parse` gives it alone, unless two documents claim the same.
   */
  readonly parseTogether?: (sources: readonly SourceText[]) => ParsedDocument;
  /** Finds the edit that gives a task a status. Of documents that are read together: the one that holds the task. */
  editStatus(source: SourceText, change: StatusChange): StatusEdit;
  /** Finds the edit that adds a note behind what is written of a task; left out where documents have no place for one. */
  readonly editNote?: (source: SourceText, change: NoteChange) => StatusEdit;
}
