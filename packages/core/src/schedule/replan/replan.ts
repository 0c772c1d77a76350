import type { Diagnostic } from '../../model/diagnostic.js';
import type { Milliseconds } from '../../model/duration.js';
import { checkWholeNumber } from '../check-whole-number.js';
import { lowerBound, type LowerBound } from '../bounds/lower-bound.js';
import { listSchedule } from '../list-schedule.js';
import type { SchedulingProblem } from '../problem/scheduling-problem.js';
import type { Schedule } from '../schedule.js';
import { optimizeSchedule } from '../search/optimize-schedule.js';
import { fillGaps } from './fill-gaps.js';
import { freesTime } from './frees-time.js';
import { keepOrder } from './keep-order.js';
import { keepWorkers } from './keep-workers.js';
import { moveFew } from './move-few.js';
import { measureMoves, type Moves } from './measure-moves.js';
import { checkState, type PlannedWork, type PlanState } from './plan-state.js';
import { remainingProblem } from './remaining-problem.js';
import { wantedSlots } from './wanted-slots.js';
import { wholePlan } from './whole-plan.js';

const DEFAULT_GAIN = 0.01;
/** Task placements that looking for few moves may take: about half a second. */
const MOVES_PLACED = 200_000;

/** How eagerly to change the plan. */
export interface ReplanOptions {
  /** Schedules that the search may build; default as in `optimizeSchedule`. */
  readonly budget?: number;
  readonly seed?: number;
  /** The share of the remaining makespan that a less stable plan must gain; default 0.01. */
  readonly leastGain?: number;
  /** What is left, at least, of a task that runs; default 1 ms. */
  readonly minimumRemaining?: Milliseconds;
}

/**
 * How the new plan was made. `kept`: nothing had to change, so nothing was searched. `gaps`: what is not concerned keeps its
 * start, the rest fills gaps. `same-order`: same workers, same order, later or earlier. `few-moves`: single tasks that
 * decide the makespan were taken out of that order. `priorities`: what came first before comes first again, on whoever is
 * free. `search`: a new schedule.
 */
export type ReplanMethod = 'kept' | 'gaps' | 'same-order' | 'few-moves' | 'priorities' | 'search';

/** A new plan for what is left, or why there is none. */
export type Replanned =
  | { readonly kind: 'impossible'; readonly diagnostics: readonly Diagnostic[] }
  | {
      readonly kind: 'planned';
      /** The whole plan, to be compared with the one before. *Units*: milliseconds from the start of the plan. */
      readonly plan: PlannedWork;
      /** What is left, as `validateSchedule` judges it. *Units*: milliseconds from now. */
      readonly remaining: PlannedWork;
      readonly method: ReplanMethod;
      /** Against the plan before. */
      readonly moves: Moves;
      /** Of what is left, from now. */
      readonly bound: LowerBound;
      readonly optimal: boolean;
      /** The remaining makespan by each method that was tried: what stability costs. */
      readonly tried: Readonly<Partial<Record<ReplanMethod, Milliseconds>>>;
    };

/**
 * Plans again what is left of a plan, from a state: what runs keeps its worker, what failed is done again, and the document
 * and its estimates are those of `problem` (its tasks are those of the plan before by id).
 *
 * Stable: of the plans that take at most `leastGain` longer than the best the one that disturbs least is taken, where a task
 * that moves counts twice as much as one that merely shifts. If nothing has to shift and the plan ends no later, nothing
 * else is tried. Deterministic, as `optimizeSchedule` is.
 *
 * *Complexity*: `budget` + 1 schedules, a lower bound, and what `fillGaps`, `keepOrder` and 200,000 placements of `moveFew` take.
 * *Throws* `RangeError` where the state tells of the future, and for options out of their range.
 */
