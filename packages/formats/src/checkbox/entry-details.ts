import type { MarkdownBlocks } from '../markdown/read-blocks.js';
import type { SourceText } from '../source/source-text.js';
import type { Entry } from './read-entries.js';

/** The text below an entry's own line, as written, without blank lines at its ends; undefined where there is none. */
export function entryDetails(source: SourceText, entry: Entry): string | undefined {
  const lines = entry.box.details.map((line) => source.lineText(line));
  const isText = (line: string): boolean => line.trim() !== '';
  const first = lines.findIndex(isText);
  return first < 0 ? undefined : lines.slice(first, lines.findLastIndex(isText) + 1).join('\n');
}

/** `- Note: …`, `**Note:** …`: what happened, which plans nothing. */
const NOTE = /^[ \t]*(?:[-*+][ \t]+)?[*_]{0,2}note[*_]{0,2}[ \t]*:/i;

/** The entry's own line and the prose below it that may plan something: fences, comments and notes are left out. */
export function entryLines(source: SourceText, entry: Entry, blocks: MarkdownBlocks): readonly number[] {
  const prose = entry.box.details.filter((line) => blocks.zoneAt(line) === undefined);
  return [entry.box.line, ...prose.filter((line) => !NOTE.test(source.lineText(line)))];
}
