import { HOUR } from '@nx-crest/core';
import { describeWithSharedData } from '../testing/shared-data.js';
import { waveTable } from './index.js';

interface Oracle {
  readonly T: Readonly<Record<string, { readonly h: number; readonly deps: readonly string[]; readonly wave: number }>>;
}

describeWithSharedData('wave tables of others', (data) => {
  const read = (path: string) => {
    const { plans, diagnostics } = waveTable.parse(data.source(path));
    return { plan: plans[0]!, diagnostics };
  };

  it('reads seed 002 as 47 tasks, 76 edges and 161 h, equal to the oracle task by task', () => {
    const { plan, diagnostics } = read('seeds/002');
    const oracle = JSON.parse(data.text('data/oracles/002_graph.json')) as Oracle;
    const waveOf = new Map(plan.waves.flatMap((wave, index) => wave.taskIds.map((id) => [id, index + 1])));
    const tasks = plan.tasks.map((task) => [
      task.id,
      {
        h: (task.estimate?.ms ?? 0) / HOUR,
        deps: task.dependencies.map(({ on }) => on),
        wave: waveOf.get(task.id),
      },
    ]);
    const expected = Object.entries(oracle.T).map(([id, { h, deps, wave }]) => [id, { h, deps, wave }]);
    expect(tasks).toEqual(expected);
    expect(diagnostics).toEqual([]);
    expect(plan.tasks).toHaveLength(47);
    expect(plan.tasks.reduce((sum, task) => sum + task.dependencies.length, 0)).toBe(76);
    expect(plan.tasks.reduce((sum, task) => sum + (task.estimate?.ms ?? 0), 0)).toBe(161 * HOUR);
    expect([plan.waves.length, plan.groups.length]).toEqual([10, 0]);
  });

  it('reads its next version as 56 tasks, one of which waits for all above', () => {
    const { plan, diagnostics } = read('data/specs/plain/usorama');
    expect(diagnostics).toEqual([]);
    expect(plan.tasks).toHaveLength(56);
    expect(plan.tasks.map((task) => task.id)).toContain('EVOLVE-002');
    expect(plan.groups).toMatchObject([{ members: plan.tasks.slice(0, 55).map((task) => task.id) }]);
    expect(plan.tasks.at(-1)?.dependencies).toMatchObject([{ on: plan.groups[0]?.id, origin: 'explicit' }]);
  });

  it.each(['seeds/000', 'seeds/001', 'seeds/003', 'seeds/004'])('finds no task table in %s', (path) => {
    expect(read(path).plan.tasks).toEqual([]);
    expect(waveTable.matchesContent(data.source(path))).toBe(0);
  });
});
