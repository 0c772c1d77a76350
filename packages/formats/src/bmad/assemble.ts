import {
  compareDiagnostics,
  diagnostic,
  type Diagnostic,
  type OutsideDependency,
  type Plan,
  type PlanDependency,
  type PlanGroup,
  type PlanTask,
} from '@nx-crest/core';
import { documentEstimate } from '../duration/document-estimate.js';
import { assignIds } from '../ids/assign-ids.js';
import { freeIds } from '../order/free-id.js';
import { locateReferences } from '../order/locate-references.js';
import { referenceResolver } from '../order/resolve-references.js';
import { sequence } from '../order/sequence.js';
import { settleOrder } from '../order/settle-order.js';
import type { ParsedDocument } from '../plan-format.js';
import { mergeStories, type MergedEpic, type MergedStory, type Project } from './merge.js';
import { storyTasks } from './story-tasks.js';

const POLICY =
  'stories follow each other in document order, unless one states its prerequisites; so do the tasks of a story; a ' +
  'retrospective follows the stories of its epic, and nothing waits for it';

/** Makes one plan of a project's documents. *Complexity*: O(n + dependencies). */
export function assembleProject(path: string, project: Project): ParsedDocument {
  const { epics, stories, repeated } = mergeStories(project);
  const lists = stories.map(({ file }) => file?.list);
  const { ids, diagnostics } = assignIds([
    ...epics.map(({ epic, title, span }) => ({ written: `epic-${epic}`, title, span })),
    ...stories.map(({ written, title, span }) => ({ written, title, span })),
  ]);
  const storyIds = ids.slice(epics.length);
  const taken = [...ids, ...lists.flatMap((list) => list?.ids ?? [])];
  const groupId = freeIds(taken);
  const explicit = statedPrerequisites(stories, storyIds, project);
  const order = storyOrder(stories, storyIds, { explicit: explicit.of, groupId });
  const dependenciesOf = (id: string): readonly PlanDependency[] => [
    ...(explicit.of.get(id) ?? []),
    ...(order.of.get(id) ?? []),
  ];
  const made = stories.map((story, index) =>
    storyParts(story, storyIds[index] ?? '', dependenciesOf(storyIds[index] ?? '')),
  );
  const plan: Plan = {
    format: 'bmad',
    path,
    ...titleOf(project),
    tasks: made.flatMap(({ tasks }) => tasks),
    groups: [...epicGroups(epics, stories, ids), ...made.flatMap(({ groups }) => groups), ...order.joints],
    notTasks: [
      ...repeated,
      ...project.stories.flatMap(({ list }) => list.notTasks),
      ...(project.epics?.notTasks ?? []),
    ],
    waves: [],
    orderPolicy: POLICY,
    ...(explicit.outside.length > 0 ? { outside: explicit.outside } : {}),
  };
  const all = [
    ...(project.sprint?.diagnostics ?? []),
    ...(project.epics?.diagnostics ?? []),
    ...project.stories.flatMap((story) => [...story.diagnostics, ...story.list.diagnostics]),
    ...diagnostics,
    ...explicit.diagnostics,
    ...stories.flatMap((story, index) => drift(story, storyIds[index] ?? '')),
  ];
  return { plans: [plan], diagnostics: all.sort(compareDiagnostics) };
}

function titleOf({ sprint, epics }: Project): { readonly title?: string } {
  const title = sprint?.title ?? epics?.title;
  return title === undefined ? {} : { title };
}

function epicGroups(
  epics: readonly MergedEpic[],
  stories: readonly MergedStory[],
  ids: readonly string[],
): readonly PlanGroup[] {
  const members = new Map<string, string[]>(epics.map(({ epic }) => [epic, []]));
  stories.forEach(({ epic }, index) => members.get(epic ?? '')?.push(ids[epics.length + index] ?? ''));
  return epics.map(({ epic, title, span, status }, index): PlanGroup => ({
    id: ids[index] ?? '',
    kind: status ? 'group' : 'phase',
    title,
    span,
    members: members.get(epic) ?? [],
    dependencies: [],
    ...(status ? { status: status.status } : {}),
  }));
}

