import type { Subtask, WorkPackage } from './model.js';
import type { MissionPart } from './model.js';

/** A package, whatever documents speak of it. */
export interface MergedPackage extends WorkPackage {
  /** Its subtasks in order; none where nothing but their ids is known. */
  readonly tasks: readonly Subtask[];
  /** The ids of subtasks that are listed only. */
  readonly listed: readonly string[];
}

/** The packages of a mission, and subtasks of no package. */
export interface MergedMission {
  readonly packages: readonly MergedPackage[];
  readonly loose: readonly Subtask[];
}

/**
 * Puts together what several documents say of the same packages and subtasks. A box counts more than a row, a row more
 * than a heading, a heading more than a mere id; what the packages' own entries say of dependencies counts more than
 * what prose says, unless it is nothing.
 *
 * *Complexity*: linear.
 */
export function mergeMission(parts: readonly MissionPart[]): MergedMission {
  const packages = new Map<string, WorkPackage[]>();
  for (const wp of parts.flatMap((part) => part.packages)) {
    const known = packages.get(wp.id);
    if (known) known.push(wp);
    else packages.set(wp.id, [wp]);
  }
  const all = [
    ...parts.flatMap((part) => part.subtasks),
    ...[...packages.values()].flat().flatMap((wp) => wp.subtasks),
  ];
  const tasks = mergeTasks(all);
  const tasksOf = new Map<string, Subtask[]>();
  const loose: Subtask[] = [];
  for (const task of tasks) {
    const id = task.package;
    if (id === undefined || !packages.has(id)) loose.push(task);
    else tasksOf.set(id, tasksOf.get(id) ?? []);
    if (id !== undefined) tasksOf.get(id)?.push(task);
  }
  const merged = [...packages.values()].map((own) => mergePackage(own, tasksOf.get(own[0]?.id ?? '') ?? []));
  return { packages: merged, loose: loose.filter(isDescribed) };
}

/** Every subtask once; those without id each for itself. */
function mergeTasks(all: readonly Subtask[]): readonly Subtask[] {
  const boxes = all.filter(({ entry }) => entry !== undefined);
  const result: Subtask[] = [...boxes];
  const placeOf = new Map<string, number>();
  boxes.forEach(({ written }, index) => {
    if (written !== undefined && !placeOf.has(written)) placeOf.set(written, index);
  });
  for (const task of all) {
    if (task.entry || task.written === undefined) continue;
    const place = placeOf.get(task.written);
    const known = place === undefined ? undefined : result[place];
    if (place === undefined || !known) {
      placeOf.set(task.written, result.length);
      result.push(task);
    } else result[place] = mergeTask(known, task);
  }
  return result;
}

function mergeTask(known: Subtask, other: Subtask): Subtask {
  const better = !isDescribed(known) && isDescribed(other) ? other : known;
  return {
    ...better,
    package: known.package ?? other.package,
    parallel: known.parallel || other.parallel,
    details: other.details ?? known.details,
  };
}

/** More than its id is known. */
export function isDescribed({ entry, title, written }: Subtask): boolean {
  return entry !== undefined || title !== written;
}

function mergePackage(own: readonly WorkPackage[], tasks: readonly Subtask[]): MergedPackage {
  const entries = own.filter(({ isEntry }) => isEntry);
  const inOrder = [...entries, ...own.filter(({ isEntry }) => !isEntry)];
  const first = <T>(pick: (wp: WorkPackage) => T | undefined): T | undefined => {
    for (const wp of inOrder) {
      const found = pick(wp);
      if (found !== undefined) return found;
    }
    return undefined;
  };
  const [head] = own;
  const [entry] = inOrder;
  const described = tasks.some(isDescribed);
  const files = new Map(own.flatMap((wp) => wp.files.map((file) => [file.path, file] as const)));
  // `first` finds one: a package has at least one document.
  const base = (head ?? entry) as WorkPackage;
  return {
    ...base,
    isEntry: entries.length > 0,
    title: own.find(({ title }) => title !== undefined)?.title,
    dependencies:
      first(({ dependencies }) => (dependencies?.length === 0 ? undefined : dependencies)) ??
      first((wp) => wp.dependencies),
    lane: first(({ lane }) => lane),
    labels: [...new Set(own.flatMap(({ labels }) => labels))],
    assignee: first(({ assignee }) => assignee),
    effort: base.effort,
    files: [...files.values()],
    details: first(({ details }) => details),
    tasks: described ? tasks : [],
    listed: described ? [] : tasks.flatMap(({ written }) => written ?? []),
  };
}
