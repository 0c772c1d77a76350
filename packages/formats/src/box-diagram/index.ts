import { boxCensus } from '../checkbox/census.js';
import type { PlanFormat } from '../plan-format.js';
import { sourceText, type SourceText } from '../source/source-text.js';
import { drawnTasks } from './drawn-tasks.js';
import { editBoxDiagramStatus } from './edit-status.js';
import { parseBoxDiagram } from './parse.js';

/** Other documents draw their tasks once more. */
const BESIDE_A_LIST = 0.12;
/** Drawings are slow to read, and stand near the start. *Units*: characters. */
const MOST_LOOKED_AT = 40_000;
const TASK_HEADING = /^#{2,5}\s+(?:task|story|epic|work package|wp)\b[ -]?\d/im;
const ABOUT_ORDER = /^#{1,6}.*\b(?:depend|parallel|execution|schedul|critical path|task)/im;

function matchesContent(source: SourceText): number {
  const { text } = source;
  if (!/[│┌└├▼▶►→↓─↑╔]|[-=]>|^[ \t]*v[ \t]*$/m.test(text)) return 0; // much cheaper than reading drawings
  const { boxes, tIds, numbered } = boxCensus(text);
  if (tIds + numbered > 0) return 0; // a list with ids, whatever it draws besides
  const { tasks, arrows, hasIds } = drawnTasks(sourceText(source.path, text.slice(0, MOST_LOOKED_AT)));
  if (arrows.length < 2 || tasks.size < 3) return 0;
  if (boxes > tasks.size / 2 || TASK_HEADING.test(text)) return BESIDE_A_LIST;
  if (hasIds) return 0.55;
  return ABOUT_ORDER.test(text) ? 0.2 : 0;
}

/** Drawings of boxes or labels with arrows between them. */
export const boxDiagram: PlanFormat = {
  name: 'box-diagram',
  title: 'drawn dependency graphs',
  // Any text may hold a drawing: such documents are listed by name.
  matchesPath: () => false,
  matchesContent,
  parse: parseBoxDiagram,
  editStatus: editBoxDiagramStatus,
};
