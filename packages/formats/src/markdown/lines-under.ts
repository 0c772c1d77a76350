import type { SourceText } from '../source/source-text.js';
import type { Heading } from './read-blocks.js';

/**
 * The lines below headings that a test accepts and below their subheadings, except directly below those that `except`
 * accepts; heading lines themselves are left out.
 *
 * *Complexity*: O(lines).
 */
export function linesUnder(
  source: SourceText,
  headings: readonly Heading[],
  accept: (heading: string) => boolean,
  except: (heading: string) => boolean = () => false,
): readonly number[] {
  const lines: number[] = [];
  let level = Infinity; // of the accepted heading around the place; Infinity outside
  headings.forEach((heading, index) => {
    if (heading.level <= level) level = accept(heading.text) ? heading.level : Infinity;
    if (level === Infinity || except(heading.text)) return;
    const end = headings[index + 1]?.line ?? source.lineStarts.length + 1;
    for (let line = heading.line + 1; line < end; line++) lines.push(line);
  });
  return lines;
}
