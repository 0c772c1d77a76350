import { execFileSync } from 'node:child_process';
import { NX_MAJORS, workspaceRig } from './rig/workspace-rig';

const git = (cwd: string, ...args: string[]): void => {
  execFileSync('git', ['-c', 'user.name=e2e', '-c', 'user.email=e2e@example.invalid', ...args], {
    cwd,
    stdio: 'ignore',
  });
};

describe.each(NX_MAJORS)('affected and cache with Nx %s', (major) => {
  const rig = workspaceRig(major, { example: 'photo-albums' });
  const document = 'specs/001-photo-albums/tasks.md';
  const affected = async (): Promise<string[]> => {
    const done = await rig.nx('show', 'projects', '--affected', '--base=HEAD');
    expect(done).toMatchObject({ code: 0 });
    return done.stdout
      .split('\n')
      .filter((line) => line !== '')
      .sort();
  };

  beforeAll(() => {
    git(rig.root, 'init', '-q');
    git(rig.root, 'add', '.');
    git(rig.root, 'commit', '-qm', 'start');
  });

  test('editing a document affects its plan, and no package', async () => {
    const text = rig.read(document);
    rig.write(document, text.replace('Choose sample photos', 'Choose twenty sample photos'));
    expect(await affected()).toEqual(['001-photo-albums']);
    rig.write(document, text);
  });

  test('editing a package affects the plan whose tasks name its files', async () => {
    const source = 'packages/album-view/src/index.js';
    const text = rig.read(source);
    rig.write(source, `${text}\n// changed\n`);
    expect(await affected()).toEqual(['001-photo-albums', '@photo/album-view']);
    rig.write(source, text);
  });

  test('editing a document that no project owns leaves every cache alone', async () => {
    const text = rig.read(document);
    expect(await rig.nx('run-many', '-t', 'build')).toMatchObject({ code: 0 });
    rig.write(document, text.replace('- [ ] T002', '- [X] T002').replace('- [ ] T015', '- [ ] T016 New\n- [ ] T015'));

    const again = await rig.nx('run-many', '-t', 'build', '--outputStyle=static');
    expect(again).toMatchObject({ code: 0 });
    expect(again.output.match(/\[(local cache|existing outputs match the cache[^\]]*)\]/g)).toHaveLength(3);
    rig.write(document, text);
  });
});
