import type { TaskStatus } from '@nx-crest/core';
import fc from 'fast-check';
import type { PlanFormat, TextEdit } from '../plan-format.js';
import { sourceText } from '../source/source-text.js';

/** A text with one edit made. */
export function applyEdit(text: string, edit: TextEdit): string {
  return text.slice(0, edit.start) + edit.text + text.slice(edit.end);
}

/**
 * Checks the promise of a status edit for every task of a document and random statuses: afterwards that task has
 * that status, nothing else of any plan has changed but places and the status, and a second edit changes nothing.
 */
export function checkStatusEdits(format: PlanFormat, text: string, statuses: readonly TaskStatus[]): void {
  const source = sourceText('plan', text);
  const targets = format.parse(source).plans.flatMap((plan) => plan.tasks.map(({ id }) => ({ id, tag: plan.tag })));
  expect(targets.length).toBeGreaterThan(0);
  fc.assert(
    fc.property(fc.constantFrom(...targets), fc.constantFrom(...statuses), ({ id, tag }, status) => {
      const change = { taskId: id, tag, status };
      const found = format.editStatus(source, change);
      if (found.kind === 'refused') throw new Error(found.reason);
      const edited = found.kind === 'edit' ? applyEdit(text, found.edit) : text;
      expect(withoutStatus(format, edited, change)).toEqual(withoutStatus(format, text, change));
      expect(statusOf(format, edited, change)).toEqual([status]);
      expect(format.editStatus(sourceText('plan', edited), change)).toEqual({ kind: 'unchanged' });
    }),
  );
}

interface Target {
  readonly taskId: string;
  readonly tag?: string | undefined;
}

function statusOf(format: PlanFormat, text: string, { taskId, tag }: Target): TaskStatus[] {
  const plans = format.parse(sourceText('plan', text)).plans.filter((plan) => plan.tag === tag);
  return plans.flatMap((plan) => plan.tasks.filter((task) => task.id === taskId).map((task) => task.status));
}

/** Everything but places, and but the status of one task. */
function withoutStatus(format: PlanFormat, text: string, { taskId, tag }: Target): unknown {
  const { plans } = format.parse(sourceText('plan', text));
  const rest = plans.map((plan) => ({
    ...plan,
    tasks: plan.tasks.map((task) => (plan.tag === tag && task.id === taskId ? { ...task, status: undefined } : task)),
  }));
  return JSON.parse(JSON.stringify(rest, (key, value: unknown) => (key === 'span' ? undefined : value)));
}
