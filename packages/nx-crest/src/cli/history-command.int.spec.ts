import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { EMPTY_HISTORY, formatHistory, parseHistory, withObservations, type History } from '@nx-crest/core';
import { compileSources } from '../testing/compile-sources.js';
import { runCrest } from './program.js';

let root = '';
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'crest-history-command-'));
  workspace('here');
});
afterEach(() => {
  rmSync(root, { recursive: true });
});

function workspace(name: string): void {
  mkdirSync(join(root, name), { recursive: true });
  writeFileSync(join(root, name, 'nx.json'), '{}');
}

const measured = (id: string, machine = 'linux-x64-2'): History =>
  withObservations(EMPTY_HISTORY, machine, [[id, { atS: 1_700_000_000, ms: 1234 }]]);
const file = (path: string): string => join(root, path);
const write = (path: string, content: History | string): void => {
  mkdirSync(join(file(path), '..'), { recursive: true });
  writeFileSync(file(path), typeof content === 'string' ? content : formatHistory(content));
};
const read = (path: string): string => readFileSync(file(path), 'utf8');
const tasksIn = (path: string): readonly string[] =>
  [...(parseHistory(read(path), path).history?.machines.values() ?? [])].flatMap((tasks) => [...tasks.keys()]);

async function crest(args: readonly string[], cwd = 'here') {
  const written = { stdout: '', stderr: '' };
  const stream = (name: keyof typeof written) => ({ write: (text: string) => (written[name] += text) });
  const code = await runCrest(['history', ...args], {
    cwd: file(cwd),
    env: {},
    stdout: stream('stdout'),
    stderr: stream('stderr'),
    now: () => 0,
  });
  return { code, ...written };
}

const GARBAGE: readonly [string, string, string][] = [
  ['foreign', '{ "version": 1 }\n', 'CREST308'],
  ['empty', '', 'CREST308'],
  ['newer', 'crest history 2\n', 'CREST309'],
  ['damaged', formatHistory(measured('a:b')).replace('a:b', 'a:c'), 'CREST310'],
  ['cut off', formatHistory(measured('a:b')).slice(0, -5), 'CREST310'],
  ['binary', '\0\u0001\ufffd', 'CREST308'],
];

describe('crest history export', () => {
  test('writes what was measured here, and says how much that is', async () => {
    write('here/.crest/history', measured('a:b'));
    expect(await crest(['export', 'out.txt'])).toEqual({
      code: 0,
      stdout: expect.stringMatching(/^Exported 1 task of linux-x64-2 \(\d+ bytes\) to out\.txt\.\n$/) as string,
      stderr: '',
    });
    expect(read('here/out.txt')).toBe(read('here/.crest/history'));
  });

  test('writes to stdout nothing but the history', async () => {
    write('here/.crest/history', measured('a:b'));
    const { code, stdout, stderr } = await crest(['export', '-']);
    expect([code, stdout]).toEqual([0, read('here/.crest/history')]);
    expect(stderr).toMatch(/^Exported 1 task/);
  });

  test('writes an empty history where nothing was measured yet', async () => {
    expect((await crest(['export', 'out.txt'])).code).toBe(0);
    expect(parseHistory(read('here/out.txt'), 'out')).toEqual({ history: EMPTY_HISTORY, diagnostics: [] });
  });

  test('writes through a link to the file that it names', async () => {
    write('elsewhere/shared', measured('x:y'));
    symlinkSync('../elsewhere/shared', file('here/out.txt'));
    expect((await crest(['export', 'out.txt'])).code).toBe(0);
    expect(tasksIn('elsewhere/shared')).toEqual([]);
  });

  test('exports nothing of a damaged history', async () => {
    write('here/.crest/history', 'crest history 1\nxx\n');
    const { code, stderr } = await crest(['export', 'out.txt']);
    expect([code, existsSync(file('here/out.txt'))]).toEqual([2, false]);
    expect(stderr).toContain('CREST310 error');
  });

  test.each(['none/out.txt', '.'])('says why %s cannot be written', async (path) => {
    const { code, stderr } = await crest(['export', path]);
    expect(code).toBe(2);
    expect(stderr).toContain(`CREST311 error: the history was not written: ${path} `);
  });

  test('needs a workspace', async () => {
    mkdirSync(file('nowhere'));
    const { code, stderr } = await crest(['export', 'out.txt'], 'nowhere');
    expect(code).toBe(2);
    expect(stderr).toContain('CREST402');
  });
});