function statedPrerequisites(stories: readonly MergedStory[], ids: readonly string[], { epics }: Project) {
  const idOf = new Map(
    stories.flatMap(({ number }, index) => (number === undefined ? [] : [[number, ids[index] ?? ''] as const])),
  );
  const resolver = referenceResolver(idOf);
  const known = new Set(ids);
  const of = new Map<string, readonly PlanDependency[]>();
  const outside: OutsideDependency[] = [];
  const diagnostics: Diagnostic[] = [];
  const locate = epics && locateReferences(epics.source, resolver);
  stories.forEach(({ planned }, index) => {
    const id = ids[index] ?? '';
    const named = (planned?.prerequisites ?? []).flatMap(
      ({ line, reference }) => locate?.(line, [reference], id) ?? [],
    );
    const unlike = new Map(named.filter(({ on }) => known.has(on)).map((one) => [one.on, one]));
    of.set(
      id,
      [...unlike.values()].map(({ on, span }): PlanDependency => ({ on, origin: 'explicit', span })),
    );
    for (const { on, span } of named.filter((one) => !known.has(one.on))) {
      outside.push({ id, on, span });
      diagnostics.push(diagnostic('CREST219', { id, on }, { span }));
    }
  });
  return { of, outside, diagnostics: [...diagnostics, ...resolver.diagnostics()] };
}

interface OrderInput {
  readonly explicit: ReadonlyMap<string, readonly PlanDependency[]>;
  readonly groupId: (wanted: string) => string;
}

/** Each story waits for those before it; a retrospective for all stories of its epic. */
function storyOrder(stories: readonly MergedStory[], ids: readonly string[], { explicit, groupId }: OrderInput) {
  const storyOf = new Map(stories.map((story, index) => [ids[index] ?? '', story]));
  const ofEpic = new Map<string, string[]>();
  const rows = ids.filter((id) => storyOf.get(id)?.kind !== 'retrospective');
  for (const id of rows) {
    const epic = storyOf.get(id)?.epic ?? '';
    const known = ofEpic.get(epic);
    if (known) known.push(id);
    else ofEpic.set(epic, [id]);
  }
  const settled = settleOrder(
    rows.map((id) => ({ id, prerequisites: (explicit.get(id) ?? []).map(({ on }) => on), level: 0 })),
  );
  const joints: PlanGroup[] = [];
  const items = settled.map(({ id }) => ({
    id,
    waits: storyOf.get(id)?.planned?.prerequisites === undefined,
    counts: true,
  }));
  const waits = sequence(items, (members, before) => {
    const id = groupId(`before-${before}`);
    const span = storyOf.get(before)?.span;
    if (span) joints.push({ id, kind: 'phase', title: `before ${before}`, span, members, dependencies: [] });
    return id;
  });
  const of = new Map<string, readonly PlanDependency[]>();
  for (const id of ids) {
    const story = storyOf.get(id);
    const on = story?.kind === 'retrospective' ? ofEpic.get(story.epic ?? '') : waits.get(id);
    if (story && on)
      of.set(
        id,
        on.map((other): PlanDependency => ({ on: other, origin: 'order', span: story.span })),
      );
  }
  return { of, joints };
}

/** A story whose file has boxes is a group of them, another one is a task. */
function storyParts(
  story: MergedStory,
  id: string,
  dependencies: readonly PlanDependency[],
): { readonly tasks: readonly PlanTask[]; readonly groups: readonly PlanGroup[] } {
  const { title, span, status, file } = story;
  if (!file || file.list.entries.length === 0) return { tasks: [storyTask(story, id, dependencies)], groups: [] };
  const { tasks, groups, top } = storyTasks(file.list);
  const own = status ? { status: status.status } : {};
  return { tasks, groups: [{ id, kind: 'group', title, span, members: top, dependencies, ...own }, ...groups] };
}

function storyTask(story: MergedStory, id: string, dependencies: readonly PlanDependency[]): PlanTask {
  const { title, span, status, file, planned, kind, epicsSource } = story;
  const estimate = planned?.effort && epicsSource && documentEstimate(epicsSource, planned.effort);
  const details = file?.details ?? planned?.details;
  const isRetrospective = kind === 'retrospective';
  return {
    id,
    title,
    status: status?.status ?? 'todo',
    span,
    optional: isRetrospective,
    parallel: false,
    dependencies,
    files: [],
    labels: isRetrospective ? ['retrospective'] : [],
    ...(estimate ? { estimate } : {}),
    ...(details === undefined ? {} : { details }),
  };
}

/** CREST220 where the tracker and the story's own file differ, or a story that is done has open boxes. */
function drift({ status, file, tracked }: MergedStory, id: string): readonly Diagnostic[] {
  const found: Diagnostic[] = [];
  if (tracked && file?.status && file.status.status !== tracked.status) {
    const related = [{ message: `"${file.status.word}" here`, span: file.status.span }];
    found.push(
      diagnostic('CREST220', { id, here: tracked.word, there: file.status.word }, { span: tracked.span, related }),
    );
  }
  const open = file?.list.entries.find((entry) => entry.status !== 'done');
  if (status?.status === 'done' && open) {
    const related = [{ message: `"${status.word}" here`, span: status.span }];
    found.push(diagnostic('CREST220', { id, here: 'todo', there: status.word }, { span: open.span, related }));
  }
  return found;
}
