import { mostAtOnce, RECORDING_WORKER, recordedEvents } from './rig/recording-worker';
import { NX_MAJORS, nxJsonWith, workspaceRig } from './rig/workspace-rig';

const COMMAND = ['node', 'worker.mjs'];

describe.each(NX_MAJORS)('running a plan with Nx %s', (major) => {
  test('runs in dependency order and in parallel, ticks the boxes, and has nothing left to do the second time', async () => {
    const rig = workspaceRig(major);
    const titles = (status: string): string =>
      [
        '# Tasks',
        '',
        '## Phase 1: Setup',
        '',
        `- [${status}] T001 Begin`,
        '',
        '## Phase 2: Foundational',
        '',
        // Each waits until both others have started: fewer than three at once would never end.
        `- [${status}] T002 [P] wait-for T003 wait-for T004`,
        `- [${status}] T003 [P] wait-for T002 wait-for T004`,
        `- [${status}] T004 [P] wait-for T002 wait-for T003`,
        `- [${status}] T005 Join (depends on T002, T003)`,
        '',
      ].join('\r\n');
    rig.write('nx.json', nxJsonWith({ command: COMMAND }));
    rig.write('worker.mjs', RECORDING_WORKER);
    rig.write('specs/001-demo/tasks.md', titles(' '));

    const first = await rig.nx('run', '001-demo:implement', '--parallel=3');
    expect(first).toMatchObject({ code: 0 });
    const events = recordedEvents(rig.root);
    const ended = events.filter((seen) => seen.event === 'end').map((seen) => seen.id);
    expect(ended).toHaveLength(5);
    expect(ended[0]).toBe('T001');
    expect(ended[4]).toBe('T005');
    expect(events.map((seen) => `${seen.event} ${seen.id}`).indexOf('start T005')).toBe(8);
    expect(mostAtOnce(events)).toBe(3);
    expect(rig.read('specs/001-demo/tasks.md')).toBe(titles('X'));

    const second = await rig.nx('run', '001-demo:implement', '--parallel=3');
    expect(second).toMatchObject({ code: 0 });
    expect(recordedEvents(rig.root)).toHaveLength(events.length);
    const measured = JSON.parse(rig.read('.crest/measured.json')) as { tasks: { id: string }[] };
    expect(measured.tasks.map((task) => task.id).sort()).toEqual(
      ['T001', 'T002', 'T003', 'T004', 'T005'].map((id) => `001-demo:${id}`),
    );
  });

  test('a failing task is not ticked, what waits for it does not run, its siblings do', async () => {
    const rig = workspaceRig(major);
    rig.write('nx.json', nxJsonWith({ command: COMMAND }));
    rig.write('worker.mjs', RECORDING_WORKER);
    rig.write(
      'specs/001-demo/tasks.md',
      [
        '## Phase 1: Work',
        '',
        '- [ ] T001 [P] fail',
        '- [ ] T002 [P] Sibling',
        '- [ ] T003 Later (depends on T001)',
        '',
      ].join('\n'),
    );

    const done = await rig.nx('run', '001-demo:implement', '--parallel=2');
    expect(done.code).not.toBe(0);
    expect(
      recordedEvents(rig.root)
        .filter((seen) => seen.event === 'start')
        .map((seen) => seen.id)
        .sort(),
    ).toEqual(['T001', 'T002']);
    expect(rig.read('specs/001-demo/tasks.md')).toContain('- [ ] T001');
    expect(rig.read('specs/001-demo/tasks.md')).toContain('- [X] T002');
    expect(rig.read('specs/001-demo/tasks.md')).toContain('- [ ] T003');
  });

  test('the example plan with twenty tasks runs from end to end and fills its status column', async () => {
    const rig = workspaceRig(major, { example: 'agent-plan' });
    process.env['DEMO_MS_PER_HOUR'] = '1';
    const done = await rig.nx('run', 'library-catalogue:implement', '--parallel=4');
    expect(done).toMatchObject({ code: 0 });
    const rows = rig
      .read('docs/library-catalogue.md')
      .split('\n')
      .filter((line) => /^\| A\d /.test(line));
    expect(rows).toHaveLength(20);
    for (const row of rows) expect(row).toMatch(/\| done +\|$/);
  });
});
