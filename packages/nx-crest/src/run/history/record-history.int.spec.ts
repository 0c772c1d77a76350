import { execFileSync, fork, type ChildProcess } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { EMPTY_HISTORY, formatHistory, observationsOf, withObservations, type History } from '@nx-crest/core';
import { tryLockByFileSync, tryLockSync } from '../../nx/file-lock.js';
import { compileSources } from '../../testing/compile-sources.js';
import { readHistory } from './read-history.js';
import { recordHistorySync } from './record-history.js';

const CLASS = 'linux-x64-2';
let root = '';
let children: readonly ChildProcess[] = [];
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'crest-history-'));
});
afterEach(() => {
  for (const child of children) child.kill('SIGKILL'); // none is left behind by a test that fails
  children = [];
  rmSync(root, { recursive: true });
});

const one = (id: string, ms = 100): History => withObservations(EMPTY_HISTORY, CLASS, [[id, { atS: 1000, ms }]]);
const idsOf = ({ machines }: History): readonly string[] => [...(machines.get(CLASS)?.keys() ?? [])];
const file = (name = 'history'): string => join(root, '.crest', name);

function writeHistory(text: string): void {
  mkdirSync(join(root, '.crest'), { recursive: true });
  writeFileSync(file(), text);
}

test('a workspace without a history has an empty one, and nothing is wrong with that', () => {
  expect(readHistory(root)).toEqual({ history: EMPTY_HISTORY, diagnostics: [] });
});

test('what is recorded is added to what is there, and read again', () => {
  expect(recordHistorySync(root, one('a:b'))).toEqual([]);
  expect(recordHistorySync(root, one('a:c'))).toEqual([]);
  const { history, diagnostics } = readHistory(root);
  expect([idsOf(history), diagnostics]).toEqual([['a:b', 'a:c'], []]);
});

test('the file is its owner’s alone, and nothing else is left beside it', () => {
  recordHistorySync(root, one('a:b'));
  expect(statSync(file()).mode & 0o777).toBe(0o600);
  expect(readdirSync(join(root, '.crest')).sort()).toEqual(['.gitignore', 'history', 'locks']);
});

test('nothing measured writes nothing', () => {
  expect(recordHistorySync(root, EMPTY_HISTORY)).toEqual([]);
  expect(readdirSync(root)).toEqual([]);
});

test.each([
  ['damaged', `${formatHistory(one('a:b')).slice(0, -4)}xx\nyy\n`, 'CREST310'],
  ['foreign', '{}', 'CREST308'],
])('a %s file is one warning, and is kept aside by the next write', (_, text, code) => {
  writeHistory(text);
  const { history, diagnostics } = readHistory(root);
  expect(history).toEqual(EMPTY_HISTORY);
  expect(diagnostics).toMatchObject([{ code, severity: 'warning' }]);
  expect(readFileSync(file(), 'utf8')).toBe(text);

  expect(recordHistorySync(root, one('a:c'))).toEqual([]);
  expect(readFileSync(file('history.damaged'), 'utf8')).toBe(text);
  expect(idsOf(readHistory(root).history)).toEqual(['a:c']);
});

test('a file of a newer crest stays as it is', () => {
  writeHistory('crest history 2\n');
  expect(readHistory(root).diagnostics).toMatchObject([{ code: 'CREST309', severity: 'warning' }]);
  expect(recordHistorySync(root, one('a:b'))).toMatchObject([
    { code: 'CREST311', severity: 'warning', message: expect.stringContaining('newer crest') as string },
  ]);
  expect(readFileSync(file(), 'utf8')).toBe('crest history 2\n');
});

test('what cannot be read is a warning, and stays as it is', () => {
  mkdirSync(file(), { recursive: true });
  expect(readHistory(root).diagnostics).toMatchObject([{ code: 'CREST307', severity: 'warning' }]);
  expect(recordHistorySync(root, one('a:b'))).toMatchObject([{ code: 'CREST311' }]);
  expect(statSync(file()).isDirectory()).toBe(true);
});

