import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildTaskGraph } from '../graph/build-task-graph.js';
import { HOUR, milliseconds } from '../model/duration.js';
import { listSchedule } from './list-schedule.js';
import { analyzeGraph } from './analyze-graph.js';
import { barrierMakespan } from './barrier-makespan.js';
import { identicalWorkers } from './problem/scheduling-problem.js';
import { validateSchedule } from './validate-schedule.js';

/** A plan of 47 tasks, worked out independently. Kept beside the repository; without it these tests skip themselves. */
const file = join(__dirname, '../../../../../shared/data/oracles/002_graph.json');
const there = existsSync(file);
const title = 'the reference plan of 47 tasks';

interface ReferenceTask {
  readonly h: number;
  readonly deps: readonly string[];
  readonly wave: number;
  readonly ES: number;
  readonly EF: number;
  readonly slack: number;
}

(there ? describe : describe.skip)(there ? title : `${title} (skipped: ../shared/data/oracles is not here)`, () => {
  const reference = there
    ? Object.entries((JSON.parse(readFileSync(file, 'utf8')) as { T: Record<string, ReferenceTask> }).T)
    : [];
  const build = () =>
    buildTaskGraph(
      reference.map(([id, { h, deps }]) => ({
        id,
        durationMs: milliseconds(h * HOUR),
        dependsOn: deps.map((on) => ({ on, origin: 'explicit' as const })),
      })),
    );
  const analysis = () => analyzeGraph(build().graph!);
  const hours = (values: Float64Array) => Array.from(values, (value) => value / HOUR);

  it('has 47 tasks, 76 edges, 161 h of work and no fault', () => {
    const { graph, diagnostics } = build();

    expect(diagnostics).toEqual([]);
    expect(graph).toMatchObject({ size: 47, edgeCount: 76 });
    expect(analysis().totalWork).toBe(161 * HOUR);
  });

  it('has the same earliest start, earliest finish and slack for each task', () => {
    const { topLevel, earliestFinish, slack } = analysis().levels;

    expect(hours(topLevel)).toEqual(reference.map(([, task]) => task.ES));
    expect(hours(earliestFinish)).toEqual(reference.map(([, task]) => task.EF));
    expect(hours(slack)).toEqual(reference.map(([, task]) => task.slack));
  });

  it('has a critical path of 23.5 h with 11 tasks on it', () => {
    const { levels, criticalPath } = analysis();

    expect(levels.criticalPathLength).toBe(23.5 * HOUR);
    expect(criticalPath.tasks.size).toBe(11);
  });

  it('has seven waves, which cost 8 h as barriers; the ten of the document cost 66 h', () => {
    const { graph, waveMembers, barrierMakespan: topological, barrierCost } = analysis();
    const documents = Int32Array.from(reference, ([, task]) => task.wave);

    expect(waveMembers.map((members) => members.length)).toEqual([1, 6, 11, 8, 14, 6, 1]);
    expect([topological, barrierCost]).toEqual([31.5 * HOUR, 8 * HOUR]);
    expect(barrierMakespan(graph, documents)).toBe(89.5 * HOUR);
  });

  it('has a valid schedule on 8 workers', () => {
    const problem = identicalWorkers(build().graph!, 8);

    expect(validateSchedule(problem, listSchedule(problem))).toEqual([]);
  });
});
