import type { Adjacency } from '../../graph/adjacency.js';
import { at } from '../../graph/at.js';
import { withSmallAmounts } from './small-amounts.js';
import { totalDemands, type SchedulingProblem, type TaskNeeds } from './scheduling-problem.js';

/** No task is bound, or none runs yet. */
const NOBODY = -1;

/**
 * A problem in typed arrays, for loops that run millions of times. Workers are resource 0 where there are any; a mutex is
 * a resource with capacity 1. *Memory*: 12 bytes a task and 8 bytes a demand.
 */
export interface CompiledProblem {
  readonly size: number;
  readonly durations: Float64Array;
  readonly idRanks: Int32Array;
  /** Dependencies first. */
  readonly order: Int32Array;
  readonly predecessors: Adjacency;
  readonly successors: Adjacency;
  /** 0: no task needs a worker. */
  readonly workers: number;
  readonly capacities: Int32Array;
  /** Of task `i`: the slots from `demandOffsets[i]` up to, not including, `demandOffsets[i + 1]`. */
  readonly demandOffsets: Int32Array;
  readonly demandResources: Int32Array;
  readonly demandAmounts: Int32Array;
  /** The worker of each task that is bound to one, else -1; missing where no task is bound. */
  readonly boundTo?: Int32Array;
  /** 1 for tasks that have begun; missing where none has. */
  readonly running?: Uint8Array;
  /**
   * By worker, the resource of capacity 1 that stands for them, else -1; missing where no task but a running one is bound.
   * Bound tasks demand it; whoever gives an unbound task to that worker must take it too.
   */
  readonly workerResources?: Int32Array;
}

/**
 * Compiles a problem. Mutexes that only one task holds are left out, and so are demands of tasks without duration; mutexes
 * held by the very same tasks count once. Large amounts are counted in larger units (`withSmallAmounts`).
 *
 * *Complexity*: linear in the graph and the needs.
 */
export function compileProblem(stated: SchedulingProblem): CompiledProblem {
  const problem = withSmallAmounts(stated);
  const { graph, needs } = problem;
  const workers = usefulWorkers(problem);
  const { indexOf, capacities } = numberResources(problem, workers);
  const mutexes = sharedMutexes(problem);
  const firstMutex = capacities.length;
  for (const mutex of new Set([...mutexes.values()].flat())) capacities[firstMutex + mutex] = 1;
  const workerResources = tracksWorkers(problem) ? numberBoundWorkers(needs, workers, capacities) : undefined;

  const demands = compileDemands(problem, (index) => [
    ...(workers > 0 ? [[0, 1] as const] : []),
    ...namedDemands(needs.get(index), indexOf),
    ...(mutexes.get(index) ?? []).map((mutex) => [firstMutex + mutex, 1] as const),
    ...boundDemand(needs.get(index), workerResources),
  ]);
  return {
    size: graph.size,
    durations: graph.durations,
    idRanks: graph.idRanks,
    order: graph.order,
    predecessors: graph.predecessors,
    successors: graph.successors,
    workers,
    capacities: Int32Array.from(capacities),
    ...demands,
    ...boundColumns(problem),
    ...(workerResources ? { workerResources } : {}),
  };
}

/** So much of the resource with that number. */
type NumberedDemand = readonly [resource: number, amount: number];

/** The demands of all tasks with a duration, row by row. */
function compileDemands({ graph }: SchedulingProblem, demandsOf: (index: number) => readonly NumberedDemand[]) {
  const demandOffsets = new Int32Array(graph.size + 1);
  const resources: number[] = [];
  const amounts: number[] = [];
  for (const [index, duration] of graph.durations.entries()) {
    for (const [resource, amount] of duration > 0 ? demandsOf(index) : []) {
      resources.push(resource);
      amounts.push(amount);
    }
    demandOffsets[index + 1] = resources.length;
  }
  return { demandOffsets, demandResources: Int32Array.from(resources), demandAmounts: Int32Array.from(amounts) };
}

