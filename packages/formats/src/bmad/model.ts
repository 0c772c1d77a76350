import type { Diagnostic, NotTask, SourceSpan, TaskStatus } from '@nx-crest/core';
import type { ListDocument } from '../checkbox/list-document.js';
import type { PlacedReference } from '../order/id-list.js';
import type { SourceText } from '../source/source-text.js';
import type { StoryKey } from './story-key.js';

/** A status word where it stands. */
export interface PlacedStatus {
  readonly word: string;
  readonly status: TaskStatus;
  readonly start: number;
  readonly end: number;
  readonly span: SourceSpan;
}

/** An entry of `sprint-status.yaml`. */
export interface SprintEntry {
  readonly key: string;
  readonly kind: 'epic' | 'story' | 'retrospective' | 'other';
  readonly epic: string | undefined;
  readonly story: StoryKey | undefined;
  readonly status: PlacedStatus | undefined;
  readonly span: SourceSpan;
}

/** What `sprint-status.yaml` says. */
export interface Sprint {
  readonly source: SourceText;
  readonly title: string | undefined;
  readonly entries: readonly SprintEntry[];
  readonly diagnostics: readonly Diagnostic[];
}

/** A story of `epics.md`. */
export interface EpicStory {
  readonly story: StoryKey;
  readonly span: SourceSpan;
  readonly status: PlacedStatus | undefined;
  /** Ids `1-1` of stories that it waits for; undefined where it does not say. */
  readonly prerequisites: readonly { readonly reference: PlacedReference; readonly line: number }[] | undefined;
  readonly effort: { readonly start: number; readonly end: number } | undefined;
  readonly details: string | undefined;
}

/** What `epics.md` says. */
export interface Epics {
  readonly source: SourceText;
  readonly title: string | undefined;
  readonly epics: readonly { readonly epic: string; readonly title: string; readonly span: SourceSpan }[];
  readonly stories: readonly EpicStory[];
  readonly notTasks: readonly NotTask[];
  readonly diagnostics: readonly Diagnostic[];
}

/** What the file of one story says. */
export interface StoryFile {
  readonly source: SourceText;
  readonly story: StoryKey;
  readonly title: string | undefined;
  readonly status: PlacedStatus | undefined;
  /** Its boxes; ids begin with the story's number. */
  readonly list: ListDocument;
  readonly details: string | undefined;
  readonly diagnostics: readonly Diagnostic[];
}
