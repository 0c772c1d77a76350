import type { PlanDependency, PlanGroup, SourceSpan } from '@nx-crest/core';
import type { LocatedId } from './locate-references.js';

/** Explicit dependencies as they are collected: the first statement of each is kept. */
export interface DependencyCollector {
  add(id: string, on: string, span: SourceSpan): void;
  /** Everyone in `waiting` waits for everyone in `before`; long lists go through a joint, so that edges stay linear. */
  addStep(step: { readonly before: readonly LocatedId[]; readonly waiting: readonly string[] }, span: SourceSpan): void;
  of(): ReadonlyMap<string, readonly PlanDependency[]>;
  joints(): readonly PlanGroup[];
}

const MAX_CROSS = 256;

/**
 * Collects what a document explicitly says. `isAllowed` refuses a dependency; `jointId` makes the id of a joint unique.
 *
 * *Complexity*: O(1) per call of `add`, linear in both lists per call of `addStep`.
 */
export function collectDependencies(
  jointId: (wanted: string) => string,
  isAllowed: (id: string, on: string) => boolean = () => true,
): DependencyCollector {
  const of = new Map<string, Map<string, PlanDependency>>();
  const joints: PlanGroup[] = [];
  const add = (id: string, on: string, span: SourceSpan): void => {
    if (!isAllowed(id, on)) return;
    const list = of.get(id) ?? new Map<string, PlanDependency>();
    if (!list.has(on)) list.set(on, { on, origin: 'explicit', span });
    of.set(id, list);
  };
  return {
    add,
    addStep({ before, waiting }, span) {
      let on = before;
      if (before.length * waiting.length > MAX_CROSS) {
        const apart = new Set(waiting);
        const members = before.map((each) => each.on).filter((id) => !apart.has(id));
        const id = jointId(`before-${waiting[0] ?? ''}`);
        joints.push({ id, kind: 'phase', title: `before ${waiting[0] ?? ''}`, span, members, dependencies: [] });
        on = [{ on: id, span }];
      }
      for (const id of waiting) for (const each of on) if (each.on !== id) add(id, each.on, each.span);
    },
    of: () => new Map([...of].map(([id, list]) => [id, [...list.values()]])),
    joints: () => joints,
  };
}
