import { NX_MAJORS, workspaceRig } from './rig/workspace-rig';

interface PlanJson {
  readonly tasks: readonly {
    readonly id: string;
    readonly estimate: { readonly source: string; readonly ms: number };
    readonly dependsOn: readonly { readonly id: string; readonly origin: string }[];
  }[];
  readonly waves: readonly (readonly string[])[];
  readonly criticalPath: { readonly ms: number };
}

describe.each(NX_MAJORS)('crest plan in a workspace with Nx %s', (major) => {
  const rig = workspaceRig(major, { example: 'photo-albums' });

  test('plans a spec project by its name as it plans its document', async () => {
    const byName = await rig.crest('plan', '001-photo-albums', '--json');
    const byPath = await rig.crest('plan', 'specs/001-photo-albums/tasks.md', '--json');
    expect(byName).toMatchObject({ code: 0 });
    const withoutNames = (text: string): string => text.replaceAll(/"(project|target)": .*$/gm, '');
    expect(withoutNames(byName.stdout)).toBe(withoutNames(byPath.stdout));
    const { tasks } = JSON.parse(byName.stdout) as PlanJson;
    expect(tasks).toHaveLength(15);
    expect(tasks[0]).toMatchObject({ id: 'T001', project: '001-photo-albums', target: 'T001' });
  });

  test('plans the task graph that nx run-many would run: predicted first, from history after a run', async () => {
    const plan = async (): Promise<PlanJson> => {
      const done = await rig.crest('plan', '-t', 'build', 'test', '--json');
      expect(done).toMatchObject({ code: 0 });
      return JSON.parse(done.stdout) as PlanJson;
    };
    const before = await plan();
    expect(before.tasks).toHaveLength(6);
    expect(before.waves[0]).toEqual(['@photo/album-model:build']);
    expect(new Set(before.tasks.map((task) => task.estimate.source))).toEqual(new Set(['prediction']));
    const build = before.tasks.find((task) => task.id === '@photo/album-store:build');
    expect(build?.dependsOn.map((edge) => edge.id)).toEqual(['@photo/album-model:build']);

    expect(await rig.nx('run-many', '-t', 'build', 'test', '--skipNxCache')).toMatchObject({ code: 0 });
    const after = await plan();
    expect(new Set(after.tasks.map((task) => task.estimate.source))).toEqual(new Set(['nx-history']));
    expect(after.criticalPath.ms).toBeGreaterThan(0);
  });

  test('answers every question about a spec project: roles, budget, deadline, spread, what if, where it stands', async () => {
    rig.write('state.json', { now: '1h', tasks: { T001: { status: 'done' } } });
    const asked = ['--resource', 'us1=1', '--budget', '300', '--deadline', '2d', '--simulate', '200', '--what-if'];
    const done = await rig.crest('plan', '001-photo-albums', ...asked, '--from-state', 'state.json', '--json');
    expect(done).toMatchObject({ code: 0, stderr: '' });
    expect(JSON.parse(done.stdout)).toMatchObject({
      resources: [{ name: 'us1', capacity: 1 }],
      schedule: { lowerBoundMs: expect.any(Number) as number },
      deadline: { kind: 'found', proven: true },
      simulation: { uncertainTasks: 0 },
      whatIf: {
        dependencies: { values: expect.arrayContaining([expect.objectContaining({ kind: 'all' })]) as unknown },
      },
      replan: { nowMs: 3_600_000 },
    });
  });
});
