import fc from 'fast-check';
import type { PlanFormat } from '../plan-format.js';
import { sourceText } from '../source/source-text.js';
import { applyEdit } from './status-edit-property.js';

/** What a note may hold: words that mean something to readers of plans, in any order. */
const WORDS = [
  'done',
  '`src/a.ts`',
  'depends on 1.1',
  'Task 2',
  '[x]',
  '- [ ] 9. x',
  '#',
  '```',
  '|',
  '(2h)',
  'Status:',
];

/**
 * Checks the promise of a note for every task of a document: afterwards the text stands in the document, and nothing of
 * any plan has changed but places and details.
 */
export function checkNoteEdits(format: PlanFormat, text: string): void {
  const source = sourceText('plan', text);
  const targets = format.parse(source).plans.flatMap((plan) => plan.tasks.map(({ id }) => ({ id, tag: plan.tag })));
  expect(targets.length).toBeGreaterThan(0);
  const notes = fc.array(fc.constantFrom(...WORDS), { minLength: 1, maxLength: 4 }).map((words) => words.join(' '));
  fc.assert(
    fc.property(fc.constantFrom(...targets), notes, ({ id, tag }, note) => {
      const found = format.editNote?.(source, { taskId: id, tag, text: note });
      if (found?.kind !== 'edit') throw new Error(found?.kind === 'refused' ? found.reason : 'no edit');
      const edited = applyEdit(text, found.edit);
      expect(found.edit.text).toContain(note);
      expect(withoutDetails(format, edited)).toEqual(withoutDetails(format, text));
      const { plans } = format.parse(sourceText('plan', edited));
      const task = plans.find((plan) => plan.tag === tag)?.tasks.find((one) => one.id === id);
      expect(task?.details).toContain(note);
    }),
  );
}

/** Everything but places and details. */
function withoutDetails(format: PlanFormat, text: string): unknown {
  const { plans } = format.parse(sourceText('plan', text));
  return JSON.parse(
    JSON.stringify(plans, (key, value: unknown) => (key === 'span' || key === 'details' ? undefined : value)),
  );
}
