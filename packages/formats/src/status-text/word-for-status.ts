import type { TaskStatus } from '@nx-crest/core';
import { statusOfText } from './status-of-text.js';

interface Form {
  readonly box?: string;
  readonly sign: string;
  readonly word: string;
}

/** How a status is written where a document has not written it yet: as a box, as a sign, as a word. */
const FORMS: Readonly<Record<TaskStatus, Form>> = {
  todo: { box: '[ ]', sign: '⬜', word: 'todo' },
  'in-progress': { box: '[~]', sign: '🔄', word: 'in progress' },
  blocked: { box: '[!]', sign: '⛔', word: 'blocked' },
  done: { box: '[x]', sign: '✅', word: 'done' },
  deferred: { sign: '⏸', word: 'deferred' },
  cancelled: { sign: '❌', word: 'cancelled' },
};

/** A text without figures or asides: one that says a status and nothing about one task. */
const PLAIN = /^[^\d()|\\]{1,24}$/;

/**
 * The text for a status in a document's own words: one that stands there already, else in the manner (box, sign,
 * upper case) of the text to be replaced, or of the first one where that is empty.
 *
 * *Ties*: the first text of the document. `statusOfText` of the result is `status`.
 */
export function wordForStatus(status: TaskStatus, used: readonly string[], current: string): string {
  const known = used.find((text) => PLAIN.test(text) && statusOfText(text) === status);
  if (known !== undefined) return known;
  return inManner(FORMS[status], current === '' ? (used.find((text) => text !== '') ?? '') : current);
}

function inManner({ box, sign, word }: Form, model: string): string {
  if (box !== undefined && /\[.\]/.test(model)) return box;
  const letters = model.match(/\p{L}+/gu)?.join('') ?? '';
  if (letters === '') return statusOfText(model) === undefined ? word : sign;
  if (letters.length > 1 && letters === letters.toUpperCase()) return word.toUpperCase();
  return letters.startsWith(letters.charAt(0).toLowerCase()) ? word : capitalised(word);
}

function capitalised(word: string): string {
  return word.replace(/^\w| \w/g, (letter) => letter.toUpperCase());
}
