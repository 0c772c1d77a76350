import { NX_MAJORS, workspaceRig, type ShownTarget } from './rig/workspace-rig';

interface ShownProject {
  readonly root: string;
  readonly targets: Readonly<Record<string, ShownTarget>>;
}

const list = (...lines: string[]): string => ['# Tasks', '', '## Phase 1: Setup', '', ...lines, ''].join('\n');

describe.each(NX_MAJORS)('targets inferred by Nx %s', (major) => {
  const rig = workspaceRig(major, { example: 'photo-albums' });

  test('a planning document is a project, each task a target with wave, slack, estimate and edge origins', async () => {
    const shown = (await rig.nxJson('show', 'project', '001-photo-albums', '--json')) as ShownProject;

    expect(shown.root).toBe('specs/001-photo-albums/.crest/tasks.md');
    expect(Object.keys(shown.targets)).toEqual(expect.arrayContaining(['T001', 'T015', 'implement']));
    expect(shown.targets['T001']?.executor).toBe('nx:noop');
    const target = shown.targets['T010'];
    expect(target?.executor).toBe('nx-crest:spec-task');
    expect(target?.inputs).toContain('{workspaceRoot}/specs/001-photo-albums/tasks.md');
    expect(target?.metadata?.description).toContain('List the albums as text');
    expect(target?.metadata?.crest).toMatchObject({
      wave: 5,
      slackMs: 0,
      estimateMs: 3_600_000,
      estimateSource: 'default',
    });
    const origins = target?.metadata?.crest?.['dependsOn'] as { id: string; origin: string }[];
    expect(origins).toEqual(
      expect.arrayContaining([
        { id: 'T008', origin: 'explicit' },
        { id: 'T009', origin: 'explicit' },
      ]),
    );
  });

  test('nx graph shows the plan, and its dependency on the projects whose files its tasks name', async () => {
    const { graph } = await rig.graph();

    expect(Object.keys(graph.nodes['001-photo-albums']?.data.targets ?? {})).toEqual(
      expect.arrayContaining(['T015', 'phase-2']),
    );
    expect(graph.dependencies['001-photo-albums']?.map((dependency) => dependency.target).sort()).toEqual([
      '@photo/album-model',
      '@photo/album-store',
      '@photo/album-view',
    ]);
  });

  test('two documents of one name, the name of a real project, and titles without a Latin letter', async () => {
    const names = workspaceRig(major);
    names.write('packages/a/specs/001-login/tasks.md', list('- [ ] T001 First'));
    names.write('packages/b/specs/001-login/tasks.md', list('- [ ] T001 First'));
    names.write('specs/shop/tasks.md', list('- [ ] T001 First'));
    names.write('apps/shop/project.json', { name: 'shop', targets: {} });
    names.write('specs/写真/tasks.md', list('- [ ] T001 写真を整理する', '- [ ] アルバムを作る'));

    const { graph } = await names.graph();
    const plans = Object.entries(graph.nodes).filter(([, node]) => node.data.root.includes('.crest'));

    expect(plans.map(([, node]) => node.data.root).sort()).toEqual([
      'packages/a/specs/001-login/.crest/tasks.md',
      'packages/b/specs/001-login/.crest/tasks.md',
      'specs/shop/.crest/tasks.md',
      'specs/写真/.crest/tasks.md',
    ]);
    expect(graph.nodes['shop']?.data.root).toBe('apps/shop');
    for (const [name, node] of plans) {
      expect(name).toMatch(/^[A-Za-z0-9][\w.-]*$/);
      for (const target of Object.keys(node.data.targets ?? {})) expect(target).toMatch(/^[A-Za-z0-9][\w.-]*$/);
    }
  });
});