export function replan(
  previous: PlannedWork,
  problem: SchedulingProblem,
  state: PlanState,
  options: ReplanOptions = {},
): Replanned {
  const { leastGain = DEFAULT_GAIN, minimumRemaining = 1 } = options;
  checkState(state);
  checkWholeNumber('minimumRemaining', minimumRemaining, 0);
  if (!(leastGain >= 0 && leastGain < 1)) throw new RangeError(`leastGain must be from 0 to below 1, got ${leastGain}`);
  const left = remainingProblem(problem, previous, { state, minimumRemaining });
  if (!left.problem) return { kind: 'impossible', diagnostics: left.diagnostics };
  const remaining = left.problem;
  const bound = lowerBound(remaining);
  const candidate = (method: ReplanMethod, schedule: Schedule): Candidate => {
    const plan = { problem, schedule: wholePlan(problem, schedule, { previous, state }) };
    const moves = measureMoves(previous, plan, { state });
    return { method, schedule, plan, moves, disturbance: disturbanceOf(moves, state) };
  };

  const wanted = wantedSlots(remaining, previous, state);
  const gaps = candidate('gaps', fillGaps(remaining, wanted, freesTime(previous, remaining, state)));
  const isKept = gaps.disturbance === 0 && gaps.plan.schedule.makespan <= previous.schedule.makespan;
  const all: Candidate[] = isKept ? [{ ...gaps, method: 'kept' }] : [];
  if (!isKept) {
    const sameOrder = candidate('same-order', keepOrder(remaining, { keys: wanted.start, worker: wanted.worker }));
    const anyOrder = [
      candidate('priorities', keepWorkers(remaining, inOldOrder(remaining, wanted.start), wanted.worker)),
      candidate('search', keepWorkers(remaining, searched(remaining, bound, options), wanted.worker)),
    ];
    const first = shortestOf([sameOrder, gaps]).schedule;
    const target = shortestOf(anyOrder).schedule.makespan / (1 - leastGain);
    const budget = Math.floor(MOVES_PLACED / Math.max(1, remaining.graph.size));
    all.push(sameOrder, gaps, candidate('few-moves', moveFew(remaining, first, { target, budget })), ...anyOrder);
  }
  const { method, schedule, plan, moves } = leastDisturbing(all, leastGain);
  return {
    kind: 'planned',
    plan,
    remaining: { problem: remaining, schedule },
    method,
    moves,
    bound,
    optimal: schedule.makespan === bound.makespan,
    tried: Object.fromEntries(all.map((one) => [one.method, one.schedule.makespan])),
  };
}

interface Candidate {
  readonly method: ReplanMethod;
  readonly schedule: Schedule;
  readonly plan: PlannedWork;
  readonly moves: Moves;
  readonly disturbance: number;
}

/** What failed has to change, whatever happens to the others. */
function disturbanceOf({ moved, shifted }: Moves, { progress }: PlanState): number {
  const others = (ids: readonly string[]): number => ids.filter((id) => !progress.has(id)).length;
  return 2 * others(moved) + others(shifted);
}

function inOldOrder(remaining: SchedulingProblem, start: Float64Array): Schedule {
  return listSchedule(
    remaining,
    start.map((time) => -time),
  );
}

function searched(remaining: SchedulingProblem, bound: LowerBound, { budget, seed }: ReplanOptions): Schedule {
  const options = { bound, ...(budget === undefined ? {} : { budget }), ...(seed === undefined ? {} : { seed }) };
  return optimizeSchedule(remaining, options).schedule;
}

/** Of plans that are as short the first. */
function shortestOf(all: readonly Candidate[]): Candidate {
  return all.reduce((best, one) => (one.schedule.makespan < best.schedule.makespan ? one : best));
}

/** Of equally disturbing plans the shorter one, then the one that was tried first. */
function leastDisturbing(all: readonly Candidate[], leastGain: number): Candidate {
  const shortest = shortestOf(all);
  return all.reduce((best, one) => {
    const isLong = one.schedule.makespan - shortest.schedule.makespan > leastGain * one.schedule.makespan;
    if (isLong || one.disturbance > best.disturbance) return best;
    const isBetter = one.disturbance < best.disturbance || one.schedule.makespan < best.schedule.makespan;
    return isBetter ? one : best;
  }, shortest);
}
