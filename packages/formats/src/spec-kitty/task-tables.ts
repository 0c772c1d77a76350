import { parseDuration } from '../duration/parse-duration.js';
import type { MarkdownTable, MarkdownTableRow } from '../markdown/read-tables.js';
import type { SourceText } from '../source/source-text.js';
import type { Subtask } from './model.js';
import { packageId } from './package-references.js';

/** A row of a subtask index. */
export interface SubtaskRow {
  readonly id: string;
  readonly title: string;
  readonly package: string | undefined;
  readonly parallel: boolean;
  readonly row: MarkdownTableRow;
}

/** The rows of a subtask index: `| T001 | Description | WP01 | [P] |`. *Complexity*: O(cells). */
export function subtaskRows({ header, rows }: MarkdownTable): readonly SubtaskRow[] {
  const column = (name: RegExp): number => header.findIndex(({ text }) => name.test(text));
  const columns = {
    id: column(/^(?:id|task|subtask)s?$/i),
    package: column(/^(?:wp|work package)$/i),
    parallel: column(/parallel|\[P\]/i),
    title: column(/desc|title|subtask|summary/i),
  };
  return columns.id < 0 || columns.package < 0 ? [] : rows.flatMap((row) => readRow(row, columns));
}

function readRow(row: MarkdownTableRow, columns: Readonly<Record<string, number>>): readonly SubtaskRow[] {
  const cell = (name: string): string => row.cells[columns[name] ?? -1]?.text ?? '';
  const id = /^[\s*`]*(T\d+[A-Za-z]?)[\s*`]*$/.exec(cell('id'))?.[1];
  if (id === undefined) return [];
  const wp = /WP\d{1,4}[a-z]?/i.exec(cell('package'))?.[0];
  const parallel = /\[P\]|^\W*(?:yes|y|p|true)\b|✅|✓/i.test(cell('parallel'));
  const title = cell('title');
  return [
    { id, title: title === '' ? id : title, package: wp === undefined ? undefined : packageId(wp), parallel, row },
  ];
}

/** A subtask that has a row and no box. */
export function rowTask(source: SourceText, { id, title, package: wp, parallel, row }: SubtaskRow): Subtask {
  const place = {
    span: source.spanAt(row.start, row.end),
    source,
    line: undefined,
    entry: undefined,
    details: undefined,
  };
  return { written: id, title, package: wp, parallel, optional: false, status: undefined, labels: [], ...place };
}

/** What a table says of a package. */
export interface PackageRow {
  readonly dependencies: { readonly text: string; readonly start: number } | undefined;
  readonly effort: { readonly start: number; readonly end: number } | undefined;
}

/** A table of packages: what it says where a package's section does not. */
export function packageRows(tables: readonly MarkdownTable[]): ReadonlyMap<string, PackageRow> {
  const facts = new Map<string, PackageRow>();
  for (const { header, rows } of tables) {
    const column = (name: RegExp): number => header.findIndex(({ text }) => name.test(text));
    const [idAt, dependsAt, effortAt] = [
      column(/^(?:wp|id|work package)$/i),
      column(/depend/i),
      column(/effort|estimate|duration/i),
    ];
    for (const { cells } of rows) {
      const id = /^[\s*`[]*(WP\d{1,4}[a-z]?)(?![A-Za-z0-9])/i.exec(cells[idAt]?.text ?? '')?.[1];
      const effort = cells[effortAt];
      if (id === undefined || facts.has(packageId(id)) || (dependsAt < 0 && !effort)) continue;
      facts.set(packageId(id), {
        dependencies: cells[dependsAt],
        effort: effort && parseDuration(effort.text) ? effort : undefined,
      });
    }
  }
  return facts;
}
