import { diagnostic, type Diagnostic } from '../model/diagnostic.js';
import { HISTORY_HEADER, HISTORY_VERSION } from './format-history.js';
import { readHistoryLine, type HistoryLine } from './history-line.js';
import type { History, Observation } from './history.js';
import { newestObservations } from './newest-observations.js';

/** What a history file holds; no history where something is wrong with it. */
export interface ParsedHistory {
  readonly history?: History;
  readonly diagnostics: readonly Diagnostic[];
}

/** A longer text is none of ours: that would be half a million tasks. *Units*: UTF-16 units, or bytes of a file. */
export const LONGEST_HISTORY = 50_000_000;
/** More damaged lines than these say nothing more. */
const MOST_TOLD = 10;

/**
 * Reads what `formatHistory` has written; also with CRLF, with tasks in another order, or with a task more than once.
 * One damaged line refuses the file: what else is in it cannot be trusted either. `CREST308` where it is no history,
 * `CREST309` where its version is newer, `CREST310` for each of the first ten damaged lines. `path` is for the diagnostics.
 *
 * *Complexity*: linear in the text.
 */
export function parseHistory(text: string, path: string): ParsedHistory {
  const refused = headerProblem(text, path);
  if (refused) return { diagnostics: [refused] };
  const machines = new Map<string, Map<string, readonly Observation[]>>();
  const diagnostics: Diagnostic[] = [];
  let machine: string | undefined;
  for (const place of linesBelowHeader(text)) {
    const read = place.ended ? readHistoryLine(place.line, machine) : CUT_OFF;
    if (read.kind === 'machine') {
      machine = read.machine;
      machines.set(machine, machines.get(machine) ?? new Map<string, readonly Observation[]>());
    } else if (read.kind === 'task') {
      const tasks = machines.get(machine ?? '');
      tasks?.set(read.id, newestObservations([...(tasks.get(read.id) ?? []), ...read.observations]));
    } else if (diagnostics.push(damage(read, place, path)) === MOST_TOLD) break;
  }
  return diagnostics.length === 0 ? { history: { machines }, diagnostics } : { diagnostics };
}

const CUT_OFF = { kind: 'damaged', reason: 'the file ends within this line', column: 1 } as const;

function headerProblem(text: string, path: string): Diagnostic | undefined {
  const notOurs = (reason: string): Diagnostic => diagnostic('CREST308', { path, reason });
  if (text === '') return notOurs('it is empty');
  if (text.length > LONGEST_HISTORY) return notOurs(`it is longer than ${LONGEST_HISTORY} characters`);
  const version = HEADER.exec(text)?.[1];
  if (version === undefined) return notOurs(`its first line is not "${HISTORY_HEADER} ${HISTORY_VERSION}"`);
  return version === String(HISTORY_VERSION)
    ? undefined
    : diagnostic('CREST309', { path, version, known: HISTORY_VERSION });
}

const HEADER = new RegExp(`^${HISTORY_HEADER} ([1-9][0-9]{0,8})\r?\n`);

function damage({ reason, column }: Damage, { line, lineNumber, offset }: Line, path: string): Diagnostic {
  const at = (index: number) => ({ offset: offset + index, line: lineNumber, column: index + 1 });
  return diagnostic('CREST310', { reason }, { span: { file: path, start: at(column - 1), end: at(line.length) } });
}

type Damage = Extract<HistoryLine, { kind: 'damaged' }>;

interface Line {
  /** Without its end. */
  readonly line: string;
  /** From 1. */
  readonly lineNumber: number;
  readonly offset: number;
  /** Whether a line end follows. */
  readonly ended: boolean;
}

function* linesBelowHeader(text: string): Generator<Line> {
  let offset = text.indexOf('\n') + 1;
  for (let lineNumber = 2; offset < text.length; lineNumber++) {
    const found = text.indexOf('\n', offset);
    const end = found < 0 ? text.length : found;
    const line = text.slice(offset, text[end - 1] === '\r' ? end - 1 : end);
    yield { line, lineNumber, offset, ended: found >= 0 };
    offset = end + 1;
  }
}
