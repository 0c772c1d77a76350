import { RECORDING_WORKER, recordedEvents } from './rig/recording-worker';
import { NX_MAJORS, nxJsonWith, workspaceRig, type WorkspaceRig } from './rig/workspace-rig';

const front = (...lines: string[]): string => ['---', ...lines, '---', ''].join('\n');
const backlogTask = (id: string, on: string): string =>
  front(`id: ${id}`, `title: Do ${id}`, 'status: To Do', 'assignee: []', `dependencies: [${on}]`);

/** Plans at the usual places of their formats: documents, folders, and changes that wait for each other. */
function writePlans(rig: WorkspaceRig): void {
  rig.write('nx.json', nxJsonWith({ command: ['node', 'worker.mjs'] }));
  rig.write('worker.mjs', RECORDING_WORKER);
  rig.write('openspec/changes/add-shelf/tasks.md', '## 1. Shelf\n\n- [ ] 1.1 Saw\n');
  rig.write('openspec/changes/add-lamp/tasks.md', '## 1. Lamp\n\n- [ ] 1.1 Hang\n');
  rig.write('openspec/changes/add-lamp/.openspec.yaml', 'schema: spec-driven\ndependsOn:\n  - add-shelf\n');
  rig.write('backlog/tasks/task-1 - One.md', backlogTask('task-1', ''));
  rig.write('backlog/tasks/task-2 - Two.md', backlogTask('task-2', 'task-1'));
  rig.write('backlog/tasks/task-3 - Three.md', backlogTask('task-3', 'task-99'));
  rig.write('.claude/epics/hall/1.md', front('name: Floor', 'status: open', 'depends_on: []'));
  rig.write(
    '.planning/ROADMAP.md',
    '# Roadmap\n\n- [ ] **Phase 1: Base** - a\n\n### Phase 1: Base\n\n- [ ] 01-01: Lay it\n',
  );
  rig.write('kitty-specs/001-desk/tasks.md', '## WP01: Desk\n\n- [ ] T001 Plane\n');
  rig.write(
    '_bmad-output/implementation-artifacts/sprint-status.yaml',
    'development_status:\n  epic-1: backlog\n  1-1-door: ready-for-dev\n',
  );
  rig.write('conductor/tracks/wall_20260101/plan.md', '## Phase 1: Wall\n\n- [ ] Task: Paint\n');
  rig.write('.beads/issues.jsonl', '{"id":"bd-1","title":"Sweep","status":"open","priority":2,"issue_type":"task"}\n');
  rig.write('.spec-workflow/specs/roof/tasks.md', '- [ ] 1. Tile\n  - File: src/roof.ts\n');
}

describe.each(NX_MAJORS)('planning formats with Nx %s', (major) => {
  test('documents and folders at the usual places are projects, and run in order, across plans too', async () => {
    const rig = workspaceRig(major);
    writePlans(rig);

    const { graph } = await rig.graph();
    const roots = Object.entries(graph.nodes).map(([name, node]) => [name, node.data.root]);
    expect(Object.fromEntries(roots)).toMatchObject({
      'add-shelf': 'openspec/changes/.crest/add-shelf',
      'add-lamp': 'openspec/changes/.crest/add-lamp',
      backlog: '.crest/backlog',
      hall: '.claude/epics/.crest/hall',
      '001-desk': 'kitty-specs/.crest/001-desk',
      wall_20260101: 'conductor/tracks/wall_20260101/.crest/plan.md',
      roof: '.spec-workflow/specs/roof/.crest/tasks.md',
    });
    const documents = roots.map(([, root]) => root).filter((root) => root?.includes('.crest'));
    expect(documents).toEqual(
      expect.arrayContaining([
        '.crest/.planning',
        '_bmad-output/.crest/implementation-artifacts',
        '.beads/.crest/issues.jsonl',
      ]),
    );

    expect(await rig.nx('run', 'add-lamp:implement')).toMatchObject({ code: 0 });
    expect(
      recordedEvents(rig.root)
        .filter(({ event }) => event === 'end')
        .map(({ id }) => id),
    ).toHaveLength(2);
    expect(rig.read('openspec/changes/add-shelf/tasks.md')).toContain('- [x] 1.1 Saw');
    expect(rig.read('openspec/changes/add-lamp/tasks.md')).toContain('- [x] 1.1 Hang');

    expect(await rig.nx('run', 'backlog:task-2')).toMatchObject({ code: 0 });
    expect(rig.read('backlog/tasks/task-1 - One.md')).toContain('status: Done');
    expect(rig.read('backlog/tasks/task-2 - Two.md')).toContain('status: Done');
    const unknown = await rig.nx('run', 'backlog:task-3');
    expect(unknown.code).not.toBe(0);
    expect(unknown.output).toContain('CREST315');
    expect(rig.read('backlog/tasks/task-3 - Three.md')).toContain('status: To Do');
  });

  test('crest formats tells what there is and why; crest plan reads a folder; crest convert what is lost', async () => {
    const rig = workspaceRig(major);
    writePlans(rig);

    const formats = await rig.crest('formats');
    expect(formats).toMatchObject({ code: 0 });
    for (const line of ['backlog: backlog', 'openspec/changes/add-lamp: openspec', '.beads/issues.jsonl: beads']) {
      expect(formats.output).toContain(line);
    }
    const plan = await rig.crest('plan', 'openspec/changes/add-lamp');
    expect(plan).toMatchObject({ code: 0 });
    expect(plan.output).toContain('Waits for what is outside this plan, and not in its times: add-shelf.');
    const converted = await rig.crest('convert', 'backlog', '--to', 'spec-kit');
    expect(converted).toMatchObject({ code: 0 });
    expect(converted.output).toContain('- [ ] T002 [P] Do task-2 (depends on T001)');
  });
});
