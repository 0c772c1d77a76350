import type { SourceText } from '../source/source-text.js';
import { taskColumns } from './columns.js';

/**
 * Whether some line is the header of a task table, with a delimiter row below it and outside of code fences.
 * Looks at lines only: much cheaper than parsing a document that turns out to be something else.
 */
export function hasTaskTable(source: SourceText): boolean {
  if (!source.text.includes('|')) return false;
  const lines = source.text.split(/\r\n|\r|\n/);
  let fence = '';
  for (const [index, line] of lines.entries()) {
    const mark = /^\s*(?:>\s*)?(```|~~~)/.exec(line)?.[1];
    if (mark !== undefined && (fence === '' || fence === mark)) fence = fence === '' ? mark : '';
    if (fence !== '' || !line.includes('|') || !isDelimiterRow(lines[index + 1])) continue;
    const cells = line.split('|').map((text) => ({ text: text.trim(), start: 0, end: 0 }));
    if (taskColumns(cells)) return true;
  }
  return false;
}

function isDelimiterRow(line = ''): boolean {
  return line.includes('-') && /^[\s>|:-]+$/.test(line);
}
