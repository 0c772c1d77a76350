import { buildTaskGraph, milliseconds, schedulingProblem, type SchedulingProblem } from '@nx-crest/core';
import { chooseWorkers, type WorkerChoiceInput } from './choose-workers.js';

const CORES = 2;

function problemOf(tasks: readonly { readonly id: string; readonly ms: number; readonly on?: string }[]) {
  const nodes = tasks.map(({ id, ms, on }) => ({
    id,
    durationMs: milliseconds(ms),
    dependsOn: on === undefined ? [] : [{ on, origin: 'explicit' as const }],
  }));
  const { problem } = schedulingProblem(buildTaskGraph(nodes).graph!, { workers: 1 });
  return problem!;
}

const alike = (count: number, ms: number) => Array.from({ length: count }, (_, i) => ({ id: `t${i}`, ms }));
const busy = (problem: SchedulingProblem, cpuCores: number) => new Map(problem.graph.ids.map((id) => [id, cpuCores]));
const choose = (problem: SchedulingProblem, cpuCores: number, changes: Partial<WorkerChoiceInput> = {}) =>
  chooseWorkers({
    problemOf: () => problem,
    cpuCores: busy(problem, cpuCores),
    restored: new Set(),
    cores: CORES,
    ...changes,
  });

describe('chooseWorkers', () => {
  const wide = problemOf(alike(40, 1000));

  it('takes as many as cores where tasks compute all the time', () => {
    expect(choose(wide, 1)).toEqual({
      workers: 2,
      reason: 'auto: 2 workers: 2 cores, tasks keep 1 core busy; one more would save nothing',
    });
  });

  it('takes more where tasks wait, up to 4 for each core', () => {
    expect(choose(wide, 0.5).workers).toBe(4);
    expect(choose(wide, 0)).toEqual({
      workers: 8,
      reason: 'auto: 8 workers: 2 cores, tasks keep 0 cores busy; no more than 4 for each core',
    });
  });

  it('takes fewer where each task keeps several cores busy', () => {
    expect(choose(wide, 2).workers).toBe(1);
  });

  it('takes no more than the plan can use', () => {
    const chain = alike(5, 1000).map((task, i) => ({ ...task, ...(i > 0 ? { on: `t${i - 1}` } : {}) }));
    expect(choose(problemOf(chain), 0.1).workers).toBe(1);
    expect(choose(problemOf(alike(3, 1000)), 0.1).workers).toBe(3);
  });

  it('takes the fewest within 5 % of the best, and says what one more would save', () => {
    const one = problemOf([{ id: 'long', ms: 10_000 }, ...alike(3, 1000)]);
    expect(choose(one, 0.1)).toMatchObject({ workers: 2 });
    const near = problemOf([
      { id: 'long', ms: 10_000 },
      { id: 'x', ms: 10_300 },
      { id: 'y', ms: 300 },
    ]);
    expect(choose(near, 0.1)).toMatchObject({
      workers: 2,
      reason: expect.stringMatching(/; one more would save nothing$/) as string,
    });
    const little = problemOf([...alike(20, 1000), { id: 'x', ms: 400 }]);
    expect(choose(little, 0.1, { cores: 5 }).reason).toMatch(/; (one more would save \d+ %|no more .*)$/);
  });

  it('takes one for each core where nothing was ever measured, and says so', () => {
    expect(choose(wide, 1, { cpuCores: new Map() })).toEqual({
      workers: 2,
      reason: 'auto: 2 workers, as many as cores: how busy tasks keep them was never measured',
    });
  });

  it('takes unmeasured tasks for busy ones, and says how many were measured', () => {
    const cpuCores = new Map(wide.graph.ids.slice(0, 10).map((id) => [id, 0]));
    const { workers, reason } = choose(wide, 0, { cpuCores });
    expect(workers).toBeLessThan(8);
    expect(reason).toContain('tasks keep 0 cores busy (10 of 40 measured)');
  });

  it('leaves out what is restored', () => {
    const restored = new Set(wide.graph.ids.slice(1));
    expect(choose(wide, 0, { cpuCores: new Map([['t0', 0.3]]), restored }).reason).toContain(
      'tasks keep 0.3 cores busy;',
    );
    expect(choose(wide, 0, { restored: new Set(wide.graph.ids) }).reason).toBe(
      'auto: 2 workers, as many as cores: nothing will execute',
    );
  });

  it('asks for one on one core', () => {
    expect(choose(wide, 1, { cores: 1 }).reason).toMatch(/^auto: 1 worker: 1 core, /);
  });

  it('never takes more than 64', () => {
    expect(choose(problemOf(alike(128, 1000)), 0, { cores: 32 }).workers).toBe(64);
  });
});
