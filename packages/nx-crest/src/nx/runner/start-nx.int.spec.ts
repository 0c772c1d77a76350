import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { compileSources, type CompiledSources } from '../../testing/compile-sources.js';
import { FAKE_NX } from './testing/fake-nx.js';

/**
 * Starts Nx with hooks that print what they are told; the plan runs tasks backwards, one at a time; `PLAN` is
 * the body of another `next`.
 */
const driver = (startNx: string): string => `
  const { startNx } = require(${JSON.stringify(startNx)});
  const { writeSync } = require('node:fs');
  const say = (...words) => writeSync(1, words.join(' ') + '\\n');
  const next = new Function('ready', 'nowMs', process.env.PLAN ?? 'return ready[0]');
  const dispatcher = {
    compare: (a, b) => (a < b ? 1 : -1), next, start: () => {}, finish: () => {}, heldBack: () => [],
  };
  startNx(process.cwd(), process.argv.slice(2), {
    prepare: async (run) => { say('prepare', run.tasks.map(({ id }) => id)); return { workers: 1, dispatcher }; },
    started: (id) => say('started', id),
    ended: (id, status) => say('ended', id, status),
    exiting: (code) => say('exiting', code),
    warn: (found) => say(found.code, found.message),
  }).then((diagnostics) => say('refused', diagnostics.map(({ code }) => code)));
`;

describe('startNx', () => {
  let compiled: CompiledSources;
  let root: string;

  beforeAll(() => {
    compiled = compileSources();
  });
  afterAll(() => {
    compiled.dispose();
  });
  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'crest-start-'));
    write('driver.cjs', driver(compiled.modulePath('nx/runner/start-nx')));
    write('package.json', '{ "name": "workspace", "private": true }');
  });
  afterEach(() => {
    rmSync(root, { recursive: true, force: true });
  });

  const write = (path: string, text: string): void => {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  };
  const start = (argv: readonly string[], env: Readonly<Record<string, string>> = {}) => {
    // The Nx that runs these tests must not talk to the one that is tested.
    const inherited = Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('NX_')));
    const done = spawnSync(process.execPath, ['driver.cjs', ...argv], {
      cwd: root,
      env: { ...inherited, CI: 'true', NO_COLOR: '1', ...env },
      encoding: 'utf8',
    });
    return { code: done.status, lines: done.stdout.split('\n').filter((line) => line !== ''), stderr: done.stderr };
  };

  describe('with an Nx of which only the shape is known', () => {
    const startFake = (fake: string) => start(['run-many', '-t', 'build', '--', '--json'], { FAKE: fake });
    beforeEach(() => {
      for (const [path, text] of Object.entries(FAKE_NX)) write(`node_modules/nx/${path}`, text);
    });

    it('runs it in our order, loads nothing before Nx does, and is told everything', () => {
      expect(startFake('works')).toMatchObject({
        code: 0,
        lines: [
          'argv run-many -t build -- --json',
          'loaded yes',
          'prepare a,b',
          'started b',
          'ran b',
          'ended b success',
          'started a',
          'ran a',
          'ended a success',
          'exiting 0',
        ],
      });
    });

    it('changes nothing where Nx runs no tasks', () => {
      expect(startFake('graph').lines).toEqual(['argv run-many -t build -- --json', 'exiting 0']);
    });

    it.each([
      ['another class', 'differs', 'Nx 99.0.0 has no TaskOrchestrator.completeTasks'],
      ['other exports', 'exports', 'Nx 99.0.0 has no getThreadPoolSize'],
      ['another way of loading', 'unseen', 'Nx 99.0.0 was loaded in a way that is not known'],
    ])('where it has %s, warns once and leaves the run as it is', (_, fake, reason) => {
      const { lines } = startFake(fake);
      expect(lines.filter((line) => line.startsWith('CREST'))).toEqual([
        `CREST413 the tasks run in Nx's own order: ${reason}`,
      ]);
      expect(lines.filter((line) => /^ran|^started|^exiting/.test(line))).toEqual(['ran a', 'ran b', 'exiting 0']);
    });

    it('warns once where the file is not there, and leaves the run as it is', () => {
      rmSync(join(root, 'node_modules/nx/src'), { recursive: true });
      write('node_modules/nx/bin/nx.js', 'process.exit(3)');
      expect(startFake('works')).toMatchObject({
        code: 3,
        lines: [
          expect.stringMatching(/^CREST413 .*Nx 99.0.0 has no nx.src.tasks-runner.task-orchestrator$/),
          'exiting 3',
        ],
      });
    });

    it('ends with 1 where a task has failed, whatever Nx says', () => {
      expect(startFake('fails')).toMatchObject({ code: 1 });
    });

    it('says so, and ends with 1, where Nx ends with 0 without having run everything', () => {
      const { code, lines } = startFake('forgets');
      expect(code).toBe(1);
      expect(lines.slice(-2)).toEqual(['CREST415 Nx ended with exit code 0 and never ran a', 'exiting 1']);
    });
  });

  it('says that Nx is not installed', () => {
    expect(start(['run-many'])).toMatchObject({ lines: ['refused CREST405'] });
  });

  describe('with the Nx that this repository is built with', () => {
    const OFFLINE = { NX_DAEMON: 'false', NX_NO_CLOUD: 'true', NX_TUI: 'false' };
    beforeEach(() => {
      symlinkSync(join(__dirname, '../../../../../node_modules'), join(root, 'node_modules'), 'junction');
      write('nx.json', '{ "analytics": false, "neverConnectToCloud": true }');
      for (const name of ['a', 'b', 'c']) {
        const command = `node -e "require('fs').appendFileSync('ran.log', '${name}')"`;
        const build = { executor: 'nx:run-commands', options: { command } };
        write(`packages/${name}/project.json`, JSON.stringify({ name, targets: { build } }));
      }
    });
    const ran = (): string => readFileSync(join(root, 'ran.log'), 'utf8');

    it('runs the tasks in the order of the plan', () => {
      const { code, stderr } = start(['run-many', '-t', 'build'], OFFLINE);
      expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
      expect(ran()).toBe('cba');
    });

    it('runs all tasks though all were held back for a while in which nothing ran', () => {
      const PLAN = 'globalThis.first ??= nowMs; return nowMs - globalThis.first < 700 ? undefined : ready[0]';
      const { code, lines } = start(['run-many', '-t', 'build'], { ...OFFLINE, PLAN });
      expect(code).toBe(0);
      expect(ran()).toHaveLength(3);
      expect(lines.filter((line) => line.startsWith('CREST'))).toEqual([]);
    });

    it('runs all tasks though the dispatcher never lets any go, and warns once', () => {
      const { code, lines } = start(['run-many', '-t', 'build'], { ...OFFLINE, PLAN: 'return undefined' });
      expect(code).toBe(0);
      expect(ran()).toHaveLength(3);
      expect(lines.filter((line) => line.startsWith('CREST'))).toEqual([expect.stringMatching(/^CREST414 /)]);
    });
  });
});