describe('crest history import', () => {
  test('adds to what was measured here', async () => {
    write('here/.crest/history', measured('a:b'));
    write('here/in.txt', measured('c:d', 'darwin-arm64-8'));
    const { code, stdout } = await crest(['import', 'in.txt']);
    expect([code, tasksIn('here/.crest/history')]).toEqual([0, ['c:d', 'a:b']]);
    expect(stdout).toMatch(
      /^Imported 1 task of darwin-arm64-8 \(\d+ bytes\) from in\.txt; \.crest\/history now holds 2 tasks of darwin-arm64-8, linux-x64-2 \(\d+ bytes\)\.\n$/,
    );
  });

  test('makes the history of another clone our own', async () => {
    workspace('there');
    write('here/.crest/history', measured('a:b'));
    await crest(['export', '../travels'], 'here');
    expect((await crest(['import', '../travels'], 'there')).code).toBe(0);
    expect(read('there/.crest/history')).toBe(read('here/.crest/history'));
  });

  test('changes nothing the second time', async () => {
    write('here/in.txt', measured('a:b'));
    await crest(['import', 'in.txt']);
    const once = read('here/.crest/history');
    await crest(['import', 'in.txt']);
    expect(read('here/.crest/history')).toBe(once);
  });

  test.each(GARBAGE)('refuses a %s file with a reason, and changes nothing', async (_, text, code) => {
    write('here/.crest/history', measured('a:b'));
    const before = read('here/.crest/history');
    write('here/in.txt', text);
    const ended = await crest(['import', 'in.txt']);
    expect([ended.code, ended.stdout]).toEqual([2, '']);
    expect(ended.stderr).toContain(`${code} error`);
    expect(ended.stderr).toMatch(/in\.txt[\s\S]*Nothing was changed\.\n$/);
    expect(read('here/.crest/history')).toBe(before);
  });

  test('shows the damaged line, with a caret', async () => {
    write('here/in.txt', 'crest history 1\nnonsense\n');
    const { stderr } = await crest(['import', 'in.txt']);
    expect(stderr).toContain('in.txt:2:1 CREST310 error');
    expect(stderr).toContain('2 | nonsense\n    | ^');
  });

  test('begins anew where our own history is damaged, and says so', async () => {
    write('here/.crest/history', 'crest history 1\nnonsense\n');
    write('here/in.txt', measured('a:b'));
    const { code, stderr } = await crest(['import', 'in.txt']);
    expect([code, tasksIn('here/.crest/history')]).toEqual([0, ['a:b']]);
    expect(stderr).toContain('CREST310 warning');
    expect(read('here/.crest/history.damaged')).toContain('nonsense');
  });

  test('a file that is not there is an error', async () => {
    const { code, stderr } = await crest(['import', 'none.txt']);
    expect(code).toBe(2);
    expect(stderr).toContain('CREST303 error: there is no history file at none.txt');
  });

  test('does not read stdin, and says so', async () => {
    const { code, stderr } = await crest(['import', '-']);
    expect(code).toBe(2);
    expect(stderr).toContain('CREST401 error: - should be the name of a file: stdin is not read');
  });

  test('leaves out what a wrong clock has dated years ahead, and does not count it', async () => {
    const ahead = withObservations(measured('a:b'), 'linux-x64-2', [['c:d', { atS: 9_000_000_000, ms: 1 }]]);
    write('here/in.txt', ahead);
    const { stdout } = await crest(['import', 'in.txt']);
    expect(stdout).toMatch(/^Imported 1 task .* now holds 1 task /);
    expect(tasksIn('here/.crest/history')).toEqual(['a:b']);
  });
});

