import type { ListDocument } from '../checkbox/list-document.js';
import { ancestorsOf } from '../checkbox/list-groups.js';
import { collectDependencies, type DependencyCollector } from './step-edges.js';

/** Collects dependencies between entries; a part of a group that waits for the group would wait for itself. */
export function entryDependencies(
  { ids, tree }: Pick<ListDocument, 'ids' | 'tree'>,
  jointId: (wanted: string) => string,
): DependencyCollector {
  const indexOf = new Map(ids.map((id, index) => [id, index]));
  return collectDependencies(jointId, (id, on) => {
    const index = indexOf.get(id);
    return index === undefined || !ancestorsOf(tree, index).some((above) => ids[above] === on);
  });
}
