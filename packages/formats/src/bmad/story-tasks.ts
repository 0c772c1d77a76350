import type { PlanDependency, PlanGroup, PlanTask } from '@nx-crest/core';
import { findFiles } from '../checkbox/find-files.js';
import { groupsOf, leavesOf, taskOf, type ListDocument } from '../checkbox/list-document.js';

/** The tasks of one story. */
export interface StoryTasks {
  readonly tasks: readonly PlanTask[];
  readonly groups: readonly PlanGroup[];
  /** The boxes at the top. */
  readonly top: readonly string[];
}

/** The boxes of a story, each waiting for the one before it. *Complexity*: O(n). */
export function storyTasks(list: ListDocument): StoryTasks {
  let before: string | undefined;
  const tasks = leavesOf(list).flatMap((index) => {
    const entry = list.entries[index];
    if (!entry) return [];
    const dependencies: PlanDependency[] =
      before === undefined ? [] : [{ on: before, origin: 'order', span: entry.span }];
    before = list.ids[index];
    const files = findFiles(list.source, entry.span.start.offset, entry.span.end.offset);
    return taskOf(list, index, { dependencies, files });
  });
  const top = list.ids.filter((_, index) => list.tree.parents[index] === undefined);
  return { tasks, groups: groupsOf(list, () => []), top };
}
