import type { NoteChange, StatusChange, StatusEdit } from '../plan-format.js';
import { insertLineBehind } from '../source/insert-line.js';
import type { SourceText } from '../source/source-text.js';
import { planIds } from './parse.js';
import { readPlanSections, type PlanSections, type TaskSection } from './read-sections.js';
import { sectionStatus } from './section-text.js';

/** What a box holds for the statuses that follow from the steps alone. */
const CHARACTERS: ReadonlyMap<string, string> = new Map([
  ['todo', ' '],
  ['done', 'x'],
]);

/**
 * The edit that ticks every step of a task, or none: one stretch of text from the first box that changes to the last.
 * Which steps are behind a task in progress, only the one who works on it knows; nothing else can be written.
 */
export function editSuperpowersStatus(source: SourceText, change: StatusChange): StatusEdit {
  const section = sectionOf(readPlanSections(source), change);
  if (!section) return noTask(change);
  const { steps, task } = section;
  if (sectionStatus(section) === change.status) return { kind: 'unchanged' };
  const text = CHARACTERS.get(change.status);
  if (text === undefined) {
    return {
      kind: 'refused',
      reason: `the status of task ${task.id} is that of its steps, which say "todo" or "done"`,
    };
  }
  const changed = steps.filter(({ status }) => status !== text && !(text === 'x' && status === 'X'));
  const [first, last] = [changed[0], changed.at(-1)];
  if (!first || !last) {
    return { kind: 'refused', reason: `task ${task.id} has no step boxes, so that nothing says how far it is` };
  }
  let written = '';
  let at = first.statusStart;
  for (const { statusStart, status } of changed) {
    written += source.text.slice(at, statusStart) + text;
    at = statusStart + status.length;
  }
  return { kind: 'edit', edit: { start: first.statusStart, end: at, text: written } };
}

/** The edit that adds `- Note: …` behind the last line of a task. */
export function editSuperpowersNote(source: SourceText, change: NoteChange): StatusEdit {
  const sections = readPlanSections(source);
  const section = sectionOf(sections, change);
  if (!section) return noTask(change);
  if (/[\r\n]/.test(change.text)) return { kind: 'refused', reason: 'a note is one line' };
  let last = section.lastLine;
  while (last > section.line && /^[ \t]*(?:[-*_]{3,}[ \t]*)?$/.test(source.lineText(last))) last--;
  const isOpen = sections.blocks.diagnostics.length > 0 && sections.blocks.zoneAt(last) !== undefined;
  if (isOpen) return { kind: 'refused', reason: 'a code fence of the task is open' };
  return { kind: 'edit', edit: insertLineBehind(source, last, `- Note: ${change.text}`) };
}

type Target = Pick<StatusChange, 'taskId' | 'tag'>;

function sectionOf(sections: PlanSections, { taskId, tag }: Target): TaskSection | undefined {
  return tag === undefined ? sections.tasks[planIds(sections).ids.indexOf(taskId)] : undefined;
}

function noTask({ taskId }: Target): StatusEdit {
  return { kind: 'refused', reason: `the document has no task "${taskId}"` };
}
