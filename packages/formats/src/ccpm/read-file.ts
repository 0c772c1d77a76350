import { diagnostic, type Diagnostic, type DocumentEstimate, type TaskStatus } from '@nx-crest/core';
import { field, type Reading } from '../fields/object-fields.js';
import type { SourceText } from '../source/source-text.js';
import { wordOf, wordsOf, type PlacedWord } from '../task-file/read-fields.js';
import { firstHeading, readTaskFile, type TaskFile } from '../task-file/read-task-file.js';
import { readEstimate } from './read-estimate.js';
import { statusOfWord } from './status-words.js';

/** The three names of a task, each in a namespace of its own. */
export interface TaskNames {
  /** The number that its file is named by, as written: `001`, `533`. */
  readonly number: string | undefined;
  /** The number of its GitHub issue. */
  readonly issue: number | undefined;
  /** The number in a title like `T1: Theme`. */
  readonly ordinal: number | undefined;
}

/** One file of an epic. */
export interface EpicFile extends TaskNames {
  readonly file: TaskFile;
  /** Why it is no task; undefined for a task. */
  readonly reason: string | undefined;
  readonly title: string;
  readonly status: TaskStatus;
  readonly parallel: boolean;
  readonly dependsOn: readonly PlacedWord[];
  readonly conflictsWith: readonly PlacedWord[];
  readonly estimate: DocumentEstimate | undefined;
  readonly diagnostics: readonly Diagnostic[];
}

/** `001.md`, `12-title.md`, `task-3.md`, `T4_name.md` */
const NUMBERED = /^(?:(?:task|issue|t)[-_ ]?)?(\d{1,9})(?=$|[-_. ])/i;
/** What CCPM and its users keep beside the tasks: `12-analysis.md`. */
const BESIDE =
  /[-_. ](?:analysis|stream[-_ ]?\w{0,20}|progress|completion|summary|report|test-plan|plan|notes|review)$/i;

/** Reads one file. *Complexity*: linear. */
export function readEpicFile(source: SourceText): EpicFile {
  const file = readTaskFile(source);
  const reading: Reading = { source, diagnostics: [...file.diagnostics] };
  const { fields } = file;
  const name = readName(source.path);
  const title = wordOf(fields, 'name') || wordOf(fields, 'title') || firstHeading(file) || name.stem;
  const ownNumber = ['task', 'id'].map((key) => /^\d{1,9}$/.exec(wordOf(fields, key))?.[0]).find((one) => one);
  const reason = reasonAgainst(file, name);
  const common = {
    ...{ file, reason, title, number: name.number ?? ownNumber },
    issue: numberBehind(/(?:^|[#/])(\d{1,9})$/, wordOf(fields, 'github')),
    ordinal: numberBehind(/^T-?(\d{1,9})\b/i, title),
    parallel: wordOf(fields, 'parallel').toLowerCase() === 'true',
  };
  if (reason !== undefined) {
    const nothing = { status: 'todo' as const, dependsOn: [], conflictsWith: [], estimate: undefined };
    return { ...common, ...nothing, diagnostics: file.diagnostics };
  }
  return {
    ...common,
    status: readStatus(reading, file),
    dependsOn: wordsOf(reading, fields, 'depends_on'),
    conflictsWith: wordsOf(reading, fields, 'conflicts_with'),
    estimate: readEstimate(reading, file),
    diagnostics: reading.diagnostics,
  };
}

function readName(path: string): FileName {
  const stem = (path.split(/[\\/]/).at(-1) ?? '').replace(/\.[A-Za-z]{1,8}$/, '');
  const beside = BESIDE.test(stem);
  return { stem, beside, number: beside ? undefined : NUMBERED.exec(stem)?.[1] };
}

interface FileName {
  readonly stem: string;
  readonly beside: boolean;
  readonly number: string | undefined;
}

function reasonAgainst({ fields }: TaskFile, { stem, beside, number }: FileName): string | undefined {
  if (/^epic$/i.test(stem)) return 'the epic itself';
  if (beside) return 'a document beside the tasks';
  if (number !== undefined) return undefined;
  // Named otherwise: the fields have to be those of a task.
  if (fields.has('prd') || fields.has('progress')) return 'the epic itself';
  const own = ['task', 'depends_on', 'parallel', 'conflicts_with'].some((name) => fields.has(name));
  return own && (fields.has('name') || fields.has('status')) ? undefined : 'a document beside the tasks';
}

function readStatus(reading: Reading, { fields }: TaskFile): TaskStatus {
  const word = wordOf(fields, 'status');
  const status = statusOfWord(word);
  const node = field(fields, 'status');
  if (!status && node) {
    const span = reading.source.spanAt(node.offset, node.offset + node.length);
    reading.diagnostics.push(diagnostic('CREST215', { word }, { span }));
  }
  if (wordOf(fields, 'deprecated').toLowerCase() === 'true' && status !== 'done') return 'cancelled';
  return status ?? 'todo';
}

function numberBehind(pattern: RegExp, text: string): number | undefined {
  const found = pattern.exec(text)?.[1];
  return found === undefined ? undefined : Number(found);
}
