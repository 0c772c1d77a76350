import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { PlanArguments } from './arguments.js';
import { planSpecProject } from './spec-project-plan.js';

/** Stands for Nx: its graph is what the test writes. The plugin's own graph is tested end to end. */
const NX = {
  'package.json': '{ "name": "nx", "version": "99.0.0" }',
  'src/devkit-exports.js': `
    exports.createProjectGraphAsync = async () => ({ nodes: require('../../../graph.json') });
    exports.createProjectFileMapUsingProjectGraph = async () => ({});
    exports.parseJson = JSON.parse;`,
  'src/tasks-runner/create-task-graph.js': 'exports.createTaskGraph = () => ({ tasks: {}, dependencies: {} });',
  'src/utils/find-matching-projects.js': 'exports.findMatchingProjects = (patterns) => patterns;',
  'src/utils/task-history.js': 'exports.getTaskHistory = () => null;',
};

const DOCUMENT = `# Tasks: Garden

## Phase 1: Soil

- [ ] T001 Dig the beds in garden/beds.md
- [ ] T002 Sow the beans in garden/beans.md
`;

let root: string;
const write = (path: string, text: string): void => {
  mkdirSync(join(root, path, '..'), { recursive: true });
  writeFileSync(join(root, path), text);
};
const specProject = (name: string, document: string) => ({
  name,
  data: {
    root: `${document}-project`,
    metadata: { crest: { document } },
    targets: { 'task-T001': { metadata: { crest: { kind: 'task', id: 'T001' } } } },
  },
});
const graph = (...projects: readonly ReturnType<typeof specProject>[]): void => {
  write('graph.json', JSON.stringify(Object.fromEntries(projects.map((project) => [project.name, project]))));
};
const ask = (what?: string): PlanArguments => ({
  ...(what === undefined ? {} : { what }),
  ...{ targets: [], projects: [], resources: [], whatIf: false, without: [], json: false, all: false },
});
const codes = async (what?: string): Promise<readonly string[]> =>
  (await planSpecProject(ask(what), root)).diagnostics.map((found) => `${found.code} ${found.message}`);

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'crest-spec-'));
  for (const [path, text] of Object.entries(NX)) write(`node_modules/nx/${path}`, text);
  write('nx.json', '{}');
  write('specs/001-garden/tasks.md', DOCUMENT);
  graph(specProject('garden', 'specs/001-garden/tasks.md'));
});
afterEach(() => {
  rmSync(root, { recursive: true });
});

describe('planSpecProject', () => {
  it('plans the document of the project, with the targets that execute its tasks', async () => {
    const { input, diagnostics } = await planSpecProject(ask('garden'), root);
    expect(diagnostics).toEqual([]);
    expect(input!.generatedFrom).toMatchObject({ kind: 'document', path: 'specs/001-garden/tasks.md' });
    expect(input!.items.map(({ id, project, target }) => [id, project, target])).toEqual([
      ['T001', 'garden', 'task-T001'],
      ['T002', 'garden', null],
    ]);
  });

  it('names a file once, however the document writes its path', async () => {
    write('specs/001-garden/tasks.md', '# Tasks\n\n- [ ] T001 Dig in `./garden/beds.md` and `garden/beds.md`\n');
    const { input } = await planSpecProject(ask('garden'), root);
    expect(input!.items.map(({ resources }) => resources)).toEqual([['garden/beds.md']]);
  });

  it('plans the only project when none is named', async () => {
    expect((await planSpecProject(ask(), root)).input!.items).toHaveLength(2);
  });

  it('leaves out the edges that the plugin leaves out', async () => {
    const edges = async (): Promise<number> =>
      (await planSpecProject(ask('garden'), root)).input!.nodes.flatMap((node) => node.dependsOn).length;
    const before = await edges();
    write('nx.json', '{ "plugins": [{ "plugin": "nx-crest", "options": { "without": ["order"] } }] }');
    expect(await edges()).toBe(before - 1);
  });

  it('passes on what is wrong with the plugin options, as nx run does', async () => {
    write('nx.json', '{ "plugins": [{ "plugin": "nx-crest", "options": { "without": ["group"] } }] }');
    expect(await codes('garden')).toEqual([expect.stringContaining('CREST302 the plugin option "without"')]);
  });

  it('keeps what plugins print away from stdout', async () => {
    const file = 'node_modules/nx/src/devkit-exports.js';
    const noisy = NX['src/devkit-exports.js'].replace('=> (', "=> (process.stdout.write('noise'), ");
    write(file, noisy);
    const out = jest.spyOn(process.stdout, 'write').mockReturnValue(true);
    const err = jest.spyOn(process.stderr, 'write').mockReturnValue(true);
    await planSpecProject(ask('garden'), root);
    const written = [out.mock.calls.flat(), err.mock.calls.flat()];
    jest.restoreAllMocks();
    expect(written).toEqual([[], ['noise']]);
  });

  it('says why there is no graph, not only that there is none', async () => {
    write(
      'node_modules/nx/src/devkit-exports.js',
      `exports.createProjectGraphAsync = async () => {
         throw Object.assign(new Error('Failed to process project graph.\\n'), {
           getErrors: () => [new Error('Two projects are called "garden":\\n  - a\\n  - b')],
         });
       };
       exports.createProjectFileMapUsingProjectGraph = async () => ({});
       exports.parseJson = JSON.parse;`,
    );
    expect(await codes('garden')).toEqual([
      'CREST406 Nx cannot make the project graph: Failed to process project graph. Two projects are called "garden": - a - b',
    ]);
  });

  it('lists the projects where there are several', async () => {
    graph(specProject('garden', 'specs/001-garden/tasks.md'), specProject('attic', 'specs/002-attic/tasks.md'));
    expect(await codes()).toEqual(['CREST408 this workspace has several spec projects: attic, garden']);
  });

  it('names the projects that there are', async () => {
    expect(await codes('cellar')).toEqual([
      'CREST403 nothing to plan: "cellar" is neither a document nor a spec project; spec projects are garden',
    ]);
  });

  it('says that there is none', async () => {
    graph();
    expect(await codes()).toEqual(['CREST403 nothing to plan: this workspace has no spec project']);
  });

  it('says that the document has gone', async () => {
    graph(specProject('attic', 'specs/002-attic/tasks.md'));
    expect(await codes('attic')).toEqual(['CREST303 there is no document at specs/002-attic/tasks.md']);
  });
});
