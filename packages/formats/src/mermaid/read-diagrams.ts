import { readBlocks } from '../markdown/read-blocks.js';
import type { SourceText } from '../source/source-text.js';

/** One mermaid diagram that may be a plan. *Units*: lines count from 1, both ends included. */
export interface Diagram {
  readonly kind: 'gantt' | 'flowchart';
  /** The line with the diagram's kind, and where what follows the kind starts in it. */
  readonly firstLine: number;
  readonly column: number;
  readonly lastLine: number;
}

const WHOLE_FILE = /\.(?:mmd|mermaid)$/i;
const KIND = /^\s*(gantt|flowchart(?:-elk)?|graph)(?=[\s;]|$)/;

/**
 * The gantt charts and flowcharts of a document: code fences with the word `mermaid`, `:::` blocks of wikis, or the whole
 * text where it is a `.mmd` file or begins with a diagram. Other kinds (`pie`, `sequenceDiagram`) are left out.
 *
 * *Complexity*: linear.
 */
export function readDiagrams(source: SourceText): readonly Diagram[] {
  const lines = source.lineStarts.length;
  const whole = diagramIn(source, 1, lines);
  if (whole || WHOLE_FILE.test(source.path)) return whole ? [whole] : [];
  if (!source.text.includes('mermaid')) return [];
  const blocks = readBlocks(source);
  const fences = blocks.zones.filter(({ kind, info }) => kind === 'fence' && info?.toLowerCase() === 'mermaid');
  const ranges = fences.map(({ firstLine, lastLine }) => ({ first: firstLine + 1, last: lastLine }));
  for (let line = 1; line <= lines; line++) {
    if (blocks.zoneAt(line) || !/^\s*:{3,}\s*mermaid\s*$/i.test(source.lineText(line))) continue;
    const first = line + 1;
    while (line < lines && !/^\s*:{3,}\s*$/.test(source.lineText(line + 1))) line++;
    ranges.push({ first, last: line });
  }
  const ordered = ranges.sort((a, b) => a.first - b.first);
  return ordered.flatMap(({ first, last }) => diagramIn(source, first, last) ?? []);
}

/** The diagram that a stretch of lines holds, settings and comments before it aside. */
function diagramIn(source: SourceText, first: number, last: number): Diagram | undefined {
  let inSettings = false;
  for (let line = first; line <= last; line++) {
    const text = source.lineText(line);
    if (text.trim() === '---') inSettings = !inSettings;
    else if (!inSettings && text.trim() !== '' && !text.trimStart().startsWith('%%')) {
      const found = KIND.exec(text);
      if (!found) return undefined;
      const kind = found[1] === 'gantt' ? 'gantt' : 'flowchart';
      const closed = /^\s*(?:`{3,}|~{3,})\s*$/.test(source.lineText(last));
      return { kind, firstLine: line, column: found[0].length, lastLine: closed ? last - 1 : last };
    }
  }
  return undefined;
}
