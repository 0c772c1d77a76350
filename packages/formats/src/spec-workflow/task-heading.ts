/** A heading that stands for a task: `Task 8.1: Title`, `[x] Task 2: Title`, `1.1 Title`. */
export interface TaskHeading {
  readonly id: string;
  readonly title: string;
  /** Without the word "Task" it is one only with a status field below it. */
  readonly isNamed: boolean;
  /** `✅` at its end. */
  readonly isTicked: boolean;
}

const NAMED =
  /^(?:(?:\[.\]|\p{So})[ \t]+)?(?:task|任务|任務|タスク)[ \t]{0,2}#?([A-Z]?\d+(?:\.\d+)*[a-z]?|[A-Z](?:\.\d+)+)(?![\p{L}\p{N}_]|\.\d|[-–]\d)[ \t]*[.:：)–—-]?[ \t]*/iu;
const NUMBERED = /^(\d+(?:\.\d+)+[a-z]?)(?![\p{L}\p{N}_]|\.\d|[-–]\d)[ \t]*[.:：)–—-]?[ \t]*/u;
const TICK = /(?:✅|✔️?|☑️?)$/u;

/** Reads a heading's text as that of a task. *Complexity*: O(length). */
export function readTaskHeading(text: string): TaskHeading | undefined {
  const named = NAMED.exec(text);
  const found = named ?? NUMBERED.exec(text);
  if (!found) return undefined;
  const rest = text.slice(found[0].length).trim();
  const title = rest.replace(TICK, '').trimEnd();
  return {
    id: found[1] ?? '',
    title: title === '' ? text : title,
    isNamed: named !== null,
    isTicked: title !== rest,
  };
}
