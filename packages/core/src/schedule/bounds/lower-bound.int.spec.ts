import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildTaskGraph } from '../../graph/build-task-graph.js';
import type { TaskGraph } from '../../graph/task-graph.js';
import { milliseconds } from '../../model/duration.js';
import { identicalWorkers } from '../problem/scheduling-problem.js';
import { lowerBound } from './lower-bound.js';

/** Instances with known makespans (Standard Task Graph Set). Kept beside the repository; without them these tests skip. */
const folder = join(__dirname, '../../../../../../shared/data/sched/stg');
const there = existsSync(folder);
const title = 'the lower bound of 720 task graphs of the literature';

/** A line for the number of tasks, then for each, source and sink included: id, duration, number of predecessors, their ids. */
function readGraph(file: string): TaskGraph {
  const [, ...rows] = readFileSync(join(folder, file), 'utf8').split('#')[0]!.trim().split('\n');
  const nodes = rows.map((row) => {
    const [id, duration, , ...before] = row.trim().split(/\s+/);
    const dependsOn = before.map((on) => ({ on, origin: 'explicit' as const }));
    return { id: id!, durationMs: milliseconds(Number(duration)), dependsOn };
  });
  return buildTaskGraph(nodes).graph!;
}

(there ? describe : describe.skip)(there ? title : `${title} (skipped: ../shared/data/sched is not here)`, () => {
  const cases = there
    ? readFileSync(join(folder, 'best/verified_50.csv'), 'utf8')
        .trim()
        .split('\n')
        .slice(1)
        .map((line) => line.split(','))
        .map(([file, workers, , makespan]) => ({ file: file!, workers: Number(workers), makespan: Number(makespan) }))
    : [];
  const bounds = cases.map(({ file, workers, makespan }) => ({
    makespan,
    bound: lowerBound(identicalWorkers(readGraph(file), workers)).makespan,
  }));

  it('is above no makespan that was reached', () => {
    expect(bounds).toHaveLength(720);
    expect(bounds.filter(({ bound, makespan }) => bound > makespan)).toEqual([]);
  });

  it('proves at least 696 of them optimal', () => {
    expect(bounds.filter(({ bound, makespan }) => bound === makespan).length).toBeGreaterThanOrEqual(696);
  });
});
