import { chanceBy, distributionOf, simulate, type Estimate, type PertTriple, type Simulation } from '@nx-crest/core';
import type { PlannedSubject } from '../planned-subject.js';

/** What many executions with other durations have in common. Times are milliseconds from the start of the plan. */
export interface ReportSimulation {
  /** Executions: 1 where nothing is uncertain. */
  readonly runs: number;
  readonly seed: number;
  /** Tasks that have a spread. 0: there is nothing to simulate, and the fields below are null or empty. */
  readonly uncertainTasks: number;
  readonly finish: ReportFinish | null;
  readonly plannedMs: number;
  /** The share of executions that ended by the planned finish. */
  readonly plannedChance: number | null;
  /** The same for the deadline; null where none was given. */
  readonly deadlineChance: number | null;
  /** The share of executions in which a task was on the chain that decided the finish; the most critical first. */
  readonly criticality: readonly { readonly id: string; readonly share: number }[];
  readonly uncertaintyCosts: readonly ReportUncertainty[];
}

export interface ReportFinish {
  readonly p50Ms: number;
  readonly p80Ms: number;
  readonly p95Ms: number;
  readonly meanMs: number;
  readonly minMs: number;
  readonly maxMs: number;
  /** Where each lies with 95 % confidence. */
  readonly confidence: Readonly<Record<'p50' | 'p80' | 'p95' | 'mean', ReportRange>>;
}

interface ReportRange {
  readonly lowMs: number;
  readonly highMs: number;
}

/** How much earlier the plan would end with a chance of 80 % if the task surely took its median. */
export interface ReportUncertainty {
  readonly id: string;
  readonly medianMs: number;
  readonly p80FallMs: number;
  /** Standard error. */
  readonly errorMs: number;
  /** Executions that were compared. */
  readonly runs: number;
}

/** A task and how long it may take. */
interface EstimatedTask {
  readonly id: string;
  readonly estimate: Estimate;
  readonly pert?: PertTriple;
}

/** Simulates a plan. A task that runs takes what is left of its planned time. *Complexity*: as `simulate`. */
export function reportSimulation(
  { problem, schedule, startsAt }: PlannedSubject,
  tasks: readonly EstimatedTask[],
  { runs, deadlineMs }: { readonly runs: number; readonly deadlineMs: number | undefined },
): ReportSimulation {
  const { graph, needs } = problem;
  const distributions = new Map(
    tasks.flatMap(({ id, estimate, pert }) => {
      const index = graph.indexOf.get(id);
      const isOpen = index !== undefined && graph.durations[index] !== 0 && !needs.get(index)?.running;
      return isOpen ? [[index, distributionOf(pert ? { ...estimate, pert } : estimate)] as const] : [];
    }),
  );
  const found = simulate(problem, { runs, schedule, distributions });
  const { uncertainTasks, seed, finish } = found;
  const common = { runs: found.runs, seed, uncertainTasks, plannedMs: found.plannedMs + startsAt };
  if (uncertainTasks === 0) {
    const nothing = { finish: null, plannedChance: null, deadlineChance: null };
    return { ...common, ...nothing, criticality: [], uncertaintyCosts: [] };
  }
  return {
    ...common,
    finish: reportFinish(found, startsAt),
    plannedChance: found.plannedChance,
    deadlineChance: deadlineMs === undefined ? null : chanceBy(finish, deadlineMs - startsAt),
    criticality: Array.from(found.criticality, (share, index) => ({ id: graph.ids[index] ?? '', share, index }))
      .filter(({ share }) => share > 0)
      .sort((a, b) => b.share - a.share || (graph.idRanks[a.index] ?? 0) - (graph.idRanks[b.index] ?? 0))
      .map(({ id, share }) => ({ id, share })),
    uncertaintyCosts: found.uncertaintyCosts.map(({ task, ...cost }) => ({ id: graph.ids[task] ?? '', ...cost })),
  };
}

function reportFinish({ finish }: Simulation, startsAt: number): ReportFinish {
  const { p50Ms, p80Ms, p95Ms, meanMs, minMs, maxMs, confidence } = finish;
  const later = ({ lowMs, highMs }: ReportRange): ReportRange => ({
    lowMs: lowMs + startsAt,
    highMs: highMs + startsAt,
  });
  return {
    p50Ms: p50Ms + startsAt,
    p80Ms: p80Ms + startsAt,
    p95Ms: p95Ms + startsAt,
    meanMs: meanMs + startsAt,
    minMs: minMs + startsAt,
    maxMs: maxMs + startsAt,
    confidence: {
      p50: later(confidence.p50),
      p80: later(confidence.p80),
      p95: later(confidence.p95),
      mean: later(confidence.mean),
    },
  };
}
