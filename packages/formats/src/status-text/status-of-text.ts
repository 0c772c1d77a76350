import type { TaskStatus } from '@nx-crest/core';

const WORDS: Readonly<Record<TaskStatus, string>> = {
  todo: 'todo|to do|pending|not started|not done|incomplete|open|planned|ready|queued|waiting|backlog|new|no|scheduled',
  'in-progress': 'in progress|wip|started|ongoing|active|doing|running|in review|review',
  blocked: 'blocked',
  done: 'done|complete|completed|finished|closed|merged|shipped|yes|x',
  deferred: 'deferred|postponed|on hold|later',
  cancelled: 'cancelled|canceled|dropped|skipped|wontfix|removed|obsolete',
};

const SIGNS: Readonly<Record<TaskStatus, string>> = {
  todo: '⬜ ☐ 🔲 ⏳ 📋 ⚪',
  'in-progress': '🔄 🚧 🟡 ⏱',
  blocked: '🚫 ⛔ 🔴 🔒',
  done: '✅ ✔ ✓ ☑ 🟢',
  deferred: '⏸ 💤',
  cancelled: '❌ ✖ 🗑',
};

const BOXES: Readonly<Record<string, TaskStatus>> = {
  ' ': 'todo',
  x: 'done',
  X: 'done',
  '~': 'in-progress',
  '-': 'in-progress',
  '/': 'in-progress',
  '!': 'blocked',
};

const BY_WORD = byText(WORDS, '|');
const BY_SIGN = byText(SIGNS, ' ');

/**
 * The status that a short text means: a box (`[x]`), a word (`In Progress`, `done (#12)`), or a sign (`✅`).
 * Words count more than signs: `❌ not started` is todo.
 *
 * *Returns* undefined where the text means none. *Complexity*: linear.
 */
export function statusOfText(text: string): TaskStatus | undefined {
  const box = /\[(.)\]/.exec(text)?.[1];
  if (box !== undefined && Object.hasOwn(BOXES, box)) return BOXES[box];
  const words = text.toLowerCase().match(/\p{L}+/gu) ?? [];
  for (const count of [2, 1]) {
    const status = BY_WORD.get(words.slice(0, count).join(' '));
    if (status) return status;
  }
  for (const [sign, status] of BY_SIGN) if (text.includes(sign)) return status;
  return undefined;
}

function byText(texts: Readonly<Record<TaskStatus, string>>, separator: string): ReadonlyMap<string, TaskStatus> {
  return new Map(
    Object.entries(texts).flatMap(([status, list]) =>
      // The keys of a record typed by `TaskStatus`.
      list.split(separator).map((text) => [text, status as TaskStatus] as const),
    ),
  );
}
