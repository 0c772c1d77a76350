import type { DocumentEstimate, NotTask, TaskStatus } from '@nx-crest/core';
import type { Box } from '../checkbox/read-boxes.js';
import { parseDuration } from '../duration/parse-duration.js';
import type { SourceText } from '../source/source-text.js';
import type { PlanSections, TaskSection } from './read-sections.js';

/** What the format's own rule gives one step. */
const STEP_MINUTES = { least: 2, most: 5 };
const OPEN = /^[ \t\u00A0]$/;
const TICKED = /^[xX]$/;

/** All steps ticked: done. None: todo. Some, or any other mark: in progress. Without steps, a tick in the heading counts. */
export function sectionStatus({ steps, task }: TaskSection): TaskStatus {
  if (steps.length === 0) return task.isTicked ? 'done' : 'todo';
  if (steps.every(({ status }) => TICKED.test(status))) return 'done';
  return steps.every(({ status }) => OPEN.test(status)) ? 'todo' : 'in-progress';
}

/** What stands below the heading, steps shown open: their ticks are the status. Undefined where nothing does. */
export function sectionDetails(source: SourceText, { line, lastLine, steps }: TaskSection): string | undefined {
  const stepAt = new Map(steps.map((step) => [step.line, step]));
  const lines: string[] = [];
  for (let at = line + 1; at <= lastLine; at++) {
    const step = stepAt.get(at);
    lines.push(step ? unticked(source, step) : source.lineText(at));
  }
  const first = lines.findIndex((text) => text.trim() !== '');
  const last = lines.findLastIndex((text) => !/^[ \t]*(?:[-*_]{3,}[ \t]*)?$/.test(text)); // no rule at the end
  return first < 0 || last < first ? undefined : lines.slice(first, last + 1).join('\n');
}

function unticked(source: SourceText, { line, status, statusStart }: Box): string {
  const text = source.lineText(line);
  const at = statusStart - (source.lineStarts[line - 1] ?? 0);
  return `${text.slice(0, at)} ${text.slice(at + status.length)}`;
}

/** Two to five minutes for each step. */
export function stepEstimate({ steps, span }: TaskSection): DocumentEstimate | undefined {
  const count = steps.length;
  const range = `${count * STEP_MINUTES.least}-${count * STEP_MINUTES.most}min`;
  const parsed = count > 0 ? parseDuration(range) : undefined;
  if (!parsed) return undefined;
  return { ...parsed, source: 'document', text: count === 1 ? '1 step' : `${count} steps`, span };
}

const ZONES = {
  fence: 'a code fence',
  comment: 'an HTML comment',
  html: 'raw HTML',
  'front-matter': 'the front matter',
};

/** Every box outside of the tasks, with the reason why it is none. A task's steps, and samples in its text, are its details. */
export function boxesApart(source: SourceText, { tasks, others }: PlanSections): readonly NotTask[] {
  const first = tasks[0]?.line ?? Infinity;
  return others
    .filter(({ line, zone }) => !zone || line < first)
    .map(({ line, zone, text }) => {
      const outside = /^[(:]/.test(text) ? 'a link' : 'a box outside of any task';
      return { line, reason: zone ? `inside ${ZONES[zone.kind]}` : outside };
    })
    .sort((a, b) => a.line - b.line)
    .map(({ line, reason }) => ({ span: source.lineSpan(line), reason }));
}
