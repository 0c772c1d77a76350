import { RECORDING_WORKER, recordedEvents, untilRecorded } from './rig/recording-worker';
import { NX_MAJORS, nxJsonWith, workspaceRig } from './rig/workspace-rig';

describe.each(NX_MAJORS)('interrupting Nx %s', (major) => {
  test('a task that was told to stop is not done, even when its command ends with 0', async () => {
    const rig = workspaceRig(major);
    rig.write('nx.json', nxJsonWith({ command: ['node', 'worker.mjs'] }));
    rig.write('worker.mjs', RECORDING_WORKER);
    const document = 'specs/001-demo/tasks.md';
    // The partner never starts, so only the signal ends the task.
    rig.write(document, '## Phase 1: Work\n\n- [ ] T001 wait-for T999\n');

    const running = rig.startNx('run', '001-demo:implement');
    await untilRecorded(rig.root, 'start', 'T001');
    running.kill('SIGTERM');
    expect((await running.finished).code).not.toBe(0);
    await untilRecorded(rig.root, 'stopped', 'T001');

    // The task's lock makes this run wait until the interrupted executor is gone.
    rig.write('worker.mjs', RECORDING_WORKER.replace('while (!allStarted())', 'while (false)'));
    expect(await rig.nx('run', '001-demo:implement')).toMatchObject({ code: 0 });
    expect(recordedEvents(rig.root).filter((seen) => seen.event === 'start')).toHaveLength(2);
    expect(rig.read(document)).toContain('- [X] T001');
  });

  test('with the daemon, a document that breaks is noticed by the next run', async () => {
    const rig = workspaceRig(major);
    rig.write('nx.json', nxJsonWith({ command: ['node', 'worker.mjs'], documents: ['docs/plan.md'] }));
    rig.write('worker.mjs', RECORDING_WORKER);
    const row = (id: string, on: string): string => `| ${id} | 1h | ${on} |\n`;
    const table = (...rows: string[]): string =>
      `| Task | Duration | Dependencies |\n| --- | --- | --- |\n${rows.join('')}`;
    rig.write('docs/plan.md', table(row('A-1', 'None')));
    try {
      await rig.startDaemon();
      expect(await rig.nxWithDaemon('run', 'plan:implement')).toMatchObject({ code: 0 });
      expect(recordedEvents(rig.root).filter((seen) => seen.event === 'end')).toHaveLength(1);

      rig.write('docs/plan.md', table(row('A-1', 'A-2'), row('A-2', 'A-1')));
      const broken = await rig.nxWithDaemon('run', 'plan:implement');
      expect(broken.code).not.toBe(0);
      expect(broken.output).toContain('CREST104');

      rig.write('docs/plan.md', table(row('B-1', 'None')));
      expect(await rig.nxWithDaemon('run', 'plan:implement')).toMatchObject({ code: 0 });
      expect(
        recordedEvents(rig.root)
          .filter((seen) => seen.event === 'end')
          .map((seen) => seen.id),
      ).toEqual(['A-1', 'B-1']);
    } finally {
      await rig.nx('daemon', '--stop');
    }
  });
});
