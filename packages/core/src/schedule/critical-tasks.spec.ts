import { graphOf, nodesOf } from '../testing/graph-of.js';
import { chainOf } from '../testing/named-graphs.js';
import { listSchedule } from './list-schedule.js';
import { identicalWorkers } from './problem/scheduling-problem.js';
import { criticalTasks } from './critical-tasks.js';

describe('criticalTasks', () => {
  it('is a chain without a gap to the end of the schedule, through workers as well as dependencies', () => {
    const graph = graphOf(nodesOf({ a: [2], b: [3], c: [4, 'a'] }));
    const problem = identicalWorkers(graph, 1);

    expect(criticalTasks(problem, listSchedule(problem)).map((task) => graph.ids[task])).toEqual(['a', 'c', 'b']);
  });

  it('is empty where there is nothing to do', () => {
    const problem = identicalWorkers(chainOf(0), 1);

    expect(criticalTasks(problem, listSchedule(problem))).toEqual([]);
  });
});
