import {
  compareDiagnostics,
  hasErrors,
  planGraph,
  withoutRepeats,
  type Diagnostic,
  type Plan,
  type PlanGraph,
} from '@nx-crest/core';
import type { SourceText } from '@nx-crest/formats';
import { parseUnit } from '../run/parse-unit.js';
import type { UnitBytes } from '../run/unit-files.js';
import { withoutOf, type WithoutOrigins } from './without-origins.js';

/** One plan of a document with its graph. */
export interface ReadPlan {
  readonly plan: Plan;
  readonly planned: PlanGraph;
}

/** A document, read the way in which the graph of the workspace and the executor both read it. */
export interface ReadPlans {
  readonly plans: readonly ReadPlan[];
  /** Of the text and of the graphs, sorted. */
  readonly diagnostics: readonly Diagnostic[];
  /** The documents that were read, for the lines that diagnostics point to. */
  readonly sources: readonly SourceText[];
}

/** From bytes to plans with their graphs. *Complexity*: linear in the text. */
export function readPlans(unit: UnitBytes, without: WithoutOrigins): ReadPlans {
  const parsed = parseUnit(unit);
  const plans = parsed.plans.map((plan) => {
    const options = { without: new Set(withoutOf(without, plan.format)) };
    return { plan, planned: planGraph(plan, options) };
  });
  const found = [...parsed.diagnostics, ...plans.flatMap(({ planned }) => planned.diagnostics)];
  return { plans, sources: parsed.sources, diagnostics: withoutRepeats(found).toSorted(compareDiagnostics) };
}

/** The errors that stand against running anything of a document, or of one of its tags. */
export function errorsOf({ diagnostics }: ReadPlans): readonly Diagnostic[] {
  return hasErrors(diagnostics) ? diagnostics.filter(({ severity }) => severity === 'error') : [];
}
