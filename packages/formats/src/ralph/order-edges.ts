import type { PlanDependency, PlanGroup, SourceSpan } from '@nx-crest/core';
import { freeIds } from '../order/free-id.js';
import { settleOrder } from '../order/settle-order.js';

/** A story in the order of priorities. */
export interface OrderedStory {
  readonly id: string;
  readonly span: SourceSpan;
  /** Undefined where it has none: it comes last. */
  readonly priority: number | undefined;
  /** It says what it waits for: its priority says nothing more. */
  readonly stated: boolean;
  readonly waitsFor: readonly string[];
}

/** What priorities imply. */
export interface PriorityOrder {
  readonly of: ReadonlyMap<string, readonly PlanDependency[]>;
  readonly joints: readonly PlanGroup[];
}

/**
 * Stories of one priority wait for all of those before it, by a joint where several wait for several. A story
 * that explicitly waits for a later one is taken to that one's place, so that no circle closes.
 *
 * ```
 * 1: A B    2: C D    3: E          A B ─▶ joint ─▶ C D ─▶ E
 * ```
 *
 * *Complexity*: O(stories log stories) edges and time.
 */
export function priorityOrder(stories: readonly OrderedStory[]): PriorityOrder {
  const groupId = freeIds(stories.map(({ id }) => id));
  const byId = new Map(stories.map((story) => [story.id, story]));
  const of = new Map<string, readonly PlanDependency[]>();
  const joints: PlanGroup[] = [];
  let front: readonly OrderedStory[] = []; // whoever waits for these, waits for all before
  for (const stage of stagesOf(stories)) {
    const all = stage.flatMap((id) => byId.get(id) ?? []);
    const waiting = all.filter(({ stated }) => !stated);
    const joint = front.length > 1 && waiting.length > 1 ? jointOf(front, groupId) : undefined;
    if (joint) joints.push(joint);
    const on = joint ? [joint.id] : front.map(({ id }) => id);
    for (const { id, span } of waiting)
      of.set(
        id,
        on.map((one) => ({ on: one, origin: 'order', span })),
      );
    front = waiting.length > 0 ? all : [...front, ...all];
  }
  return { of, joints };
}

/** The ids of each priority, the most urgent first, made consistent with what stories explicitly wait for. */
function stagesOf(stories: readonly OrderedStory[]): readonly (readonly string[])[] {
  const known = [...new Set(stories.flatMap(({ priority }) => priority ?? []))].sort((a, b) => a - b);
  const levels = new Map(known.map((priority, level) => [priority, level]));
  // Those without a priority follow one by one, in the order of the file.
  let next = known.length;
  const items = stories.map(({ id, priority, waitsFor }) => ({
    id,
    level: priority === undefined ? next++ : (levels.get(priority) ?? 0),
    prerequisites: waitsFor,
  }));
  items.sort((a, b) => a.level - b.level); // stable: the order of the file within one level
  const stages: string[][] = [];
  for (const { id, level } of settleOrder(items)) (stages[level] ??= []).push(id);
  return stages.filter((stage) => stage.length > 0);
}

function jointOf(members: readonly OrderedStory[], groupId: (wanted: string) => string): PlanGroup | undefined {
  const [first] = members;
  if (!first) return undefined;
  const title = first.priority === undefined ? `before ${first.id}` : `priority ${first.priority}`;
  const ids = members.map(({ id }) => id);
  return { id: groupId(title), kind: 'phase', title, span: first.span, members: ids, dependencies: [] };
}
