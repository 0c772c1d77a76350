import type { NxProjectGraph } from '../nx/nx-types.js';
import type { WorkspaceTask } from '../nx/read-task-graph.js';
import { readLimits } from './limits.js';
import { needsOf } from './needs-of.js';

const limits = readLimits({
  resources: { db: 2, port: 1, unused: 1 },
  needs: { e2e: { db: 1 }, 'shop:e2e': { db: 2, port: 1 } },
});

function task(id: string, changes: Partial<WorkspaceTask> = {}): WorkspaceTask {
  const [project = '', target = '', configuration] = id.split(':');
  const named = configuration === undefined ? { project, target } : { project, target, configuration };
  return { id, target: named, dependsOn: [], noop: false, continuous: false, ...changes };
}

/** A workspace in which one target has `metadata.crest`. */
function workspace(project: string, target: string, crest: unknown): NxProjectGraph {
  return {
    nodes: { [project]: { name: project, data: { root: project, targets: { [target]: { metadata: { crest } } } } } },
  };
}

const NO_METADATA: NxProjectGraph = { nodes: {} };
const amounts = (graph: NxProjectGraph, ...tasks: readonly WorkspaceTask[]) =>
  Object.fromEntries(
    [...needsOf(tasks, graph, limits).needs].map(([id, { demands = [] }]) => [
      id,
      Object.fromEntries(demands.map(({ resource, amount }) => [resource, amount])),
    ]),
  );

describe('needsOf', () => {
  it('takes what nx.json says of the target, and rather what it says of the target of that project', () => {
    expect(amounts(NO_METADATA, task('api:e2e'), task('shop:e2e'), task('api:lint'))).toEqual({
      'api:e2e': { db: 1 },
      'shop:e2e': { db: 2, port: 1 },
    });
  });

  it('takes for a configuration what the target takes', () => {
    expect(amounts(NO_METADATA, task('api:e2e:production'))).toEqual({ 'api:e2e:production': { db: 1 } });
  });

  it('takes what the metadata of the target says instead of all that nx.json says', () => {
    expect(amounts(workspace('shop', 'e2e', { resources: { db: 1 } }), task('shop:e2e'))).toEqual({
      'shop:e2e': { db: 1 },
    });
    expect(amounts(workspace('shop', 'e2e', { resources: {} }), task('shop:e2e'))).toEqual({});
  });

  it('gives a task of a planning document the files that it names, by the names that its executor locks', () => {
    const graph = workspace('plan', 'T001', { files: ['./src//a.ts', 'src/a.ts', '../b.ts', 7] });

    expect(needsOf([task('plan:T001')], graph, limits).needs.get('plan:T001')?.mutexes).toEqual([
      '../b.ts',
      'src/a.ts',
    ]);
  });

  it('lets a noop take nothing, and a server what it needs', () => {
    expect(amounts(NO_METADATA, task('api:e2e', { noop: true }), task('web:e2e', { continuous: true }))).toEqual({
      'web:e2e': { db: 1 },
    });
  });

  it('names the resources that somebody takes', () => {
    expect(needsOf([task('api:e2e'), task('api:lint')], NO_METADATA, limits).resources).toEqual([
      { name: 'db', capacity: 2 },
    ]);
  });

  it('tells what is wrong with metadata, once for all configurations (CREST312, CREST313)', () => {
    const tasks = [task('shop:e2e'), task('shop:e2e:production')];
    const told = (resources: unknown) =>
      needsOf(tasks, workspace('shop', 'e2e', { resources }), limits).diagnostics.map(
        ({ code, message }) => `${code} ${message}`,
      );

    expect(told({ dbb: 1, port: '4GB' })).toEqual([
      'CREST312 metadata.crest.resources of shop:e2e asks for "dbb", which "resources" of nx.json does not declare',
      'CREST313 metadata.crest.resources.port of shop:e2e should be a whole number',
    ]);
    expect(told(['db'])).toEqual([
      'CREST313 metadata.crest.resources of shop:e2e should be an object: an amount for each resource',
    ]);
  });
});
