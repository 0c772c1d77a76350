import { HOUR } from '@nx-crest/core';
import { describeWithSharedData } from '../testing/shared-data.js';
import { waveTable } from '../wave-table/index.js';
import { asciiTree } from './index.js';

describeWithSharedData('ASCII trees of others', (data) => {
  it('reads seed 004 as 20 rows with 256 h, three waves and ten agents in order', () => {
    const { plans, diagnostics } = asciiTree.parse(data.source('seeds/004'));
    const { tasks, waves } = plans[0]!;
    expect(diagnostics).toEqual([]);
    expect(tasks).toHaveLength(20);
    expect(tasks.reduce((sum, task) => sum + (task.estimate?.ms ?? 0), 0)).toBe(256 * HOUR);
    expect(waves.map((wave) => wave.taskIds.length)).toEqual([6, 9, 5]);
    const agents = [...new Set(tasks.map((task) => task.assignee?.split(':')[0]))];
    expect(agents).toEqual(Array.from({ length: 10 }, (_, i) => `Agent ${i + 1}`));
    expect(tasks.filter((task) => task.dependencies.length === 0)).toHaveLength(10);
  });

  it.each(['seeds/000', 'seeds/001', 'seeds/003', 'data/specs/plain/chimera-defi'])(
    'makes up no task from the drawings of %s',
    (path) => {
      expect(asciiTree.parse(data.source(path)).plans[0]?.tasks).toEqual([]);
    },
  );

  it('leaves seed 002, which has trees beside its tables, to the tables', () => {
    const source = data.source('seeds/002');
    expect(asciiTree.matchesContent(source)).toBeLessThan(waveTable.matchesContent(source));
  });
});
