import { frontMatterLines } from '../source/front-matter-lines.js';
import type { SourceText } from '../source/source-text.js';
import type { YamlPart } from './read-yaml.js';

/** The YAML between `---` lines at the start of a document. */
export interface FrontMatter extends YamlPart {
  /** The first line behind it. *Units*: counts from 1. */
  readonly bodyLine: number;
}

/** *Returns* undefined where the document begins with something else, or the second `---` is missing. *Complexity*: linear. */
export function frontMatter(source: SourceText): FrontMatter | undefined {
  const lines = frontMatterLines(source);
  if (lines === 0) return undefined;
  const [start, end] = [source.lineStarts[1] ?? 0, source.lineStarts[lines - 1] ?? 0];
  return { start, text: source.text.slice(start, end), bodyLine: lines + 1 };
}
