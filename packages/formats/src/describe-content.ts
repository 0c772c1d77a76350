import { boxCensus } from './checkbox/census.js';
import { readBlocks } from './markdown/read-blocks.js';
import { readTables } from './markdown/read-tables.js';
import type { SourceText } from './source/source-text.js';

const TREE_ROW = /^[ \t│|]*[├└]/gm;

/** What a document holds where no tasks were found: `12 headings, 3 code fences, 17 checkboxes`. *Complexity*: O(n). */
export function describeContent(source: SourceText): string {
  const { headings, zones } = readBlocks(source);
  const counts: readonly (readonly [number, string, string])[] = [
    [headings.length, 'heading', 'headings'],
    [zones.filter((zone) => zone.kind === 'fence').length, 'code fence', 'code fences'],
    [source.text.match(TREE_ROW)?.length ?? 0, 'tree row', 'tree rows'],
    [readTables(source).length, 'table', 'tables'],
    [boxCensus(source.text).boxes, 'checkbox', 'checkboxes'],
  ];
  const found = counts
    .filter(([count]) => count > 0)
    .map(([count, one, many]) => `${count} ${count === 1 ? one : many}`);
  return found.length > 0 ? found.join(', ') : 'no heading, list or table';
}
