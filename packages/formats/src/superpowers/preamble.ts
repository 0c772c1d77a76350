import { isNoteLine } from '../checkbox/note-line.js';
import type { MarkdownBlocks } from '../markdown/read-blocks.js';
import type { SourceText } from '../source/source-text.js';
import type { TaskSection } from './read-sections.js';

const STEP = /^[ \t]*(?:#{1,6}[ \t]+|[-*+][ \t]+)?[*_]{0,2}Step[ \t]+\d/i;

/** The lines of a task, fences, comments and notes left out. */
export function plainLines(source: SourceText, section: TaskSection, blocks: MarkdownBlocks): readonly number[] {
  const lines: number[] = [];
  for (let line = section.line + 1; line <= section.lastLine; line++) {
    if (!blocks.zoneAt(line) && !isNoteLine(source.lineText(line))) lines.push(line);
  }
  return lines;
}

/** The lines in front of the first step: what the task says of itself. */
export function preambleLines(source: SourceText, section: TaskSection, lines: readonly number[]): readonly number[] {
  const firstBox = section.steps[0]?.line ?? Infinity;
  const end = lines.findIndex((line) => line >= firstBox || STEP.test(source.lineText(line)));
  return end < 0 ? lines : lines.slice(0, end);
}
