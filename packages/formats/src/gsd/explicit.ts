import { diagnostic, type Diagnostic, type OutsideDependency, type PlanDependency } from '@nx-crest/core';
import { locateReferences } from '../order/locate-references.js';
import { referenceResolver } from '../order/resolve-references.js';
import { planTargets, type Collection, type Phase, type PlanNode } from './collection.js';
import type { Roadmap } from './read-roadmap.js';

/** What phases and plans say that they wait for. */
export interface Explicit {
  /** By id of a phase or plan. */
  readonly of: ReadonlyMap<string, readonly PlanDependency[]>;
  readonly outside: readonly OutsideDependency[];
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Resolves `Depends on` of phases and `depends_on` of plans. What nobody has is outside of the plan, with CREST219; a
 * phase of a milestone that is shipped is done, and nobody waits for it.
 *
 * *Complexity*: O(n + dependencies).
 */
export function explicitDependencies(collection: Collection, roadmap: Roadmap | undefined): Explicit {
  const of = new Map<string, PlanDependency[]>();
  const outside: OutsideDependency[] = [];
  const diagnostics: Diagnostic[] = [];
  const missing = (found: Required<Pick<OutsideDependency, 'id' | 'plan' | 'span'>>): void => {
    outside.push(found);
    diagnostics.push(diagnostic('CREST219', { id: found.id, on: found.plan }, { span: found.span }));
  };
  const put = (id: string, dependencies: readonly PlanDependency[]): void => {
    const unlike = new Map(dependencies.map((dependency) => [dependency.on, dependency]));
    if (unlike.size > 0) of.set(id, [...unlike.values()]);
  };
  const phases = phaseLocator(collection, roadmap);
  const targetOf = planTargets(collection);
  const readPlan = (plan: PlanNode, phase: Phase | undefined): void => {
    const found = (plan.file?.dependsOn ?? []).flatMap((entry): PlanDependency[] => {
      const target = targetOf(entry, plan);
      if (target.kind === 'unknown') missing({ id: plan.id, plan: entry.text, span: entry.span });
      // A part of a phase cannot wait for all of it.
      if (target.kind === 'unknown' || target.id === phase?.id) return [];
      return [{ on: target.id, origin: 'explicit', span: entry.span }];
    });
    put(plan.id, found);
  };
  for (const phase of collection.phases) {
    const located = phases.locate(phase);
    for (const { on, text, span } of located.filter((one) => !phases.ids.has(one.on))) {
      if (!phases.isShipped(on)) missing({ id: phase.id, plan: text, span });
    }
    const known = located.filter(({ on }) => phases.ids.has(on));
    put(
      phase.id,
      known.map(({ on, span }): PlanDependency => ({ on, origin: 'explicit', span })),
    );
    for (const plan of phase.plans) readPlan(plan, phase);
  }
  for (const plan of collection.loose) readPlan(plan, undefined);
  return { of, outside, diagnostics: [...diagnostics, ...phases.diagnostics()] };
}

/** Finds the phases that the `Depends on` lines of one roadmap name. */
function phaseLocator(collection: Collection, roadmap: Roadmap | undefined) {
  const idOf = new Map<string, string>();
  const idIn = new Map<string, string>();
  for (const { key, id, roadmap: phase } of collection.phases) {
    idOf.set(`P${key}`, id);
    idIn.set(`${phase?.milestone ?? ''} P${key}`, id);
  }
  const resolver = referenceResolver(idOf);
  const locate = roadmap && locateReferences(roadmap.source, resolver);
  return {
    ids: new Set(collection.phases.map(({ id }) => id)),
    diagnostics: () => resolver.diagnostics(),
    isShipped: (on: string) => {
      const number = Number(/^P(\d+)/.exec(on)?.[1] ?? Number.NaN);
      return roadmap?.shipped.some(([first, last]) => number >= first && number <= last) ?? false;
    },
    locate: ({ id, roadmap: phase }: Phase) => {
      const { depends, milestone } = phase ?? {};
      if (!depends || !roadmap || !locate) return [];
      return depends.references.flatMap((reference) => {
        // The phase of the same milestone goes before one of another.
        const own = reference.kind === 'id' ? idIn.get(`${milestone ?? ''} ${reference.id}`) : undefined;
        return locate(depends.line, [reference], id).map(({ on, span }) => ({
          on: own ?? on,
          text: `Phase ${on.replace(/^P/, '')}`,
          span,
        }));
      });
    },
  };
}
