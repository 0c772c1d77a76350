import { createHash } from 'node:crypto';
import {
  appendFileSync,
  closeSync,
  fdatasyncSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import { ensureStateSubfolder } from '../../run/state-folder.js';
import { isAlive, TEST_SPECS_STATE } from './run-keys.js';
import type { SpecResult } from './spec-result.js';

/** A spec that has passed under a key. */
export interface JournalEntry extends Omit<SpecResult, 'file' | 'passed'> {
  readonly key: string;
}

/**
 * What has passed in runs that did not come to their end: Nx stores the results of a batch only when all of it is done. Found
 * again by key, so that nothing of it runs twice.
 */
export interface Journal {
  readonly get: (key: string) => JournalEntry | undefined;
  /** Is on the disk when this returns. */
  readonly add: (entry: JournalEntry) => void;
  /** The spec has failed after all. */
  readonly revoke: (key: string) => void;
  /** All results are told. */
  readonly close: () => void;
}

type Line = JournalEntry | { readonly revoked: string } | { readonly closed: true };

const NAME = /^journal-(\d+)\.jsonl$/;
/** Nx stores the results of a batch within seconds of its end; a crash meanwhile loses nothing. */
const CLOSED_MS = 60_000;
/** Who has not come back for the rest of a broken run by then will not. */
const BROKEN_MS = 7 * 24 * 3_600_000;

/**
 * Takes over what dead processes have left. Where nothing can be written, nothing is kept.
 *
 * *Parameters*: `isFresh` nothing that was done before counts now (`--skip-nx-cache`); it is kept all the same.
 */
export function openJournal(workspaceRoot: string, isFresh = false): Journal {
  try {
    const journal = journalIn(ensureStateSubfolder(workspaceRoot, TEST_SPECS_STATE));
    return isFresh ? { ...journal, get: () => undefined } : journal;
  } catch {
    return { get: () => undefined, add: () => undefined, revoke: () => undefined, close: () => undefined };
  }
}

function journalIn(folder: string): Journal {
  const left = readdirSync(folder)
    .filter((name) => isLeft(Number(NAME.exec(name)?.[1])))
    .map((name) => join(folder, name));
  const known = new Map(left.sort().flatMap((one) => [...entriesIn(readFileSync(one, 'utf8'), Date.now())]));
  const file = join(folder, `journal-${process.pid}.jsonl`);
  // Before the others are gone: a crash here loses nothing.
  appendFileSync(file, [...known.values()].map(lineOf).join(''), { mode: 0o600 });
  for (const one of left) if (one !== file) rmSync(one, { force: true });
  const descriptor = openSync(file, 'a');
  const write = (record: object): void => {
    try {
      writeSync(descriptor, lineOf(record));
      fdatasyncSync(descriptor);
    } catch {
      // A full disk costs only what a crash would lose.
    }
  };
  return {
    get: (key) => known.get(key),
    add: write,
    revoke: (key) => {
      write({ revoked: key });
    },
    close: () => {
      write({ closed: true });
      closeSync(descriptor);
    },
  };
}

/** A record and its checksum: a torn or damaged line is not read. */
function lineOf(record: object): string {
  const text = JSON.stringify(record);
  return `${checksum(text)} ${text}\n`;
}

/** What of a journal still counts, by key. *Units*: `nowMs` as `Date.now()`. */
function entriesIn(text: string, nowMs: number): ReadonlyMap<string, JournalEntry> {
  const entries = new Map<string, JournalEntry>();
  let isClosed = false;
  for (const line of text.split('\n')) {
    const record = line.slice(9);
    if (record === '' || line.slice(0, 8) !== checksum(record)) continue;
    const read = JSON.parse(record) as Line; // we wrote it
    if ('closed' in read) isClosed = true;
    else if ('revoked' in read) entries.delete(read.revoked);
    else entries.set(read.key, read);
  }
  const oldest = nowMs - (isClosed ? CLOSED_MS : BROKEN_MS);
  return new Map([...entries].filter(([, { endMs }]) => endMs > oldest));
}

/** A process that is dead has left it; what bears our own number is of an older process. */
function isLeft(owner: number): boolean {
  return owner > 0 && (owner === process.pid || !isAlive(owner));
}

function checksum(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 8);
}
