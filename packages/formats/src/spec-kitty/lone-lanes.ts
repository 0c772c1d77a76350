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
import { assignIds } from '../ids/assign-ids.js';
import type { ParsedDocument } from '../plan-format.js';
import type { SourceText } from '../source/source-text.js';
import { packageId } from './package-references.js';
import { readLanes, type Lane } from './read-lanes.js';

const POLICY =
  'a lane waits for the lanes that it names; the work packages of a lane share one working copy and follow each other';

/** Reads a `lanes.json` without the rest of its mission: packages are tasks, lanes hold them together. */
export function parseLanes(source: SourceText): ParsedDocument {
  const { title, lanes, diagnostics } = readLanes(source);
  const packages = lanes.flatMap((lane) =>
    lane.packages.map((one) => ({ written: packageId(one.text), title: one.text, span: one.span })),
  );
  const named = lanes.map(({ id, span }) => ({ written: id, title: id, span }));
  const { ids, diagnostics: repeated } = assignIds([...packages, ...named]);
  const laneIds = new Map<string, string>(); // a repeated id means the first lane that has it
  lanes.forEach(({ id }, index) => {
    if (!laneIds.has(id)) laneIds.set(id, ids[packages.length + index] ?? id);
  });
  const found: Diagnostic[] = [];
  const outside: OutsideDependency[] = [];
  let next = 0;
  const made = lanes.map((lane, index) => {
    const members = lane.packages.map(() => ids[next++] ?? '');
    const id = ids[packages.length + index] ?? lane.id;
    const dependencies = lane.dependsOn.flatMap(({ text, span }): PlanDependency[] => {
      const on = laneIds.get(text);
      if (on !== undefined) return [{ on, origin: 'explicit', span }];
      outside.push({ id, on: text, span });
      found.push(diagnostic('CREST219', { id, on: text }, { span }));
      return [];
    });
    const group: PlanGroup = { id, kind: 'phase', title: lane.id, span: lane.span, members, dependencies };
    return { group, tasks: lane.packages.map((one, at) => laneTask(one, members, at)), lane };
  });
  const plan: Plan = {
    format: 'spec-kitty',
    path: source.path,
    ...(title === undefined ? {} : { title }),
    tasks: made.flatMap(({ tasks }) => tasks),
    groups: made.map(({ group }) => group),
    notTasks: [],
    waves: wavesOf(made),
    orderPolicy: POLICY,
    ...(outside.length > 0 ? { outside } : {}),
  };
  return { plans: [plan], diagnostics: [...diagnostics, ...repeated, ...found].sort(compareDiagnostics) };
}

function laneTask({ text, span }: Lane['packages'][0], members: readonly string[], index: number): PlanTask {
  const before = members[index - 1];
  const dependencies: PlanDependency[] = before === undefined ? [] : [{ on: before, origin: 'order', span }];
  const none = { files: [], labels: [], optional: false, parallel: false };
  return { id: members[index] ?? '', title: text, status: 'todo', span, dependencies, ...none };
}

/** `parallel_group` as the tool has worked it out: a view. */
function wavesOf(made: readonly { readonly lane: Lane; readonly group: PlanGroup }[]): Plan['waves'] {
  const waves = new Map<string, { title: string; taskIds: string[]; span: Lane['span'] }>();
  for (const { lane, group } of made) {
    if (lane.group === undefined) continue;
    const wave = waves.get(lane.group) ?? { title: `Parallel group ${lane.group}`, taskIds: [], span: lane.span };
    wave.taskIds.push(...group.members);
    waves.set(lane.group, wave);
  }
  return [...waves.values()];
}
