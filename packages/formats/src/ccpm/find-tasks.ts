import type { TaskNames } from './read-file.js';

/** What a written reference may mean: the indices of tasks. */
export type FindTasks = (written: string) => readonly number[];

const ORDINAL = /^T-?0*(\d{1,9})\b/i;
const HASH = /^#(\d{1,9})\b|\/issues\/(\d{1,9})$/;
const NUMBER = /^(?:(?:task|issue)[-_ ]?)?(\d{1,9})(?=$|[-_. :(])/i;

/**
 * Finds tasks by the three names that references use: the number of the file, that of the GitHub issue, or `T1` from the
 * title. A number may be either of the first two; where these are different tasks, both are given, unless one file is
 * named by exactly these digits with zeros in front.
 *
 * Files are named `001.md` first and by their issue after a synchronisation, which references do not always follow:
 * `002` never means the file `2.md` of issue 2.
 *
 * *Complexity*: O(n) once, O(1) per reference.
 */
export function taskFinder(tasks: readonly TaskNames[]): FindTasks {
  const byOrdinal = indexBy(tasks, ({ ordinal }) => ordinal);
  const byIssue = indexBy(tasks, ({ issue }) => issue);
  const byNumber = indexBy(tasks, ({ number }) => (number === undefined ? undefined : Number(number)));
  const numbered = (digits: string): readonly number[] => {
    const isPadded = digits.startsWith('0');
    const all = byNumber.get(Number(digits)) ?? [];
    const named = all.filter((index) => !(isPadded && isRenamed(tasks[index], digits)));
    return isPadded ? named : [...new Set([...named, ...(byIssue.get(Number(digits)) ?? [])])];
  };
  return (written) => {
    const text = written.trim();
    const ordinal = ORDINAL.exec(text)?.[1];
    if (ordinal !== undefined) return byOrdinal.get(Number(ordinal)) ?? byNumber.get(Number(ordinal)) ?? [];
    const hash = HASH.exec(text);
    if (hash) return byIssue.get(Number(hash[1] ?? hash[2])) ?? [];
    const digits = NUMBER.exec(text)?.[1];
    const found = digits === undefined ? [] : numbered(digits);
    return found.length > 0 ? found : (byOrdinal.get(Number(digits)) ?? []);
  };
}

/** The file bears the number of its issue: that it is the same number is chance. */
function isRenamed(task: TaskNames | undefined, digits: string): boolean {
  return task?.number !== digits && task?.issue !== undefined && task.issue === Number(task.number);
}

function indexBy(
  tasks: readonly TaskNames[],
  key: (task: TaskNames) => number | undefined,
): ReadonlyMap<number, readonly number[]> {
  const found = new Map<number, number[]>();
  tasks.forEach((task, index) => {
    const name = key(task);
    if (name === undefined) return;
    const list = found.get(name);
    if (list) list.push(index);
    else found.set(name, [index]);
  });
  return found;
}
