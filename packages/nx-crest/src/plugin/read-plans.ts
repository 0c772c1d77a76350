import {
  compareDiagnostics,
  hasErrors,
  planGraph,
  withoutRepeats,
  type Diagnostic,
  type Plan,
  type PlanGraph,
} from '@nx-crest/core';
import { decodeDocument, parseDocument, parseFolder, type SourceText } from '@nx-crest/formats';
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

/** The plans of a unit, and everything worth telling; `format` as for `parseDocument`. */
export function parseUnit(
  { path, isFolder, documents }: UnitBytes,
  format?: string,
): {
  readonly plans: readonly Plan[];
  readonly diagnostics: readonly Diagnostic[];
  readonly sources: readonly SourceText[];
} {
  const decoded = documents.map((one) => ({ path: one.path, ...decodeDocument(one.path, one.bytes) }));
  const unreadable = decoded.flatMap((one) => (one.kind === 'unreadable' ? one.diagnostics : []));
  const texts = decoded.flatMap((one) => (one.kind === 'text' ? [{ path: one.path, raw: one.raw }] : []));
  if (isFolder) {
    // A picture with a wrong ending beside the plan is nobody's error; a member that cannot be read is.
    const read = parseFolder(path, texts, { format });
    return { ...read, diagnostics: read.plans.length > 0 ? [...unreadable, ...read.diagnostics] : read.diagnostics };
  }
  const [text] = texts;
  if (!text) return { plans: [], sources: [], diagnostics: unreadable };
  const read = parseDocument(text, { format });
  return { plans: read.plans, diagnostics: read.diagnostics, sources: [read.source] };
}

/** The errors that stand against running anything of a document, or of one of its tags. */
export function errorsOf({ diagnostics }: ReadPlans): readonly Diagnostic[] {
  return hasErrors(diagnostics) ? diagnostics.filter(({ severity }) => severity === 'error') : [];
}
