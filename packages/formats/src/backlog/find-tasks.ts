/** What a written id means: the indices of the tasks that it may stand for. */
export type FindTasks = (written: string) => readonly number[];

/** A task by the id that its file has. */
export interface NamedTask {
  readonly written: string | undefined;
  /** Neither archived nor a draft. */
  readonly isActive: boolean;
}

/**
 * The form in which ids are compared: case and zeros in front of numbers do not count. `TASK-00001.06` and `task-1.6`
 * are one, `4.1` and `4.10` are two.
 */
export function idKey(written: string): string {
  const id = written.trim().split(' - ', 1)[0] ?? '';
  return id.toLowerCase().replace(/(^|\D)0+(?=\d)/g, '$1');
}

/**
 * Finds tasks by id, or by the number alone (`12`). Archived tasks and drafts count only where no other task has the id:
 * Backlog.md gives the numbers of archived tasks away again.
 *
 * *Complexity*: O(n) once, O(1) per id.
 */
export function taskFinder(tasks: readonly NamedTask[]): FindTasks {
  const active = new Map<string, number[]>();
  const others = new Map<string, number[]>();
  tasks.forEach(({ written, isActive }, index) => {
    if (written === undefined) return;
    const key = idKey(written);
    const number = /(?:^|-)(\d+(?:\.\d+)*)$/.exec(key)?.[1];
    for (const name of new Set([key, number ?? key])) append(isActive ? active : others, name, index);
  });
  return (written) => active.get(idKey(written)) ?? others.get(idKey(written)) ?? [];
}

function append(map: Map<string, number[]>, key: string, index: number): void {
  const list = map.get(key);
  if (list) list.push(index);
  else map.set(key, [index]);
}
