import { diagnostic } from '@nx-crest/core';
import type { Diagnostic, DocumentEstimate, FileMention, PlanDependency, PlanTask, TaskStatus } from '@nx-crest/core';
import { documentEstimate } from '../duration/document-estimate.js';
import type { SourceText } from '../source/source-text.js';
import { statusOfText } from '../status-text/status-of-text.js';
import { plainText } from './plain-text.js';
import { cellAt } from './read-rows.js';
import type { TaskRow } from './read-rows.js';

/** What is known of a row besides its cells. */
export interface RowFacts {
  readonly id: string;
  readonly dependencies: readonly PlanDependency[];
}

/** One row as a task. What cannot be read is reported in `diagnostics`. */
export function readTask(source: SourceText, taskRow: TaskRow, facts: RowFacts, diagnostics: Diagnostic[]): PlanTask {
  const { row, columns, title } = taskRow;
  const estimate = readEstimate(source, taskRow, diagnostics);
  const assignee = plainText(cellAt(row, columns.agent)?.text ?? '');
  const task: PlanTask = {
    id: facts.id,
    title,
    status: readStatus(source, taskRow, diagnostics),
    span: source.spanAt(row.start, row.end),
    optional: false,
    parallel: false,
    dependencies: facts.dependencies,
    files: readFiles(source, taskRow),
    labels: readLabels(taskRow),
  };
  // Not spread into the literal: that takes longer than all the rest of this function.
  return Object.assign(task, isEmpty(assignee) ? undefined : { assignee }, estimate && { estimate });
}

function readEstimate(source: SourceText, taskRow: TaskRow, diagnostics: Diagnostic[]): DocumentEstimate | undefined {
  const cell = cellAt(taskRow.row, taskRow.columns.duration);
  if (!cell || isEmpty(plainText(cell.text))) return undefined;
  const marks = /^[*_`]*/.exec(cell.text)?.[0].length ?? 0;
  const place = { start: cell.start + marks, end: cell.end - marks, unit: taskRow.columns.unit, sizes: true };
  const estimate = documentEstimate(source, place);
  if (!estimate) {
    diagnostics.push(diagnostic('CREST209', { text: cell.text }, { span: source.spanAt(cell.start, cell.end) }));
  }
  return estimate;
}

function readStatus(source: SourceText, taskRow: TaskRow, diagnostics: Diagnostic[]): TaskStatus {
  const cell = cellAt(taskRow.row, taskRow.columns.status);
  if (!cell || isEmpty(cell.text)) return 'todo';
  const status = statusOfText(cell.text);
  if (!status) {
    diagnostics.push(diagnostic('CREST215', { word: cell.text }, { span: source.spanAt(cell.start, cell.end) }));
  }
  return status ?? 'todo';
}

function readLabels({ row, columns }: TaskRow): string[] {
  const cell = cellAt(row, columns.labels);
  const labels = cell ? plainText(cell.text).split(/[,;]/) : [];
  return labels.map((label) => label.trim()).filter((label) => !isEmpty(label));
}

function readFiles(source: SourceText, { row, columns }: TaskRow): FileMention[] {
  const cell = cellAt(row, columns.files);
  if (!cell) return [];
  return [...cell.text.matchAll(/[^\s,;`*|]+/g)]
    .filter(([path]) => /[./]/.test(path) && !path.startsWith('<') && !isEmpty(path))
    .map(({ 0: path, index }) => {
      const start = cell.start + index;
      return { path, span: source.spanAt(start, start + path.length) };
    });
}

function isEmpty(text: string): boolean {
  return text.length < 8 && /^(?:[-–—]*|n\/?a|none|tbd|\?)$/i.test(text.trim());
}
