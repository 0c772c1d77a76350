import type { Milliseconds } from '@nx-crest/core';
import { durationUnit } from '../duration/duration-unit.js';
import type { TextRange } from '../markdown/read-tables.js';

/** Which column of a task table says what; a number is a column's index. */
export interface TaskColumns {
  readonly id: number;
  /** The id column can hold nothing else: it is headed `ID`, or other cells refer to it. */
  readonly idCertain: boolean;
  readonly title: number | undefined;
  readonly agent: number | undefined;
  readonly duration: number | undefined;
  /** What bare numbers of the duration column count in: `Hours`, `Estimate (d)`. */
  readonly unit: Milliseconds | undefined;
  readonly dependencies: number | undefined;
  readonly status: number | undefined;
  readonly files: number | undefined;
  readonly labels: number | undefined;
}

type Role = 'id' | 'task' | 'title' | 'agent' | 'duration' | 'dependencies' | 'status' | 'files' | 'labels' | 'other';

const HEADERS: Readonly<Record<Exclude<Role, 'other'>, string>> = {
  id: 'id|task id|task-id|task #|task no|task no.|#|no|no.|key',
  task: 'task|tasks|step|work item',
  title: 'title|description|name|task name|task title|task description|summary|what',
  agent: 'agent id|agent|assignee|assigned to|owner|role|subagent|who',
  duration:
    'duration|estimate|estimates|estimated|estimated time|estimated duration|estimated effort|estimated hours|est|est.|' +
    'effort|time|time estimate|hours|hrs|est. hours|est hours|days|minutes|mins',
  dependencies: 'dependencies|dependency|depends on|depends|deps|blocked by|after|requires|prerequisites|predecessors',
  status: 'status|state|done',
  files: 'files|file|file path|paths',
  labels: 'labels|label|tags|tag|priority|prio',
};

// The keys of a record typed by `Role`.
const ROLES = new Map(
  Object.entries(HEADERS).flatMap(([role, names]) => names.split('|').map((name) => [name, role as Role] as const)),
);
/** Tables of other things, which have ids and efforts as well. */
const OTHER_TABLES = /\b(?:risk|mitigation|metric|probability|severity)\b/i;

/**
 * Which columns make this the header of a task table: an id, and a duration or dependencies.
 * A column `Task` holds the id where there is no id column; then it stands beside an agent or its title.
 */
export function taskColumns(header: readonly TextRange[]): TaskColumns | undefined {
  const names = header.map(({ text }) => text.replace(/[*`_]/g, '').toLowerCase());
  if (names.some((name) => OTHER_TABLES.test(name))) return undefined;
  const roles = names.map((name) => ROLES.get(name.replace(/[([][^()[\]]*[)\]]/g, '').trim()) ?? 'other');
  const column = (role: Role): number | undefined => (roles.includes(role) ? roles.indexOf(role) : undefined);
  const ownId = column('id');
  const id = ownId ?? column('task');
  const [duration, dependencies] = [column('duration'), column('dependencies')];
  if (id === undefined || (duration === undefined && dependencies === undefined)) return undefined;
  return {
    id,
    idCertain: ownId !== undefined || dependencies !== undefined,
    title: column('title') ?? (ownId === undefined ? undefined : column('task')),
    agent: column('agent'),
    duration,
    unit: duration === undefined ? undefined : unitInHeader(names[duration] ?? ''),
    dependencies,
    status: column('status'),
    files: column('files'),
    labels: column('labels'),
  };
}

function unitInHeader(name: string): Milliseconds | undefined {
  const units = (name.match(/[a-z]+/g) ?? []).map(durationUnit);
  return units.find((unit) => unit !== undefined);
}
