import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, readlinkSync, realpathSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { NX_MAJORS, nxJsonWith, workspaceRig, type Finished, type WorkspaceRig } from './rig/workspace-rig';

/** A Vitest project that needs what another one builds, and a Jest project with two configurations. */
const FILES = {
  '.gitignore': 'node_modules\n.nx\n.crest\ndist\nbuilt.txt\ncoverage\n',
  'packages/lib/project.json': {
    name: 'lib',
    targets: {
      build: {
        ...{ executor: 'nx:run-commands', cache: true, outputs: ['{projectRoot}/dist'] },
        options: { command: 'node build.mjs', cwd: '{projectRoot}' },
      },
    },
  },
  'packages/lib/package.json': { name: '@ws/lib', type: 'module', exports: { '.': './dist/index.js' } },
  'packages/lib/build.mjs': `import { cpSync } from 'node:fs'; cpSync('src', 'dist', { recursive: true });`,
  'packages/lib/src/index.js': 'export const base = 1;\n',
  'packages/a/project.json': {
    ...{ name: 'a', implicitDependencies: ['lib'] },
    targets: {
      build: { executor: 'nx:run-commands', cache: true, options: { command: 'node -e 0' } },
      test: {
        ...{ executor: 'nx:run-commands', dependsOn: ['^build'] },
        options: { command: 'vitest run', cwd: 'packages/a', env: { FROM_TARGET: 'yes' } },
      },
    },
  },
  'packages/a/package.json': { name: '@ws/a', type: 'module' },
  'packages/a/vitest.config.mjs': 'export default { test: {} };',
  'packages/a/src/one.ts': 'export const one: number = 1;\n',
  'packages/a/src/one.spec.ts': `import { expect, it } from 'vitest';
    import { one } from './one';
    it('is one', () => { console.log('said by one'); expect(one).toBe(1); });`,
  'packages/a/src/built.spec.ts': `import { expect, it } from 'vitest';
    import { base } from '../../lib/dist/index.js';
    it('is built', () => expect([base > 0, process.env.FROM_TARGET]).toEqual([true, 'yes']));`,
  'packages/b/project.json': { name: 'b' },
  'packages/b/package.json': { name: '@ws/b', scripts: { test: 'jest' } },
  'packages/b/jest.config.js': `module.exports = { testEnvironment: 'node' };`,
  'packages/b/jest.strict.config.js': `module.exports = { testMatch: ['**/strict.test.js'] };`,
  'packages/b/src/good.test.js': `test('good', () => expect(require('./value')).toBe(2));`,
  'packages/b/src/value.js': 'module.exports = 2;\n',
  'packages/b/src/bad.test.js': `test('is red', () => expect('was').toBe('wanted'));`,
  'packages/b/src/strict.test.js': `test('strict', () => {});`,
};
const ONE = 'a-specs:test-specs--src/one.spec.ts';
const BUILT = 'a-specs:test-specs--src/built.spec.ts';
const GOOD = 'b-specs:test-specs--src/good.test.js';
const BAD = 'b-specs:test-specs--src/bad.test.js';
const STRICT = ['jest.config.js', 'jest.strict.config.js'].map(
  (name) => `b-specs:test-specs--src/strict.test.js--${name}`,
);

/** The processes that work in a folder or below; none are seen where there is no `/proc`. */
function runningIn(folder: string): readonly string[] {
  const ids = existsSync('/proc') ? readdirSync('/proc').filter((name) => /^\d+$/.test(name)) : [];
  return ids.filter((id) => {
    try {
      return readlinkSync(`/proc/${id}/cwd`).startsWith(realpathSync(folder));
    } catch {
      return false; // it has ended
    }
  });
}

