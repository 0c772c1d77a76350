import { spawnSync } from 'node:child_process';
import { appendFileSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openJournal, type JournalEntry } from './journal.js';

let root = '';
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'crest-journal-'));
});
afterEach(() => {
  rmSync(root, { recursive: true });
});
const folder = () => join(root, '.crest/test-specs');
const entry = (key: string, endMs = Date.now()): JournalEntry => ({
  key,
  output: `of ${key}`,
  startMs: endMs - 5,
  endMs,
});
/** What a process that is dead has left. */
function leave(text: string): void {
  const { pid } = spawnSync(process.execPath, ['-e', '']);
  mkdirSync(folder(), { recursive: true });
  writeFileSync(join(folder(), `journal-${pid}.jsonl`), text);
}
const own = () => readFileSync(join(folder(), `journal-${process.pid}.jsonl`), 'utf8');

it('what a broken run has done is found again, and taken over', () => {
  openJournal(root).add(entry('a'));
  const text = own();
  rmSync(folder(), { recursive: true });
  leave(text);
  expect(openJournal(root).get('a')).toMatchObject({ output: 'of a' });
  expect(readdirSync(folder())).toEqual([`journal-${process.pid}.jsonl`]);
  expect(openJournal(root).get('a')).toMatchObject({ output: 'of a' });
});

it('what has failed after all does not count', () => {
  const journal = openJournal(root);
  journal.add(entry('a'));
  journal.revoke('a');
  expect(openJournal(root).get('a')).toBeUndefined();
});

it('a torn or damaged line is not read; the others are', () => {
  const journal = openJournal(root);
  for (const key of ['a', 'b', 'c']) journal.add(entry(key));
  const lines = own().split('\n');
  rmSync(folder(), { recursive: true });
  leave([lines[0], lines[1]?.replace('of b', 'of x'), lines[2]?.slice(0, 40)].join('\n'));
  const again = openJournal(root);
  expect(['a', 'b', 'c'].map((key) => again.get(key)?.output)).toEqual(['of a', undefined, undefined]);
});

it('a run that came to its end is forgotten after a minute, a broken one after a week', () => {
  const minutes = 60_000;
  for (const [age, isClosed, expected] of [
    [0, true, true],
    [60, true, false],
    [60, false, true],
    [8 * 24 * 60, false, false],
  ] as const) {
    rmSync(folder(), { recursive: true, force: true });
    const journal = openJournal(root);
    journal.add(entry('a', Date.now() - age * minutes));
    if (isClosed) journal.close();
    expect([age, isClosed, openJournal(root).get('a') !== undefined]).toEqual([age, isClosed, expected]);
  }
});

it('a process that lives keeps its own', () => {
  mkdirSync(folder(), { recursive: true });
  writeFileSync(join(folder(), `journal-${process.ppid}.jsonl`), '');
  openJournal(root);
  expect(readdirSync(folder())).toContain(`journal-${process.ppid}.jsonl`);
});

it('who wants everything fresh finds nothing, and loses nothing', () => {
  openJournal(root).add(entry('a'));
  expect(openJournal(root, true).get('a')).toBeUndefined();
  expect(openJournal(root).get('a')).toBeDefined();
});

it('where nothing can be written, nothing is kept', () => {
  appendFileSync(join(root, '.crest'), '');
  const journal = openJournal(root);
  journal.add(entry('a'));
  journal.close();
  expect(journal.get('a')).toBeUndefined();
});