describe('crest history merge', () => {
  beforeEach(() => {
    write('nowhere/a', measured('a:b'));
    write('nowhere/b', measured('b:b'));
    write('nowhere/c', measured('c:b'));
  });

  test('adds the others to the first file, outside a workspace too', async () => {
    const { code, stdout } = await crest(['merge', 'a', 'b', 'c'], 'nowhere');
    expect([code, tasksIn('nowhere/a'), tasksIn('nowhere/b')]).toEqual([0, ['a:b', 'b:b', 'c:b'], ['b:b']]);
    expect(stdout).toMatch(/^Merged b, c into a: 3 tasks of linux-x64-2 \(\d+ bytes\)\.\n$/);
  });

  test('gives the same bytes in any order', async () => {
    await crest(['merge', 'new', 'a', 'b', 'c'], 'nowhere');
    await crest(['merge', 'other', 'c', 'b', 'a', 'b'], 'nowhere');
    expect(read('nowhere/other')).toBe(read('nowhere/new'));
  });

  test.each(GARBAGE)('refuses a %s file among them, and changes nothing', async (_, text, code) => {
    const before = read('nowhere/a');
    write('nowhere/b', text);
    const ended = await crest(['merge', 'a', 'c', 'b'], 'nowhere');
    expect([ended.code, read('nowhere/a')]).toEqual([2, before]);
    expect(ended.stderr).toContain(`${code} error`);
  });

  test('does not write over a first file that is no history', async () => {
    write('nowhere/a', '# notes\n');
    expect((await crest(['merge', 'a', 'b'], 'nowhere')).code).toBe(2);
    expect(read('nowhere/a')).toBe('# notes\n');
  });

  test('others that are not there are errors, all told in one pass', async () => {
    const { code, stderr } = await crest(['merge', 'a', 'x', 'y'], 'nowhere');
    expect([code, stderr.match(/CREST303/g)]).toEqual([2, ['CREST303', 'CREST303']]);
  });

  test('keeps what lies ahead: it knows no present', async () => {
    write('nowhere/b', withObservations(EMPTY_HISTORY, 'linux-x64-2', [['b:b', { atS: 9_000_000_000, ms: 1 }]]));
    await crest(['merge', 'a', 'b'], 'nowhere');
    expect(tasksIn('nowhere/a')).toEqual(['a:b', 'b:b']);
  });

  test('needs at least one other', async () => {
    expect((await crest(['merge', 'a'], 'nowhere')).code).toBe(2);
  });

  test('is a merge driver of git: two branches that measured meet without a conflict', () => {
    const compiled = compileSources();
    try {
      mkdirSync(file('repository'));
      const git = (...args: readonly string[]) =>
        execFileSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@example.org', ...args], {
          cwd: file('repository'),
          stdio: 'pipe',
        });
      const commit = (id: string) => {
        write('repository/times', measured(id));
        git('add', '.');
        git('commit', '-q', '-m', id);
      };
      const main = compiled.modulePath('cli/main');
      git('init', '-q', '-b', 'main');
      git('config', 'merge.crest-history.driver', `"${process.execPath}" "${main}" history merge %A %B`);
      write('repository/.gitattributes', 'times merge=crest-history\n');
      commit('a:b');
      git('checkout', '-q', '-b', 'other');
      commit('b:b');
      git('checkout', '-q', 'main');
      commit('c:b');
      git('merge', '-q', '-m', 'both', 'other');
      expect(tasksIn('repository/times')).toEqual(['b:b', 'c:b']);
    } finally {
      compiled.dispose();
    }
  }, 60_000);
});