test('where nothing can be written, that is a warning', () => {
  symlinkSync('elsewhere', join(root, '.crest'));
  expect(recordHistorySync(root, one('a:b'))).toMatchObject([
    { code: 'CREST311', message: expect.stringContaining('not a folder of its own') as string },
  ]);
});

describe.each(['history.tmp', 'locks/gate', 'locks/history'])('a link %s', (name) => {
  const victim = (): string => join(root, 'victim');
  beforeEach(() => {
    mkdirSync(join(root, '.crest/locks'), { recursive: true });
    symlinkSync('../'.repeat(name.split('/').length) + 'victim', file(name));
  });

  test('makes no file where it leads', () => {
    recordHistorySync(root, one('a:b'));
    expect(existsSync(victim())).toBe(false);
  });

  test('changes no file to which it leads', () => {
    writeFileSync(victim(), 'mine');
    recordHistorySync(root, one('a:b'));
    expect(readFileSync(victim(), 'utf8')).toBe('mine');
  });
});

test.each(['gate', 'history'])('a lock that is a link is refused, and says what to do: %s', (name) => {
  mkdirSync(join(root, '.crest/locks'), { recursive: true });
  symlinkSync('elsewhere', file(`locks/${name}`));
  expect(recordHistorySync(root, one('a:b'))).toMatchObject([
    { code: 'CREST311', message: expect.stringContaining(`${name} is not a file of its own; remove it`) as string },
  ]);
});

test('what a crash left half written is replaced', () => {
  mkdirSync(join(root, '.crest'));
  writeFileSync(file('history.tmp'), 'crest hist');
  expect(recordHistorySync(root, one('a:b'))).toEqual([]);
  expect(readdirSync(join(root, '.crest')).sort()).toEqual(['.gitignore', 'history', 'locks']);
});

test('a history that is a link is neither read nor written', () => {
  recordHistorySync(root, one('a:b'));
  renameSync(file(), join(root, 'elsewhere'));
  symlinkSync('../elsewhere', file());
  const before = readFileSync(join(root, 'elsewhere'), 'utf8');
  const { history, diagnostics } = readHistory(root);
  expect([history, diagnostics]).toMatchObject([
    EMPTY_HISTORY,
    [{ code: 'CREST307', severity: 'warning', hint: expect.stringContaining('Remove it') as string }],
  ]);
  expect(recordHistorySync(root, one('a:c'))).toMatchObject([{ code: 'CREST311' }]);
  expect(readFileSync(join(root, 'elsewhere'), 'utf8')).toBe(before);
});

const unlessWindows = process.platform === 'win32' ? test.skip : test;
unlessWindows(
  'a pipe is not waited for',
  () => {
    mkdirSync(join(root, '.crest'));
    execFileSync('mkfifo', [file()]);
    // In a process of its own: one that waits for a pipe can be told nothing.
    const compiled = compileSources();
    try {
      const script = `console.log(require(${JSON.stringify(compiled.modulePath('run/history/read-history'))})
      .readHistory(${JSON.stringify(root)}).diagnostics[0].code)`;
      expect(execFileSync(process.execPath, ['-e', script], { encoding: 'utf8', timeout: 30_000 })).toBe('CREST307\n');
    } finally {
      compiled.dispose();
    }
  },
  60_000,
);

test('a file that is far too long is not read, and kept aside by the next write', () => {
  writeHistory('crest history 1\n');
  truncateSync(file(), 3_000_000_000); // longer than Node can read, and takes no room
  expect(readHistory(root).diagnostics).toMatchObject([{ code: 'CREST308', severity: 'warning' }]);
  expect(recordHistorySync(root, one('a:b'))).toEqual([]);
  expect(statSync(file('history.damaged')).size).toBe(3_000_000_000);
});

