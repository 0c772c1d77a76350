import type { SourceText } from './source-text.js';

/** How many lines the front matter takes, its `---` lines included; 0 without one, or without its end. *Complexity*: linear. */
export function frontMatterLines(source: SourceText): number {
  if (source.lineText(1).trimEnd() !== '---') return 0;
  for (let line = 2; line <= source.lineStarts.length; line++) {
    const text = source.lineText(line).trimEnd();
    if (text === '---' || text === '...') return line;
  }
  return 0;
}
