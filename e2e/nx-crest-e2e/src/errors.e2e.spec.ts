import { NX_MAJORS, nxJsonWith, workspaceRig } from './rig/workspace-rig';

describe.each(NX_MAJORS)('what goes wrong, with Nx %s', (major) => {
  test('a broken document is told with file, line and code; the rest of the graph stays', async () => {
    const rig = workspaceRig(major);
    rig.write('nx.json', nxJsonWith({ command: ['node', '-e', '0'] }));
    rig.write('apps/shop/project.json', { name: 'shop', targets: { build: { executor: 'nx:noop' } } });
    rig.write(
      'specs/001-broken/tasks.md',
      '## Phase 1: Work\n\n- [ ] T001 A (depends on T002)\n- [ ] T002 B (depends on T001)\n- [ ] T003 C (depends on T099)\n',
    );

    const { graph } = await rig.graph();
    expect(Object.keys(graph.nodes)).toEqual(expect.arrayContaining(['shop', '001-broken']));
    const executors = Object.values(graph.nodes['001-broken']?.data.targets ?? {}).map((target) => target.executor);
    expect(executors.length).toBeLessThanOrEqual(1);

    const done = await rig.nx('run', '001-broken:implement');
    expect(done.code).not.toBe(0);
    expect(done.output).toMatch(/specs\/001-broken\/tasks\.md:3:\d+ CREST104/);
    expect(done.output).toMatch(/specs\/001-broken\/tasks\.md:5:\d+ CREST102/);
    expect(done.output).not.toMatch(/^\s+at .*\.js:\d+/m);
    expect(rig.read('specs/001-broken/tasks.md')).not.toContain('[x]');
  });

  test('without a configured command a task fails and says what to configure', async () => {
    const rig = workspaceRig(major);
    rig.write('specs/001-demo/tasks.md', '## Phase 1: Work\n\n- [ ] T001 A\n');

    const done = await rig.nx('run', '001-demo:implement');
    expect(done.code).not.toBe(0);
    expect(done.output).toContain('CREST301');
    expect(done.output).toContain('"command"');
    expect(rig.read('specs/001-demo/tasks.md')).toContain('- [ ] T001');
  });

  test('text of a document never reaches a shell', async () => {
    const rig = workspaceRig(major);
    rig.write('nx.json', nxJsonWith({ command: ['node', '-e', 'process.exit(0)'] }));
    rig.write(
      'specs/001-demo/tasks.md',
      '## Phase 1: Work\n\n- [ ] T001 "; touch pwned #` $(touch pwned) `touch pwned` in src/$(touch pwned).js\n',
    );

    expect(await rig.nx('run', '001-demo:implement')).toMatchObject({ code: 0 });
    expect(() => rig.read('pwned')).toThrow('ENOENT');
  });
});
