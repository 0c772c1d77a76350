import {
  compareDiagnostics,
  hasErrors,
  planGraph,
  withoutRepeats,
  type Diagnostic,
  type EdgeOrigin,
  type Plan,
  type PlanGraph,
} from '@nx-crest/core';
import { decodeDocument, parseDocument } from '@nx-crest/formats';

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
}

/** From bytes to plans with their graphs. *Complexity*: linear in the text. */
export function readPlans(path: string, bytes: Uint8Array, without: readonly EdgeOrigin[]): ReadPlans {
  const decoded = decodeDocument(path, bytes);
  if (decoded.kind === 'unreadable') return { plans: [], diagnostics: decoded.diagnostics };
  const parsed = parseDocument({ path, raw: decoded.raw });
  const options = { without: new Set(without) };
  const plans = parsed.plans.map((plan) => ({ plan, planned: planGraph(plan, options) }));
  const found = [...parsed.diagnostics, ...plans.flatMap(({ planned }) => planned.diagnostics)];
  return { plans, diagnostics: withoutRepeats(found).toSorted(compareDiagnostics) };
}

/** The errors that stand against running anything of a document, or of one of its tags. */
export function errorsOf({ diagnostics }: ReadPlans): readonly Diagnostic[] {
  return hasErrors(diagnostics) ? diagnostics.filter(({ severity }) => severity === 'error') : [];
}