describe.each(NX_MAJORS)('test specs as tasks with Nx %s', (major) => {
  let rig: WorkspaceRig;
  const run = (...args: readonly string[]): Promise<Finished> =>
    rig.nx('run-many', '-t', 'test-specs', '--outputStyle=static', ...args);
  /** Which tasks ran, and which came from the cache; by Nx's own marks. */
  const seen = ({ output }: Finished) => {
    const lines = output.split('\n').filter((line) => line.startsWith('> nx run '));
    const named = (wanted: (line: string) => boolean) => {
      const ids = lines.filter(wanted).map((line) => line.slice('> nx run '.length).split(/ {2}/)[0]?.trim() ?? '');
      return [...new Set(ids)].filter((id) => /test-specs--|^(lib|c):build$/.test(id)).sort();
    };
    return { ran: named((line) => !/cache/.test(line)), cached: named((line) => /cache/.test(line)) };
  };

  beforeAll(() => {
    rig = workspaceRig(major);
    rig.write('nx.json', nxJsonWith({ testSpecs: true }));
    for (const [path, content] of Object.entries(FILES)) rig.write(path, content);
    execFileSync('git', ['init', '-q'], { cwd: rig.root });
    execFileSync('git', ['add', '-A'], { cwd: rig.root });
    execFileSync('git', ['-c', 'user.name=x', '-c', 'user.email=x@x', 'commit', '-qm', 'x'], { cwd: rig.root });
  });

  test('each spec is a target of a project of its own, which depends on the real one', async () => {
    const { graph } = await rig.graph();
    expect(Object.keys(graph.nodes['a-specs']?.data.targets ?? {}).sort()).toEqual([
      ...['test-specs', 'test-specs--src/built.spec.ts', 'test-specs--src/one.spec.ts'],
    ]);
    // Its `build` does not wait for that of the library.
    expect(graph.dependencies['a-specs']?.map(({ target }) => target)).toEqual(['a', 'lib']);
    expect(graph.dependencies['b-specs']).toMatchObject([{ target: 'b', type: 'implicit' }]);
    expect(graph.nodes['a-specs']?.data.targets?.['test-specs--src/one.spec.ts']?.dependsOn).toEqual(['^build']);
    const ofB = Object.keys(graph.nodes['b-specs']?.data.targets ?? {}).map((name) => `b-specs:${name}`);
    expect(ofB.sort()).toEqual(['b-specs:test-specs', BAD, GOOD, ...STRICT].sort());
  });

  test('a spec that fails is red alone, with its own output; nothing that passed runs again', async () => {
    const first = await run();
    expect(first.code).not.toBe(0);
    expect(seen(first).ran).toEqual([BUILT, ONE, BAD, GOOD, ...STRICT, 'lib:build'].sort());
    expect(first.output).toContain('said by one');
    expect(first.output).toMatch(/is red[\s\S]*wanted/);
    expect(/Failed tasks:[\s\S]*$/.exec(first.output)?.[0]).not.toContain('good.test.js');
    rig.write('packages/b/src/bad.test.js', `test('is green', () => {});`);
    const second = await run();
    expect({ code: second.code, ...seen(second) }).toEqual({
      ...{ code: 0, ran: [BAD] },
      cached: [BUILT, ONE, GOOD, ...STRICT, 'lib:build'].sort(),
    });
  });

  test('types and comments change nothing; what is executed does, for those who see it', async () => {
    rig.write('packages/a/src/one.ts', '// a comment\nexport const one = 1 as number;\n');
    expect(seen(await run('-p', 'a-specs')).ran).toEqual([]);
    rig.write('packages/a/src/one.ts', 'export const one = 2 - 1;\n');
    expect(seen(await run('-p', 'a-specs')).ran).toEqual([ONE]);
    rig.write('packages/b/src/value.js', 'module.exports = 1 + 1;\n');
    expect(seen(await run('-p', 'b-specs')).ran).toEqual([GOOD]);
  });

  test('what a task has made counts by its content', async () => {
    rig.write('packages/lib/src/index.js', 'export const base = 7;\n');
    expect(seen(await run('-p', 'a-specs')).ran).toEqual([BUILT, 'lib:build'].sort());
    rig.write(
      'packages/lib/build.mjs',
      `import { cpSync } from 'node:fs';\ncpSync('src', 'dist', { recursive: true });`,
    );
    expect(seen(await run('-p', 'a-specs')).ran).toEqual(['lib:build']);
  });

  test('a spec more, and every other task of the project is found in the cache', async () => {
    rig.write('packages/c/project.json', {
      name: 'c',
      targets: {
        build: {
          ...{ executor: 'nx:run-commands', cache: true, inputs: ['{projectRoot}/main.js'] },
          options: { command: 'node -e 0' },
        },
      },
    });
    rig.write('packages/c/main.js', '');
    rig.write('packages/c/jest.config.js', 'module.exports = {};');
    rig.write('packages/c/first.test.js', `test('c', () => {});`);
    await rig.nx('run', 'c:build');
    rig.write('packages/c/second.test.js', `test('c', () => {});`);
    expect(seen(await rig.nx('run', 'c:build', '--outputStyle=static')).cached).toEqual(['c:build']);
    const third = await run('-p', 'c-specs');
    expect(seen(third).ran).toEqual(['c-specs:test-specs--first.test.js', 'c-specs:test-specs--second.test.js']);
    rmSync(join(rig.root, 'packages/c'), { recursive: true });
  });

  test('nx affected finds the specs of what has changed', async () => {
    const done = await rig.nx('show', 'projects', '--affected', '--files=packages/lib/src/index.js', '--json');
    expect(JSON.parse(done.stdout)).toEqual(expect.arrayContaining(['a-specs', 'a', 'lib']));
    expect(JSON.parse(done.stdout)).not.toContain('b-specs');
  });

  test('what a broken run has done is not done again', async () => {
    rig.write('packages/a/src/one.ts', 'export const one = 3 - 2;\n');
    rig.write(
      'packages/a/src/slow.spec.ts',
      `import { existsSync } from 'node:fs';
      import { it } from 'vitest';
      it('waits', async () => { while (existsSync('wait.txt')) await new Promise((go) => setTimeout(go, 50)); }, 60000);`,
    );
    rig.write('packages/a/wait.txt', '');
    rmSync(join(rig.root, '.crest'), { recursive: true });
    const started = rig.startNx('run-many', '-t', 'test-specs', '-p', 'a-specs', '--outputStyle=static');
    const journal = (): string => {
      const folder = join(rig.root, '.crest/test-specs');
      const names = existsSync(folder) ? readdirSync(folder).filter((name) => name.startsWith('journal-')) : [];
      return names.map((name) => readFileSync(join(folder, name), 'utf8')).join('');
    };
    for (let waited = 0; !journal().includes('one.spec.ts') && waited < 60_000; waited += 50) await sleep(50);
    const owners = readdirSync(join(rig.root, '.crest/test-specs')).flatMap(
      (name) => /journal-(\d+)/.exec(name)?.[1] ?? [],
    );
    for (const owner of owners) process.kill(Number(owner), 'SIGKILL'); // what dead ones have left was taken over
    await started.finished;
    for (let waited = 0; runningIn(rig.root).length > 0 && waited < 10_000; waited += 100) await sleep(100);
    expect(runningIn(rig.root)).toEqual([]);
    rmSync(join(rig.root, 'packages/a/wait.txt'));
    const again = await run('-p', 'a-specs');
    expect(again).toMatchObject({ code: 0 });
    const ofOne = again.output.slice(again.output.indexOf(`> nx run ${ONE}`));
    expect(ofOne.slice(0, ofOne.indexOf('\n> nx run') + 1 || undefined)).toContain('(from a run that did not end)');
    rmSync(join(rig.root, 'packages/a/src/slow.spec.ts'));
  });

  test('what stands behind the target goes to the runner, and belongs to the key', async () => {
    const none = await rig.nx('run', ONE, '--testNamePattern=nothing');
    expect(none.output).toContain('1 skipped');
    expect(seen(await rig.nx('run', ONE, '--outputStyle=static')).cached).toContain(ONE);
    const covered = await rig.nx('run', 'b-specs:test-specs', '--coverage', '--outputStyle=static');
    expect(covered.output).toMatch(/value\.js\S*\s+\|/);
    expect(existsSync(join(rig.root, 'packages/b/coverage'))).toBe(true);
    const updated = await rig.nx('run', GOOD, '--outputStyle=static', '--', '-u');
    expect(seen(updated).ran).toHaveLength(1);
    expect(seen(await rig.nx('run', GOOD, '--outputStyle=static')).cached).toEqual([GOOD]);
  });

  test('one spec alone, without a batch', async () => {
    const alone = await rig.nx('run', ONE, '--batch=false', '--skip-nx-cache', '--outputStyle=static');
    expect(alone).toMatchObject({ code: 0 });
    expect(alone.output).toMatch(/PASS .*one\.spec\.ts[\s\S]*said by one/);
    expect(alone.output).not.toContain('from a run that did not end');
  });

  test('crest run runs and finds them, too', async () => {
    rig.write('packages/a/src/one.ts', 'export const one = 4 - 3;\n');
    const done = await rig.crest('run', '-t', 'test-specs', '-p', 'a-specs', '--outputStyle=static', '--parallel=2');
    expect(done).toMatchObject({ code: 0 });
    expect(seen(done).ran).toContain(ONE);
    expect(seen(await run('-p', 'a-specs')).cached).toContain(ONE);
  });

  test('with the daemon, a new value is seen, and an old one is found again', async () => {
    await rig.startDaemon();
    try {
      const args = ['run', ONE, '--outputStyle=static'] as const;
      for (const value of ['5 - 4', '6 - 5']) {
        rig.write('packages/a/src/one.ts', `export const one = ${value};\n`);
        expect(seen(await rig.nxWithDaemon(...args)).ran).toContain(ONE);
      }
      rig.write('packages/a/src/one.ts', 'export const one = 5 - 4;\n');
      expect(seen(await rig.nxWithDaemon(...args)).cached).toContain(ONE);
    } finally {
      await rig.nxWithDaemon('daemon', '--stop');
    }
  });

  test('a name that Nx takes for a pattern, and a configuration that reads a variable of the project', async () => {
    rig.write('packages/d/project.json', { name: 'd' });
    rig.write('packages/d/package.json', { name: '@ws/d', scripts: { test: 'jest' } });
    rig.write('packages/d/jest.config.js', `module.exports = { globals: { API: process.env.MY_API } };`);
    rig.write('packages/d/[id].test.js', `test('has it', () => expect(API).toBe('good'));`);
    rig.write('packages/d/.env', 'MY_API=good');
    const good = await run('-p', 'd-specs');
    expect({ code: good.code, ...seen(good) }).toEqual({
      code: 0,
      ran: ['d-specs:test-specs--[id].test.js'],
      cached: [],
    });
    rig.write('packages/d/.env', 'MY_API=bad');
    expect((await run('-p', 'd-specs')).code).not.toBe(0);
  });

  test('every spec that fails says why', async () => {
    for (const name of ['a', 'b', 'c'])
      rig.write(
        `packages/a/src/fails-${name}.spec.ts`,
        `import { expect, it } from 'vitest'; it('fails', () => expect('reason ${name}').toBe('none'));`,
      );
    const { code, output } = await run('-p', 'a-specs');
    expect(code).not.toBe(0);
    for (const name of ['a', 'b', 'c']) expect(output).toContain(`expected 'reason ${name}' to be 'none'`);
    for (const name of ['a', 'b', 'c']) rmSync(join(rig.root, `packages/a/src/fails-${name}.spec.ts`));
  });

  test('a configuration that cannot be read is told by its target, and everything else works', async () => {
    rig.write('packages/b/jest.strict.config.js', `throw new Error('no configuration today');`);
    const done = await run('-p', 'b-specs');
    expect(done.code).not.toBe(0);
    expect(done.output).toMatch(/CREST501.*jest\.strict\.config\.js.*no configuration today/);
    expect(seen(done).cached).toContain(GOOD);
  });
});
