import { execFileSync } from 'node:child_process';
import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { RECORDING_WORKER, recordedEvents } from './rig/recording-worker';
import { NX_MAJORS, nxJsonWith, workspaceRig, type Finished, type WorkspaceRig } from './rig/workspace-rig';

/** Records its task, the arguments behind it, and one variable of the environment. */
const NOTE = `
const [id, ...rest] = process.argv.slice(2);
require('node:fs').appendFileSync('ran.log', [id, ...rest, process.env.FROM_DOT_ENV ?? ''].join(' ').trim() + '\\n');
process.exit(id.startsWith('broken') ? 3 : 0);
`;

/** a ← b ← c in one target, a broken task with a dependent, and one with a configuration. */
function writeProjects(rig: WorkspaceRig): void {
  rig.write('note.cjs', NOTE);
  const note = (id: string, more: object = {}): object => ({
    executor: 'nx:run-commands',
    options: { command: `node note.cjs ${id}` },
    ...more,
  });
  const cached = { cache: true, inputs: ['{projectRoot}/**/*'], outputs: [] };
  for (const [name, dependsOn] of Object.entries({ a: [], b: ['a'], c: ['b'], lone: [] })) {
    rig.write(`packages/${name}/index.txt`, name);
    rig.write(`packages/${name}/project.json`, {
      name,
      implicitDependencies: dependsOn,
      targets: {
        build: note(name, { ...cached, dependsOn: ['^build'] }),
        ship: note(name, { configurations: { production: { command: `node note.cjs ${name}-production` } } }),
      },
    });
  }
  rig.write('packages/broken/project.json', {
    name: 'broken',
    targets: { break: note('broken'), after: note('after', { dependsOn: ['break'] }), beside: note('beside') },
  });
}

describe.each(NX_MAJORS)('crest run with Nx %s', (major) => {
  const rig = workspaceRig(major);
  beforeAll(() => {
    writeProjects(rig);
  });

  /** Ends as it should, and what ran meanwhile, in order. */
  const runs = async (code: number, ...args: string[]): Promise<readonly string[]> => {
    await runsWith(code, ...args);
    return ran();
  };
  const runsWith = async (code: number, ...args: string[]): Promise<Finished> => {
    rmSync(join(rig.root, 'ran.log'), { force: true });
    const done = await rig.crest('run', ...args);
    if (done.code !== code) throw new Error(`crest run ${args.join(' ')} ended with ${done.code}\n${done.output}`);
    return done;
  };
  const ran = (): readonly string[] =>
    existsSync(join(rig.root, 'ran.log')) ? rig.read('ran.log').trim().split('\n') : [];

  test('runs what Nx would run, restores it the second time, and not with --skip-nx-cache', async () => {
    expect(await runs(0, '-t', 'build')).toEqual(expect.arrayContaining(['a', 'b', 'c', 'lone']));
    const again = await runsWith(0, '-t', 'build');
    expect(ran()).toEqual([]);
    expect(again.output).toContain('for 4 out of 4 tasks');
    expect(await runs(0, '-t', 'build', '--skip-nx-cache')).toHaveLength(4);
  });

  test('runs only what has changed where something is restored', async () => {
    await runs(0, '-t', 'build');
    rig.write('packages/b/index.txt', 'changed');
    expect(await runs(0, '-t', 'build', '--parallel=1')).toEqual(['b']);
  });

  test.each([
    ['-p names the projects', ['-t', 'ship', '-p', 'a,lone', '--parallel=1'], ['a', 'lone']],
    ['--exclude leaves projects out', ['-t', 'ship', '--exclude=b,c', '--parallel=1'], ['a', 'lone']],
    ['-c names the configuration', ['-t', 'ship', '-p', 'a', '-c', 'production'], ['a-production']],
    ['one task is run by its name', ['a:ship'], ['a']],
    ['one task is run in its configuration', ['a:ship:production'], ['a-production']],
    ['what stands behind -- is for the task', ['a:ship', '--', '--json=x'], ['a --json=x']],
  ])('%s', async (_, args, expected) => {
    expect([...(await runs(0, ...args))].sort()).toEqual([...expected].sort());
    expect(existsSync(join(rig.root, 'x'))).toBe(false);
  });

  test('--graph writes the graph and runs nothing', async () => {
    expect(await runs(0, '-t', 'build', '--graph=graph.json')).toEqual([]);
    expect(Object.keys((JSON.parse(rig.read('graph.json')) as { tasks: { tasks: object } }).tasks.tasks)).toHaveLength(
      4,
    );
  });

  test('a failed task ends it with 1, with dependents and without; Nx that cannot begin, with what Nx says', async () => {
    expect(await runs(1, '-t', 'break')).toEqual(['broken']);
    expect(await runs(1, '-t', 'after')).toEqual(['broken']);
    expect(await runs(1, 'nobody:build')).toEqual([]);
  });

  test('--nxBail starts nothing after a failure', async () => {
    const args = ['-t', 'break', 'beside', '-p', 'broken', '--parallel=1'];
    expect(await runs(1, ...args)).toHaveLength(2);
    expect((await runs(1, ...args, '--nxBail')).at(-1)).toBe('broken');
  });

  test('the environment is what Nx makes of .env', async () => {
    rig.write('.env', 'FROM_DOT_ENV=seen\nNX_CACHE_DIRECTORY=.own-cache\n');
    try {
      expect(await runs(0, 'lone:build', '--skipNxCache')).toEqual(['lone seen']);
      // Only Nx 24 reads the file before it decides where its cache is.
      expect(existsSync(join(rig.root, '.own-cache'))).toBe(major === '24');
    } finally {
      rmSync(join(rig.root, '.env'));
    }
  });

  test('says what it needs when it is given nothing', async () => {
    const { stderr } = await runsWith(2);
    expect(stderr).toContain('CREST401');
    expect(stderr).toContain('-t <targets>');
  });
});

