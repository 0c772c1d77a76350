import type { WorkspaceTask } from '../nx/read-task-graph.js';
import { limitedRun } from './limited-run.js';

const GB = 2 ** 30;
const options = {
  resources: { db: 1, memory: '8GB', Ports: 2 },
  needs: { e2e: { memory: '4GB', prot: 1 }, lint: { db: 1 } },
};
const task: WorkspaceTask = {
  ...{ id: 'shop:e2e', target: { project: 'shop', target: 'e2e' } },
  ...{ dependsOn: [], noop: false, continuous: false },
};
const limited = (asked: Parameters<typeof limitedRun>[1]['asked'] = []) =>
  limitedRun([task], { options, graph: { nodes: {} }, asked });

describe('limitedRun', () => {
  it('knows what a task takes by the options in nx.json, and tells what is wrong with them', () => {
    const { resources, needs, diagnostics } = limited();

    expect(resources).toEqual([{ name: 'memory', capacity: 8 * GB, unit: 'byte' }]);
    expect(needs.get('shop:e2e')?.demands).toEqual([{ resource: 'memory', amount: 4 * GB }]);
    expect(diagnostics.map(({ code }) => code)).toEqual(['CREST312']);
  });

  it('wants a capacity on the command line in the unit of nx.json (CREST401)', () => {
    const told = limited([
      { name: 'Memory', capacity: 4 },
      { name: 'db', capacity: GB, unit: 'byte' },
      { name: 'ports', capacity: 1 },
      { name: 'other', capacity: 1 },
    ]).diagnostics.map(({ code, message }) => `${code} ${message}`);

    expect(told.slice(1)).toEqual([
      'CREST401 --resource Memory should be a size, for example 8GB, as in nx.json',
      'CREST401 --resource db should be a whole number, as in nx.json',
    ]);
  });
});
