import type { Diagnostic, SourceSpan } from '@nx-crest/core';
import { assignIds } from '../ids/assign-ids.js';
import { readJson } from '../json/read-json.js';
import type { SourceText } from '../source/source-text.js';
import { field, textField } from '../fields/object-fields.js';
import type { Reading } from '../fields/object-fields.js';
import { readEntries } from './read-entries.js';
import type { TaskEntry } from './read-entries.js';
import { readTags } from './read-tags.js';
import type { TagTasks } from './read-tags.js';

/** The tasks of one tag, each with its id in the plan. */
export interface TagEntries {
  readonly tag: string | undefined;
  /** The tag's entry in the file; undefined without a tag. */
  readonly span: SourceSpan | undefined;
  readonly entries: readonly TaskEntry[];
  readonly idOfEntry: ReadonlyMap<TaskEntry, string>;
  readonly titleOfEntry: ReadonlyMap<TaskEntry, string>;
  /** From an id as written (`5.2`) to the id in the plan. */
  readonly idOf: ReadonlyMap<string, string>;
}

/** What parsing and status edits both need of a file. */
export interface TaskMasterDocument {
  readonly tags: readonly TagEntries[];
  /** The text is JSON throughout. */
  readonly valid: boolean;
  readonly diagnostics: readonly Diagnostic[];
}

/** Reads the entries of every tag and gives them their ids. *Complexity*: linear. */
export function readDocument(source: SourceText): TaskMasterDocument {
  const { root, diagnostics } = readJson(source);
  const reading: Reading = { source, diagnostics: [...diagnostics] };
  const tags = root ? readTags(reading, root).map((tag) => readTag(reading, tag)) : [];
  return { tags, valid: diagnostics.length === 0, diagnostics: reading.diagnostics };
}

function readTag(reading: Reading, { tag, tasks, entry: whole }: TagTasks): TagEntries {
  const entries = readEntries(reading, tasks);
  const span = whole && reading.source.spanAt(whole.offset, whole.offset + whole.length);
  const titles = entries.map((entry) => textField(reading, entry.fields, 'title')?.trim() ?? '');
  const { ids, idOf, diagnostics } = assignIds(
    entries.map((entry, index) => {
      const place = field(entry.fields, 'id') ?? entry.node;
      const span = reading.source.spanAt(place.offset, place.offset + place.length);
      return { written: entry.writtenId === '' ? undefined : entry.writtenId, title: titles[index] ?? '', span };
    }),
  );
  reading.diagnostics.push(...diagnostics);
  const idOfEntry = new Map(entries.map((entry, index) => [entry, ids[index] ?? '']));
  const titleOfEntry = new Map(entries.map((entry, index) => [entry, titles[index] || (ids[index] ?? '')]));
  return { tag, span, entries, idOfEntry, titleOfEntry, idOf };
}
