import type { DocumentWave, NotTask } from '@nx-crest/core';
import { readBoxes } from '../checkbox/read-boxes.js';
import { readBlocks } from '../markdown/read-blocks.js';
import { readTables } from '../markdown/read-tables.js';
import type { SourceText } from '../source/source-text.js';

/** What the text below the front matter holds beside prose. */
export interface PlanBody {
  readonly notTasks: readonly NotTask[];
  readonly waves: readonly DocumentWave[];
}

const WAVE_HEADING = /^[^\p{L}\p{N}]{0,8}(?:wave|level|parallel group)\s+\d/iu;
const WAVE_COLUMN = /^[^\p{L}]{0,4}(?:wave|level)s?\b/iu;
const TABLE_ROW = /^[ \t]*\|.*$/gm;
const WORD = /[A-Za-z0-9][\w.-]{0,80}/g;

/**
 * Reads boxes, which the todos of the front matter outrank, and waves: headings `Wave 1` with the todos that the lines
 * below them name, and tables with a column "Wave". A row of such a table that names no todo is no task, and is listed.
 *
 * *Complexity*: O(n).
 */
export function readBody(source: SourceText, idOf: ReadonlyMap<string, string>): PlanBody {
  const blocks = readBlocks(source);
  const boxes = readBoxes(source, blocks).map(({ line }): NotTask => {
    return { span: source.lineSpan(line), reason: 'a box in the text: tasks are the todos of the front matter' };
  });
  const waves: DocumentWave[] = [];
  const { headings } = blocks;
  const tables = tableWaves(source, idOf);
  const hasTables = tables.waves.length > 0; // then their rows are not what a heading above them is about
  headings.forEach(({ text, level, line, span }, index) => {
    if (!WAVE_HEADING.test(text)) return;
    let end = index + 1;
    for (let next = headings[end]; next && next.level > level && !WAVE_HEADING.test(next.text); next = headings[++end]);
    const from = source.lineSpan(line).end.offset;
    const below = source.text.slice(from, headings[end]?.span.start.offset ?? source.text.length);
    const taskIds = namedIds(hasTables ? below.replace(TABLE_ROW, '') : below, idOf);
    if (taskIds.length > 0) waves.push({ title: text, span, taskIds });
  });
  const notTasks = [...boxes, ...tables.notTasks].sort((a, b) => a.span.start.offset - b.span.start.offset);
  return { notTasks, waves: [...waves, ...tables.waves] };
}

function tableWaves(source: SourceText, idOf: ReadonlyMap<string, string>): PlanBody {
  const notTasks: NotTask[] = [];
  const waves = new Map<string, { title: string; taskIds: string[]; span: DocumentWave['span'] }>();
  for (const { header, rows } of readTables(source)) {
    const column = header.findIndex(({ text }) => WAVE_COLUMN.test(text));
    if (column < 0) continue;
    for (const { start, end, cells } of rows) {
      const span = source.spanAt(start, end);
      const name = cells[column]?.text ?? '';
      const others = cells.filter((_, index) => index !== column).map(({ text }) => text);
      const taskIds = namedIds(others.join(' | '), idOf);
      if (taskIds.length === 0) {
        notTasks.push({ span, reason: 'a row of a table of waves that names no todo' });
        continue;
      }
      const wave = waves.get(name) ?? { title: /^\d/.test(name) ? `Wave ${name}` : name, taskIds: [], span };
      wave.taskIds.push(...taskIds.filter((id) => !wave.taskIds.includes(id)));
      waves.set(name, wave);
    }
  }
  return { notTasks, waves: [...waves.values()] };
}

/** The ids of todos that a text names, each once. */
function namedIds(text: string, idOf: ReadonlyMap<string, string>): readonly string[] {
  const words = text.match(WORD) ?? [];
  return [...new Set(words.flatMap((word) => idOf.get(word.replace(/[.-]+$/, '')) ?? []))];
}
