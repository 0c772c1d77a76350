/** A heading that stands for a task: `Task 3: Title`. */
export interface TaskHeading {
  readonly id: string;
  readonly title: string;
  /** Everything behind it waits for it: `GATE — …`. */
  readonly isGate: boolean;
  readonly isOptional: boolean;
  /** `✅` or `[x]`: counts where the task has no step boxes. */
  readonly isTicked: boolean;
}

const TASK =
  /^(?:(\[.\])[ \t]*|(\p{So})️?[ \t]*)?(?:task|任务|任務|タスク|задача|tarea|tâche|aufgabe)[ \t]{1,2}#?(\d{1,6}(?:\.\d{1,4}){0,3}[a-z]?)(?![\p{L}\p{N}_]|\.\d|[-–]\d)[ \t]*(\([^()]{0,40}\))?[ \t]*[.:：)–—-]?[ \t]*/iu;
const TICK = /(?:✅|✔️?|☑️?)$/u;

/** Reads a heading's text as that of a task. *Complexity*: O(length). */
export function readTaskHeading(text: string): TaskHeading | undefined {
  const found = TASK.exec(text);
  if (!found) return undefined;
  const [head, box = '', sign = '', id = '', aside = ''] = found;
  const rest = text.slice(head.length).trim();
  const title = rest.replace(TICK, '').trimEnd();
  return {
    id,
    title: title === '' ? text : title,
    isGate: /\bGATE\b/.test(text),
    isOptional: /\boptional\b/i.test(aside) || /\(optional\)/i.test(title),
    isTicked: title !== rest || /x/i.test(box) || /[✅✔☑]/u.test(sign),
  };
}
