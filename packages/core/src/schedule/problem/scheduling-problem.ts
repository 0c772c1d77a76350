import { compareDiagnostics, diagnostic, type Diagnostic } from '../../model/diagnostic.js';
import type { SourceSpan } from '../../model/source-span.js';
import { neighbours } from '../../graph/adjacency.js';
import { itemAt } from '../../graph/at.js';
import type { TaskGraph } from '../../graph/task-graph.js';
import { checkWholeNumber } from '../check-whole-number.js';
import { checkWorkers } from '../check-workers.js';
import type { Resource, SchedulingProblem, TaskNeeds } from './problem.js';
import { runningOverloads } from './running-overloads.js';
import { checkAmount, totalDemands } from './total-demands.js';

export { totalDemands };

export type { Demand, Resource, SchedulingProblem, TaskNeeds } from './problem.js';

/** What there is to schedule with. Needs of tasks without duration do not count. */
export interface ProblemOptions {
  readonly workers?: number | undefined;
  readonly resources?: readonly Resource[];
  readonly needs?: ReadonlyMap<number, TaskNeeds>;
  /** Where a task stands in its document. */
  readonly spanOf?: (index: number) => SourceSpan | undefined;
}

/** The problem, where every task can be done, and otherwise the tasks that cannot. */
export interface CheckedProblem {
  readonly problem?: SchedulingProblem;
  readonly diagnostics: readonly Diagnostic[];
}

const NOTHING: ReadonlyMap<number, TaskNeeds> = new Map();

/**
 * A resource-constrained scheduling problem: `CREST106` for each task that needs more of a resource than there is (of an
 * unknown one there is none), `CREST107` for one that is bound to a worker who does not exist, `CREST108` where tasks run that
 * take more together than there is.
 *
 * *Complexity*: linear in the needs. *Throws* `RangeError` for workers, capacities and amounts that are not whole numbers, two
 * resources of one name, and a running task that waits for another.
 */
export function schedulingProblem(graph: TaskGraph, options: ProblemOptions = {}): CheckedProblem {
  const { workers, resources = [], needs = NOTHING, spanOf } = options;
  if (workers !== undefined) checkWorkers(workers);
  const capacities = capacitiesOf(resources);
  const units = new Map(resources.map(({ name, unit }) => [name, unit]));
  const found = [...needs].flatMap(([index, need]): Diagnostic[] => {
    if ((graph.durations[index] ?? 0) === 0) return [];
    const [id, span] = [itemAt(graph.ids, index), spanOf?.(index)];
    const lacking = Array.from(totalDemands(need), ([resource, amount]) => {
      const capacity = capacities.get(resource) ?? 0;
      const unit = units.get(resource);
      return amount > capacity ? [diagnostic('CREST106', { id, resource, amount, capacity, unit }, { span })] : [];
    }).flat();
    checkTask(graph, index, need);
    if (need.worker === undefined || need.worker < (workers ?? 0)) return lacking;
    return [...lacking, diagnostic('CREST107', { id, worker: need.worker, workers: workers ?? 0 }, { span })];
  });
  found.push(...runningOverloads({ graph, ...(workers === undefined ? {} : { workers }), resources, needs }));
  if (found.length > 0) return { diagnostics: found.sort(compareDiagnostics) };
  return { problem: { graph, ...(workers === undefined ? {} : { workers }), resources, needs }, diagnostics: [] };
}

function capacitiesOf(resources: readonly Resource[]): ReadonlyMap<string, number> {
  const capacities = new Map<string, number>();
  for (const { name, capacity } of resources) {
    if (capacities.has(name)) throw new RangeError(`resources must have a name each, got "${name}" twice`);
    capacities.set(name, checkAmount(name, capacity));
  }
  return capacities;
}

function checkTask({ ids, predecessors }: TaskGraph, index: number, { worker, running }: TaskNeeds): void {
  const id = itemAt(ids, index);
  if (worker !== undefined) checkWholeNumber(`worker of "${id}"`, worker, 0);
  if (running && neighbours(predecessors, index).length > 0) {
    throw new RangeError(`"${id}" is running, so it must wait for nothing`);
  }
}

/** The problem of so many workers and nothing else. *Throws* `RangeError` for workers that are not a whole number ≥ 1. */
export function identicalWorkers(graph: TaskGraph, workers: number): SchedulingProblem {
  checkWorkers(workers);
  return { graph, workers, resources: [], needs: NOTHING };
}
