import { compareDiagnostics, type PlanTask } from '@nx-crest/core';
import { assignIds } from '../../ids/assign-ids.js';
import type { PlanFormat } from '../../plan-format.js';
import type { SourceText } from '../../source/source-text.js';

/** A whole format: one task a line, `+ title` where it is open, `= title` where it is done, each behind the one before. */
export const toy: PlanFormat = {
  name: 'toy',
  title: 'toy list',
  matchesPath: (path) => path.endsWith('.toy'),
  matchesContent: ({ text }) => (/^[+=] /m.test(text) && text.startsWith('toy\n') ? 1 : 0),
  parse(source) {
    const lines = taskLines(source);
    const { ids, diagnostics } = assignIds(
      lines.map((line) => ({ written: undefined, title: titleOf(source, line), span: source.lineSpan(line) })),
    );
    const tasks = lines.map((line, index): PlanTask => {
      const [span, before] = [source.lineSpan(line), ids[index - 1]];
      return {
        id: ids[index] ?? '',
        title: titleOf(source, line),
        status: source.lineText(line).startsWith('=') ? 'done' : 'todo',
        span,
        optional: false,
        parallel: false,
        dependencies: before === undefined ? [] : [{ on: before, origin: 'order', span }],
        files: [],
        labels: [],
      };
    });
    const plan = { format: 'toy', path: source.path, tasks, groups: [], notTasks: [], waves: [] };
    return {
      plans: [{ ...plan, orderPolicy: 'each task waits for the one before it' }],
      diagnostics: [...diagnostics].sort(compareDiagnostics),
    };
  },
  editStatus(source, { taskId, status }) {
    const task = this.parse(source).plans[0]?.tasks.find(({ id }) => id === taskId);
    if (!task || (status !== 'done' && status !== 'todo')) return { kind: 'refused', reason: 'a toy cannot say that' };
    if (task.status === status) return { kind: 'unchanged' };
    const { offset: start } = task.span.start;
    return { kind: 'edit', edit: { start, end: start + 1, text: status === 'done' ? '=' : '+' } };
  },
};

function taskLines(source: SourceText): readonly number[] {
  const all = source.lineStarts.map((_, index) => index + 1);
  return all.filter((line) => /^[+=] /.test(source.lineText(line)));
}

function titleOf(source: SourceText, line: number): string {
  return source.lineText(line).slice(2).trim();
}
