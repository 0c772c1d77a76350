import type { NxProjectGraph } from '../nx/nx-types.js';
import type { WorkspaceTask } from '../nx/read-task-graph.js';
import { estimateTasks, nxHistoryEstimate } from './estimate-tasks.js';

const target = { project: 'garden', target: 'T001' };
const task: WorkspaceTask = { id: 'garden:T001', target, dependsOn: [], noop: false, continuous: false };

async function estimate(crest: object, history: Readonly<Record<string, number>> = {}) {
  const targets = { T001: { metadata: { crest } } };
  const graph: NxProjectGraph = { nodes: { garden: { name: 'garden', data: { root: 'garden', targets } } } };
  const nx = { listFiles: () => Promise.resolve({}) };
  const measured = new Map(Object.entries(history).map(([id, ms]) => [id, nxHistoryEstimate(ms)]));
  const found = await estimateTasks([task], measured, { nx, graph, workspaceRoot: '.' });
  return found.get(task.id);
}

it('takes what the planning document says of a task', async () => {
  expect(await estimate({ estimateMs: 7_200_000, estimateSource: 'document' })).toEqual({
    ms: 7_200_000,
    p90Ms: 7_200_000,
    source: 'document',
  });
});

it('takes what was measured before what the document says', async () => {
  const crest = { estimateMs: 7_200_000, estimateSource: 'document' };
  expect(await estimate(crest, { 'garden:T001': 500 })).toMatchObject({ ms: 500, source: 'nx-history' });
});

it.each([{ estimateMs: 'long', estimateSource: 'document' }, { estimateMs: 5, estimateSource: 'guess' }, {}])(
  'takes nothing that it cannot read: %j',
  async (crest) => {
    expect(await estimate(crest)).toMatchObject({ ms: 2000, source: 'default' });
  },
);