function namedDemands(needs: TaskNeeds | undefined, indexOf: ReadonlyMap<string, number>): NumberedDemand[] {
  if (!needs?.demands) return [];
  // `schedulingProblem` lets no other names through.
  return [...totalDemands(needs)].flatMap(([name, amount]) => (amount > 0 ? [[indexOf.get(name) ?? 0, amount]] : []));
}

function boundDemand(needs: TaskNeeds | undefined, workerResources: Int32Array | undefined): NumberedDemand[] {
  return needs?.worker === undefined || !workerResources ? [] : [[at(workerResources, needs.worker), 1]];
}

/** More workers than tasks are idle whatever happens, unless somebody is bound to them. */
function usefulWorkers({ graph, workers = 0, needs }: SchedulingProblem): number {
  let useful = graph.size;
  for (const { worker = NOBODY } of needs.values()) if (worker >= useful) useful = worker + 1;
  return Math.min(workers, Math.max(1, useful));
}

/** The workers, where there are any, come first; then the resources as they were given. */
function numberResources({ resources }: SchedulingProblem, workers: number) {
  const capacities = workers === 0 ? [] : [workers];
  const first = capacities.length;
  capacities.push(...resources.map(({ capacity }) => capacity));
  return { indexOf: new Map(resources.map(({ name }, index) => [name, first + index])), capacities };
}

/** Running tasks find their worker free; who else is bound has to be kept free from others. */
function tracksWorkers({ needs }: SchedulingProblem): boolean {
  return [...needs.values()].some(({ worker, running }) => worker !== undefined && !running);
}

/** Adds a resource of capacity 1 for each worker whom a task is bound to. */
function numberBoundWorkers(needs: SchedulingProblem['needs'], workers: number, capacities: number[]): Int32Array {
  const numbers = new Int32Array(workers).fill(NOBODY);
  const bound = new Set([...needs.values()].flatMap(({ worker }) => (worker === undefined ? [] : [worker])));
  for (const worker of [...bound].sort((a, b) => a - b)) numbers[worker] = capacities.push(1) - 1;
  return numbers;
}

/** By task, the numbers (from 0) of the mutexes that it shares with another task. */
function sharedMutexes({ graph, needs }: SchedulingProblem): ReadonlyMap<number, readonly number[]> {
  const holders = new Map<string, number[]>();
  // By task, not in the order in which the needs were told: resources are numbered alike for the same problem.
  for (const [index, { mutexes = [] }] of [...needs].sort(([a], [b]) => a - b)) {
    if (!(graph.durations[index] ?? 0)) continue;
    for (const name of new Set(mutexes)) {
      const of = holders.get(name) ?? [];
      if (of.length === 0) holders.set(name, of);
      of.push(index);
    }
  }
  const shared = [...holders.values()].filter((of) => of.length > 1);
  const distinct = new Map(shared.map((of) => [[...of].sort((a, b) => a - b).join(), of]));
  const numbers = new Map<number, number[]>();
  for (const [number, of] of [...distinct.values()].entries()) {
    for (const index of of) numbers.set(index, [...(numbers.get(index) ?? []), number]);
  }
  return numbers;
}

/** What takes no time keeps nobody, so it is neither bound nor running. */
function boundColumns({ graph, needs }: SchedulingProblem): Pick<CompiledProblem, 'boundTo' | 'running'> {
  const all = [...needs].filter(([index]) => (graph.durations[index] ?? 0) > 0);
  const boundTo = new Int32Array(graph.size).fill(NOBODY);
  const running = new Uint8Array(graph.size);
  for (const [index, need] of all) {
    if (need.worker !== undefined) boundTo[index] = need.worker;
    if (need.running) running[index] = 1;
  }
  return {
    ...(all.some(([, { worker }]) => worker !== undefined) ? { boundTo } : {}),
    ...(running.includes(1) ? { running } : {}),
  };
}
