import { compareDiagnostics, diagnostic } from '@nx-crest/core';
import type { Diagnostic, PlanTask } from '@nx-crest/core';
import { assignIds } from '../ids/assign-ids.js';
import type { AssignedIds } from '../ids/assign-ids.js';
import type { MarkdownTable } from '../markdown/read-tables.js';
import type { ParsedDocument } from '../plan-format.js';
import type { SourceText } from '../source/source-text.js';
import { collectWaves, waveGroups } from '../waves/collect-waves.js';
import type { WaveMember, WaveMembers } from '../waves/collect-waves.js';
import { waveName } from '../waves/wave-name.js';
import { readDependencies } from './dependencies.js';
import { readTaskRows } from './read-rows.js';
import type { TaskRow } from './read-rows.js';
import { readTask } from './read-task.js';

const BY_DEPENDENCIES = 'only the dependencies that the tables name count; waves and phases are a view, not a barrier';
const BY_WAVES =
  'no table names a dependency: each wave waits for the wave before it, and the tasks of one wave may run side by side';
const FREE = 'no table names a dependency, and there are no waves: all tasks may run side by side';

/** Reads the task tables of a Markdown document. *Complexity*: linear in the text and the edges. */
export function parseWaveTable(source: SourceText): ParsedDocument {
  const { rows, notTasks } = readTaskRows(source);
  const assigned = assignRowIds(source, rows);
  const { dependencies, joints, explicit, diagnostics } = readDependencies(source, rows, assigned);
  const found: Diagnostic[] = [...assigned.diagnostics, ...diagnostics];
  const tasks = rows.map((row, index) => {
    const facts = { id: assigned.ids[index] ?? '', dependencies: dependencies[index] ?? [] };
    return readTask(source, row, facts, found);
  });
  const waveOfTable = new Map(
    [...new Set(rows.map(({ table }) => table))].map((table) => [table, waveOf(source, table)]),
  );
  const waves = collectWaves(
    rows.map(({ table }, index) => ({ id: assigned.ids[index] ?? '', wave: waveOfTable.get(table) })),
  );
  const ordered = !explicit && waves.length > 1;
  if (explicit) found.push(...wrongWaves(tasks, waves));
  const plan = {
    format: 'wave-table',
    path: source.path,
    tasks,
    groups: ordered ? waveGroups(waves, assigned.ids) : joints,
    notTasks,
    waves: waves.map(({ wave }) => wave),
    orderPolicy: explicit ? BY_DEPENDENCIES : ordered ? BY_WAVES : FREE,
  };
  return { plans: [plan], diagnostics: found.sort(compareDiagnostics) };
}

/** The ids of the rows, for parsing and for status edits alike. */
export function assignRowIds(source: SourceText, rows: readonly TaskRow[]): AssignedIds {
  return assignIds(
    rows.map(({ id, title }) => ({ written: id.written, title, span: source.spanAt(id.start, id.end) })),
  );
}

/** The innermost heading above the table that names a wave or phase. */
function waveOf(source: SourceText, table: MarkdownTable): WaveMember['wave'] {
  const heading = table.headings.findLast(({ text }) => waveName(text) !== undefined);
  const name = heading && waveName(heading.text);
  if (!heading || name === undefined) return undefined;
  return { name, title: heading.text, span: source.spanAt(heading.start, heading.end) };
}

/** CREST211: a task stands in an earlier wave than one that it waits for. */
function wrongWaves(tasks: readonly PlanTask[], waves: WaveMembers): Diagnostic[] {
  const waveIndex = new Map(waves.flatMap(({ wave }, index) => wave.taskIds.map((id) => [id, index] as const)));
  return tasks.flatMap(({ id, dependencies }) =>
    dependencies
      .filter(({ on }) => (waveIndex.get(id) ?? Infinity) < (waveIndex.get(on) ?? -1))
      .map(({ on, span }) => diagnostic('CREST211', { id, on }, { span })),
  );
}
