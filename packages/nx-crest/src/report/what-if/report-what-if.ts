import {
  barrierCost,
  capacityValues,
  edgeValues,
  halvingValues,
  waves,
  type EdgeCut,
  type EdgeOrigin,
  type Savings,
} from '@nx-crest/core';
import type { PlannedSubject } from '../planned-subject.js';

/** What would save or cost time, each change on its own, on the workers and resources of the schedule. */
export interface ReportWhatIf {
  /** Tasks that would take half as long. */
  readonly halving: ReportSavings<SavedBy & { readonly id: string }>;
  /** Inferred dependencies that would not be there. */
  readonly dependencies: ReportSavings<SavedBy & ReportCut>;
  /** One more worker (`resource` null), one more of each resource; also those that save nothing. */
  readonly capacity: readonly (SavedBy & { readonly resource: string | null; readonly capacity: number })[];
  /** What waiting for whole waves costs; null where the document draws none, or waves cannot be followed. */
  readonly barrier: { readonly topological: ReportBarrierCost | null; readonly document: ReportBarrierCost | null };
}

/** Changes that save something, what saves most first. */
export interface ReportSavings<T> {
  /** Without any change: that of the schedule, or less where what helped a change helped without it, too. */
  readonly makespanMs: number;
  readonly values: readonly T[];
  /** Changes of which it is not proven that they save nothing, and how many of them were tried. */
  readonly candidates: number;
  readonly evaluated: number;
}

interface SavedBy {
  readonly savedMs: number;
  /** With the change. */
  readonly makespanMs: number;
}

/** Dependencies that a person would take out together. */
export interface ReportCut {
  readonly kind: EdgeCut['kind'];
  /** Null for `all`. */
  readonly origin: EdgeOrigin | null;
  /** Ids of tasks or groups: what is waited for, and what waits; null where any. */
  readonly before: string | null;
  readonly after: string | null;
  /** How many dependencies that are. */
  readonly dependencies: number;
}

export interface ReportBarrierCost {
  /** With barriers. */
  readonly barrierMakespanMs: number;
  /** Above the makespan of the schedule. */
  readonly costMs: number;
}

/** Works out what-if. Times count from the start of the plan. *Complexity*: about 800 short searches at most, fewer on large plans. */
export function reportWhatIf(
  { problem, schedule, startsAt }: PlannedSubject,
  documentWave: Int32Array | undefined,
): ReportWhatIf {
  const { graph } = problem;
  const savedBy = ({ saved, makespan }: { readonly saved: number; readonly makespan: number }): SavedBy => ({
    savedMs: saved,
    makespanMs: startsAt + makespan,
  });
  const savingsOf = ({ makespan, candidates, evaluated }: Omit<Savings<unknown>, 'values'>) => ({
    makespanMs: startsAt + makespan,
    candidates,
    evaluated,
  });
  const barrierOn = (wave: Int32Array): ReportBarrierCost | null => {
    const found = barrierCost(problem, wave);
    if (!found) return null;
    const { barrierMakespan } = found;
    const costMs = Math.max(0, barrierMakespan - schedule.makespan);
    return { barrierMakespanMs: startsAt + barrierMakespan, costMs };
  };
  const halving = halvingValues(problem, { schedule });
  const edges = edgeValues(problem, undefined, { schedule });
  return {
    halving: {
      ...savingsOf(halving),
      values: halving.values.map(({ task, ...saving }) => ({ id: graph.ids[task] ?? '', ...savedBy(saving) })),
    },
    dependencies: {
      ...savingsOf(edges),
      values: edges.values.map(({ cut, edges: dependencies, ...saving }) => ({
        ...reportCut(cut, graph.ids),
        dependencies,
        ...savedBy(saving),
      })),
    },
    capacity: capacityValues(problem, { schedule }).values.map(({ resource, capacity, ...saving }) => ({
      resource: resource ?? null,
      capacity,
      ...savedBy(saving),
    })),
    barrier: {
      topological: barrierOn(waves(graph)),
      document: documentWave ? barrierOn(documentWave) : null,
    },
  };
}

function reportCut(cut: EdgeCut, ids: readonly string[]): Omit<ReportCut, 'dependencies'> {
  const idOf = (index: number | undefined): string | null => (index === undefined ? null : (ids[index] ?? null));
  return {
    kind: cut.kind,
    origin: cut.kind === 'all' ? null : cut.origin,
    before: 'before' in cut ? idOf(cut.before) : null,
    after: 'after' in cut ? idOf(cut.after) : null,
  };
}
