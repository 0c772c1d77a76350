import { diagnostic, type Diagnostic, type TaskStatus } from '@nx-crest/core';
import { field, type Reading } from '../fields/object-fields.js';
import type { SourceText } from '../source/source-text.js';
import { wordOf, wordsOf, type PlacedWord } from '../task-file/read-fields.js';
import { firstHeading, readTaskFile, type TaskFile } from '../task-file/read-task-file.js';
import { placeOf, type Place } from './places.js';
import { statusOfWord } from './status-words.js';

/** One file of the backlog. */
export interface BacklogFile {
  readonly file: TaskFile;
  readonly place: Place;
  readonly isTask: boolean;
  readonly written: string | undefined;
  readonly title: string;
  readonly status: TaskStatus;
  readonly dependencies: readonly PlacedWord[];
  readonly parent: PlacedWord | undefined;
  readonly diagnostics: readonly Diagnostic[];
}

/** `task-12 - Title.md` */
const FILE_NAME = /(?:^|[\\/])([A-Za-z][A-Za-z0-9_-]{0,40}-\d+(?:\.\d+){0,20}) - ([^\\/]*)\.md$/;

/** Reads one file; whether it is a task depends on its front matter and its name. *Complexity*: linear. */
export function readBacklogFile(source: SourceText): BacklogFile {
  const file = readTaskFile(source, withoutMentions);
  const reading: Reading = { source, diagnostics: [...file.diagnostics] };
  const { fields } = file;
  const [, nameId, nameTitle] = FILE_NAME.exec(source.path) ?? [];
  const written = wordOf(fields, 'id') || nameId;
  const ownTitle = wordOf(fields, 'title');
  const place = placeOf(source.path);
  const isTask = written !== undefined || (ownTitle !== '' && wordOf(fields, 'status') !== '');
  return {
    file,
    place,
    isTask,
    written,
    title: ownTitle || firstHeading(file) || nameTitle || written || '',
    status: isTask ? statusIn(place, readStatus(reading, file)) : 'todo',
    dependencies: ['dependencies', 'blocked_by', 'depends_on'].flatMap((name) => wordsOf(reading, fields, name)),
    parent: ['parent_task_id', 'parent'].flatMap((name) => wordsOf(reading, fields, name)).at(0),
    diagnostics: reading.diagnostics,
  };
}

/** `@name` may stand without quotes for people; YAML keeps that character for itself. */
function withoutMentions(yaml: string): string {
  return yaml.replace(/^(?:[ \t]*(?:assignee|reporter):|[ \t]*-[ \t]).*$/gm, (line) =>
    line.replace(/(^|[\s[,:-])@/g, '$1_'),
  );
}

function readStatus(reading: Reading, { fields }: TaskFile): TaskStatus {
  const word = wordOf(fields, 'status');
  const status = statusOfWord(word);
  const node = field(fields, 'status');
  if (!status && node) {
    const span = reading.source.spanAt(node.offset, node.offset + node.length);
    reading.diagnostics.push(diagnostic('CREST215', { word }, { span }));
  }
  return status ?? 'todo';
}

/** What lies in `completed/` is done, whatever it says; what was archived or is a draft is not planned. */
function statusIn(place: Place, written: TaskStatus): TaskStatus {
  if (place === 'completed' || written === 'done') return 'done';
  return place === 'archive' ? 'cancelled' : place === 'drafts' ? 'deferred' : written;
}
