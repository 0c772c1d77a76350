import { formatDuration, type EstimateSource } from '@nx-crest/core';
import { wrapText } from './display-text.js';
import type { PlanReport, ReportTask } from './plan-report.js';
import type { TextStyle } from './text-style.js';

/** A time as people read it; nothing is `0`, without a unit. */
export function timeText(ms: number): string {
  return ms === 0 ? '0' : formatDuration(ms);
}

/** `1 task`, `3 tasks`. */
export function count(number: number, word: string): string {
  return `${number} ${word}${number === 1 ? '' : 's'}`;
}

/** True for a task that is still to be done; the others have no times. */
export function isPlanned(task: ReportTask): boolean {
  return task.earliestStartMs !== null;
}

/** Tasks that are still to be done. */
export function plannedTasks(report: PlanReport): readonly ReportTask[] {
  return report.tasks.filter(isPlanned);
}

/** What the table calls the source of an estimate. */
export const SOURCE_WORDS: Readonly<Record<EstimateSource, string>> = {
  override: 'set',
  history: 'measured',
  'nx-history': 'Nx history',
  document: 'document',
  prediction: 'code size',
  default: 'default',
};

const LABEL_WIDTH = 15;

/** `label` in a column of its own, `text` wrapped beside it. */
export function labelled(label: string, text: string, { columns, paint }: TextStyle): readonly string[] {
  const head = label === '' ? '' : paint.bold(label);
  const lines = wrapText(text, columns - LABEL_WIDTH);
  return lines.map((line, index) => (index === 0 ? head + ' '.repeat(LABEL_WIDTH - label.length) : MARGIN) + line);
}

const MARGIN = ' '.repeat(LABEL_WIDTH);
