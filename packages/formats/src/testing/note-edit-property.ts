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
  '## 1. Heading',
  '```',
  '---',
  '-->',
  '|',
  '(2h)',
  'status: done',
  'a "b" \\n c',
  'ü → 漢',
];

/**
 * Checks the promise of a note for every task of a document: afterwards its text is there, nothing of any plan has
 * changed but places and details, and line ends are those of the document.
 */
export function checkNoteEdits(format: PlanFormat, text: string, path = 'plan'): void {
  const editNote = format.editNote?.bind(format);
  if (!editNote) throw new Error(`${format.name} has no place for notes`);
  const targets = format
    .parse(sourceText(path, text))
    .plans.flatMap((plan) => plan.tasks.map(({ id }) => ({ taskId: id, tag: plan.tag })));
  expect(targets.length).toBeGreaterThan(0);
  const words = fc.array(fc.constantFrom(...WORDS), { minLength: 1, maxLength: 4 }).map((chosen) => chosen.join(' '));
  const note = fc.oneof(words, fc.stringMatching(/^[!-~]{1,30}$/));
  fc.assert(
    fc.property(fc.constantFrom(...targets), note, (target, line) => {
      const found = editNote(sourceText(path, text), { ...target, text: line });
      if (found.kind !== 'edit') throw new Error(found.kind === 'refused' ? found.reason : 'unchanged');
      const edited = applyEdit(text, found.edit);
      expect(edited.includes(line) || edited.includes(JSON.stringify(line).slice(1, -1))).toBe(true);
      expect(withoutDetails(format, path, edited)).toEqual(withoutDetails(format, path, text));
      if (text.includes('\r\n')) expect(found.edit.text.replaceAll('\r\n', '')).not.toContain('\n');
    }),
  );
}

/** Everything but places and details. */
function withoutDetails(format: PlanFormat, path: string, text: string): unknown {
  const { plans } = format.parse(sourceText(path, text));
  return JSON.parse(
    JSON.stringify(plans, (key, value: unknown) => (key === 'span' || key === 'details' ? undefined : value)),
  );
}
