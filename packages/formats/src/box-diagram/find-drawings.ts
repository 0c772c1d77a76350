import { readBlocks, type MarkdownBlocks, type Zone } from '../markdown/read-blocks.js';
import type { SourceText } from '../source/source-text.js';

/** Lines that hold a drawing. *Units*: lines count from 1, both ends included. */
export interface DrawingLines {
  readonly first: number;
  readonly last: number;
}

const ARROW = /[▼▾↓⬇⇓▲↑▶►→➜➔➡⟶⇒◀◄←⬅⟵⇐]|[-=─━═]>|<[-=─━═]|^[ \t]*v[ \t|v]*$/m;
const DRAWN = /[│┌┐└┘├┤┬┴┼─║═╔╗╚╝╭╮╰╯▼▾↓⬇▲↑▶►→◀◄←]|[-=─]>|<[-=─]|\+--|^[ \t]*[|v][ \t|v]*$/;
/** Longer lines are prose or data: nobody draws as wide. */
const MAX_WIDTH = 400;
const JSON_DOCUMENT = /^\s*[{[]\s*["{}[\]]/;
const PROSE = /^\s{0,3}(?:#{1,6}\s|>|[-*+]\s|\d+[.)]\s|\|.*\|\s*$)/;
const PLAIN_INFO = new Set(['text', 'txt', 'plain', 'plaintext', 'ascii', 'diagram', 'none', 'dag', 'markdown', 'md']);

/** Code fences without a language that have an arrow in them, and the same outside of fences. *Complexity*: linear. */
export function findDrawings(source: SourceText): readonly DrawingLines[] {
  if (JSON_DOCUMENT.test(source.text.slice(0, 200)) || !mayBeDrawn(source.text)) return [];
  const blocks = readBlocks(source);
  const isNarrow = (line: number): boolean => source.lineText(line).length <= MAX_WIDTH;
  return [...fencesOf(source, blocks.zones), ...runsOf(source, blocks, isNarrow)]
    .filter(({ first, last }) => {
      for (let line = first; line <= last; line++) if (!isNarrow(line)) return false;
      return mayBeDrawn(source.text.slice(source.lineStarts[first - 1], source.lineStarts[last]));
    })
    .sort((a, b) => a.first - b.first);
}

function mayBeDrawn(text: string): boolean {
  return ARROW.test(text) || /[┌╔╭]/.test(text);
}

function fencesOf(source: SourceText, zones: readonly Zone[]): readonly DrawingLines[] {
  return zones.flatMap(({ kind, info, firstLine, lastLine }) => {
    if (kind !== 'fence' || (info !== undefined && !PLAIN_INFO.has(info.toLowerCase()))) return [];
    const closed = /^[>\s]*(?:`{3,}|~{3,})\s*$/.test(source.lineText(lastLine));
    const last = closed ? lastLine - 1 : lastLine;
    return firstLine < last ? [{ first: firstLine + 1, last }] : [];
  });
}

/** Lines one below the other outside of fences, of which one has something drawn. */
function runsOf(
  source: SourceText,
  blocks: MarkdownBlocks,
  isNarrow: (line: number) => boolean,
): readonly DrawingLines[] {
  const runs: DrawingLines[] = [];
  let first = 0;
  let isDrawn = false;
  for (let line = 1; line <= source.lineStarts.length + 1; line++) {
    const text = source.lineText(line);
    const isText = text.trim() !== '' && isNarrow(line) && !blocks.zoneAt(line) && !PROSE.test(text);
    if (isText) {
      if (first === 0) first = line;
      isDrawn ||= DRAWN.test(text);
      continue;
    }
    if (isDrawn && line - first > 1) runs.push({ first, last: line - 1 });
    [first, isDrawn] = [0, false];
  }
  return runs;
}