describe.each(NX_MAJORS)('crest run in other ways with Nx %s', (major) => {
  test('--affected runs what a change affects, and nothing else', async () => {
    const rig = workspaceRig(major);
    writeProjects(rig);
    rig.write('.gitignore', 'node_modules\n.nx\n.crest\nran.log\n');
    const git = (...args: string[]): void => {
      execFileSync('git', ['-c', 'user.name=e2e', '-c', 'user.email=e2e@example.invalid', ...args], {
        cwd: rig.root,
        stdio: 'ignore',
      });
    };
    git('init', '-q');
    git('add', '.');
    git('commit', '-qm', 'start');
    rig.write('packages/b/index.txt', 'changed');
    const done = await rig.crest('run', '-t', 'ship', '--affected', '--base=HEAD', '--parallel=1');
    expect(done).toMatchObject({ code: 0 });
    expect(rig.read('ran.log').trim().split('\n')).toEqual(['b', 'c']);
  });

  test('begins with the longest chain, also with --batch=false', async () => {
    const rig = workspaceRig(major); // without a history, so that every task takes as long as every other
    writeProjects(rig);
    const done = await rig.crest('run', '-t', 'build', '--parallel=1', '--batch=false');
    expect(done).toMatchObject({ code: 0 });
    expect(rig.read('ran.log').trim().split('\n')).toEqual(['a', 'b', 'c', 'lone']);
  });

  test('a plan is executed in critical-path order, whatever order its document has', async () => {
    const rig = workspaceRig(major);
    rig.write('nx.json', nxJsonWith({ command: ['node', 'worker.mjs'] }));
    rig.write('worker.mjs', RECORDING_WORKER);
    rig.write(
      'specs/001-demo/tasks.md',
      [
        '## Phase 1: Work',
        '',
        '- [ ] T001 [P] Alone',
        '- [ ] T002 [P] Alone',
        '- [ ] T003 [P] Begin',
        '- [ ] T004 [P] Go on (depends on T003)',
        '- [ ] T005 [P] End (depends on T004)',
        '',
      ].join('\n'),
    );
    expect(await rig.crest('run', '001-demo:implement', '--parallel=1')).toMatchObject({ code: 0 });
    const started = recordedEvents(rig.root).filter((seen) => seen.event === 'start');
    expect(started.map((seen) => seen.id)).toEqual(['T003', 'T004', 'T001', 'T002', 'T005']);
    expect(rig.read('specs/001-demo/tasks.md')).not.toContain('- [ ]');
  });
});