describe('what a wrong clock has dated more than a day ahead', () => {
  const dated = (id: string, atS: number): History => withObservations(EMPTY_HISTORY, CLASS, [[id, { atS, ms: 7 }]]);
  const DAY_S = 86_400;

  test('is not read, as long as it lies ahead', () => {
    recordHistorySync(root, dated('a:b', 10 * DAY_S), 10 * DAY_S * 1000);
    expect(idsOf(readHistory(root, 8 * DAY_S * 1000).history)).toEqual([]);
    expect(idsOf(readHistory(root, 9 * DAY_S * 1000).history)).toEqual(['a:b']);
  });

  test('is not recorded', () => {
    expect(recordHistorySync(root, dated('a:b', 10 * DAY_S), 8 * DAY_S * 1000)).toEqual([]);
    expect(readdirSync(root)).toEqual([]);
  });

  test('does not drive out what is measured now', () => {
    for (let day = 20; day < 26; day++) recordHistorySync(root, dated('a:b', day * DAY_S), 30 * DAY_S * 1000);
    recordHistorySync(root, dated('a:b', DAY_S), DAY_S * 1000);
    const { history } = readHistory(root, 30 * DAY_S * 1000);
    expect(observationsOf(history, CLASS, 'a:b').map(({ atS }) => atS / DAY_S)).toEqual([1]);
  });

  test('is known by the clock of this machine', () => {
    expect(recordHistorySync(root, dated('a:b', 9_000_000_000))).toEqual([]);
    expect(readdirSync(root)).toEqual([]);
    writeHistory(formatHistory(dated('a:b', 9_000_000_000)));
    expect(readHistory(root)).toEqual({ history: EMPTY_HISTORY, diagnostics: [] });
  });
});

/** As root, a folder may be written whatever its mode says. */
const unlessRoot = process.getuid?.() === 0 ? test.skip : test;
unlessRoot('a read-only folder is a warning', () => {
  recordHistorySync(root, one('a:b'));
  chmodSync(join(root, '.crest'), 0o500);
  expect(recordHistorySync(root, one('a:c'))).toMatchObject([{ code: 'CREST311' }]);
  chmodSync(join(root, '.crest'), 0o700);
  expect(idsOf(readHistory(root).history)).toEqual(['a:b']);
});

test('twenty processes that end at once lose nothing', async () => {
  const compiled = compileSources();
  try {
    writeFileSync(
      join(root, 'run.cjs'),
      `const { recordHistorySync } = require(${JSON.stringify(compiled.modulePath('run/history/record-history'))});
       const id = process.argv[2];
       const additions = { machines: new Map([['${CLASS}', new Map([[id, [{ atS: 1, ms: 2 }]], ['shared:task', [{ atS: Number(id), ms: 1 }]]])]]) };
       process.on('exit', () => { process.exitCode = recordHistorySync(${JSON.stringify(root)}, additions).length; });
       process.on('message', () => process.disconnect());
       process.send('ready');`,
    );
    const ids = Array.from({ length: 20 }, (_, index) => String(1000 + index));
    children = ids.map((id) => fork(join(root, 'run.cjs'), [id]));
    const ended = children.map((child) => new Promise((resolve) => child.on('exit', resolve)));
    await Promise.all(
      children.map((child) => new Promise((resolve) => child.on('message', resolve).on('exit', resolve))),
    );
    for (const child of children) child.send('end');
    expect(await Promise.all(ended)).toEqual(ids.map(() => 0));

    const { history } = readHistory(root);
    expect([...idsOf(history)].sort()).toEqual([...ids, 'shared:task']);
    expect(observationsOf(history, CLASS, 'shared:task').map(({ atS }) => atS)).toEqual([
      1019, 1018, 1017, 1016, 1015, 1014,
    ]);
  } finally {
    compiled.dispose();
  }
}, 60_000);

test.each([
  ['Nx’s lock', tryLockSync],
  ['its stand-in', tryLockByFileSync],
])('%s is held by one at a time, and free again when it is given back', (_, tryLock) => {
  const path = join(root, 'lock');
  const release = tryLock(path);
  expect(release).toBeDefined();
  expect(tryLock(path)).toBeUndefined();
  release?.();
  const again = tryLock(path);
  expect(again).toBeDefined();
  again?.();
});
