import type { RootCause } from './schedule-diff.js';

/** One step back along the reasons for a change. */
export interface CauseStep {
  /** The chain ends here. */
  readonly root?: RootCause | undefined;
  /** The task that is the reason. */
  readonly next?: string;
  /** The root if none is found further back. */
  readonly otherwise?: RootCause | undefined;
}

/**
 * Follows reasons from task to task to the root of a change.
 *
 * *Complexity*: one step for each task, however many chains lead through it.
 */
export function rootCauses(stepFrom: (id: string) => CauseStep): (first: string) => RootCause | undefined {
  const roots = new Map<string, RootCause | undefined>();
  return (first) => {
    const path: { readonly id: string; readonly otherwise: RootCause | undefined }[] = [];
    const seen = new Set<string>();
    let root: RootCause | undefined;
    for (let id: string | undefined = first; id !== undefined && !seen.has(id);) {
      if (roots.has(id)) {
        root = roots.get(id);
        break;
      }
      seen.add(id);
      const step: CauseStep = stepFrom(id);
      path.push({ id, otherwise: step.otherwise });
      root = step.root;
      id = root ? undefined : step.next;
    }
    for (const { id, otherwise } of path.toReversed()) {
      root ??= otherwise;
      roots.set(id, root);
    }
    return root;
  };
}
