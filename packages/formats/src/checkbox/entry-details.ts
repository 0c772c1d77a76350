import type { MarkdownBlocks } from '../markdown/read-blocks.js';
import type { SourceText } from '../source/source-text.js';
import { isNoteLine } from './note-line.js';
import type { Entry } from './read-entries.js';

/** The text below an entry's own line, as written, without blank lines at its ends; undefined where there is none. */
export function entryDetails(source: SourceText, entry: Entry): string | undefined {
  const lines = entry.box.details.map((line) => source.lineText(line));
  const isText = (line: string): boolean => line.trim() !== '';
  const first = lines.findIndex(isText);
  return first < 0 ? undefined : lines.slice(first, lines.findLastIndex(isText) + 1).join('\n');
}

/** The entry's own line and the prose below it that may plan something: fences, comments and notes are left out. */
export function entryLines(source: SourceText, entry: Entry, blocks: MarkdownBlocks): readonly number[] {
  const prose = entry.box.details.filter((line) => blocks.zoneAt(line) === undefined);
  return [entry.box.line, ...prose.filter((line) => !isNoteLine(source.lineText(line)))];
}
