import type { NotTask } from '@nx-crest/core';
import type { MarkdownTable, MarkdownTableRow, TextRange } from '../markdown/read-tables.js';
import { readTables } from '../markdown/read-tables.js';
import type { SourceText } from '../source/source-text.js';
import { plainText } from './plain-text.js';
import { taskColumns } from './columns.js';
import type { TaskColumns } from './columns.js';
import { readRowId } from './row-id.js';
import type { RowId } from './row-id.js';

/** One row of a task table. */
export interface TaskRow {
  readonly row: MarkdownTableRow;
  readonly columns: TaskColumns;
  readonly table: MarkdownTable;
  readonly id: RowId;
  readonly title: string;
}

/** The rows of all task tables, and the rows between them that are none. */
export interface TaskRows {
  readonly rows: readonly TaskRow[];
  readonly notTasks: readonly NotTask[];
}

/** Reads every task table of a document. A table without a single id is no task table. *Complexity*: linear. */
export function readTaskRows(source: SourceText): TaskRows {
  const rows: TaskRow[] = [];
  const notTasks: NotTask[] = [];
  for (const table of readTables(source)) {
    const columns = taskColumns(table.header);
    if (!columns) continue;
    const read = table.rows.map((row) => ({ row, id: readRowId(cellAt(row, columns.id), columns.idCertain) }));
    if (!read.some(({ id }) => id)) continue;
    for (const { row, id } of read) {
      if (id) rows.push({ row, columns, table, id, title: titleOf(row, columns, id) });
      else notTasks.push({ span: source.spanAt(row.start, row.end), reason: 'the row has no task id' });
    }
  }
  return { rows, notTasks };
}

/** A cell of a row by its column; undefined where the table has no such column or the row ends before it. */
export function cellAt(row: MarkdownTableRow, column: number | undefined): TextRange | undefined {
  return column === undefined ? undefined : row.cells[column];
}

function titleOf(row: MarkdownTableRow, columns: TaskColumns, id: RowId): string {
  return plainText(cellAt(row, columns.title)?.text ?? '') || id.title || id.written;
}
