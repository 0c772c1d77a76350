import { boxCensus } from '../checkbox/census.js';
import type { PlanFormat } from '../plan-format.js';
import type { SourceText } from '../source/source-text.js';
import { durationIn } from './node-label.js';
import { editMermaidNote, editMermaidStatus } from './edit-status.js';
import { flowStatus } from './flow-status.js';
import { parseMermaid, planDiagrams } from './parse.js';
import { readFlowcharts } from './read-flowchart.js';

const TASK_LIKE = /^\W{0,4}(?:(?:task|step|story)\s+\w|T\d+\b|\d+\.\d+\b|[A-Z][A-Z0-9]*-\d+\b)/i;

function matchesContent(source: SourceText): number {
  const { text } = source;
  if (!/mermaid|^[ \t]*(?:gantt|flowchart|graph)\b/im.test(text)) return 0; // much cheaper than reading every line
  const { tIds, numbered } = boxCensus(text);
  if (tIds + numbered > 0) return 0; // a list with ids, whatever it draws besides
  const diagrams = planDiagrams(source);
  const first = diagrams[0];
  if (!first) return 0;
  if (first.kind === 'gantt') return 0.65;
  // Most flowcharts draw programs; a plan's nodes have ids, durations or a status.
  const { nodes, edges } = readFlowcharts(source, diagrams);
  const all = [...nodes.values()];
  const planned = all.filter((node) => {
    const named = TASK_LIKE.test(node.label?.text ?? node.id) || /^(?:T\d+|[A-Z]+-\d+)$/.test(node.id);
    return named || durationIn(node) !== undefined || flowStatus(node) !== undefined;
  });
  return edges.length > 0 && planned.length * 2 >= all.length ? 0.5 : matchesPath(source.path) ? 0.1 : 0;
}

function matchesPath(path: string): boolean {
  return /\.(?:mmd|mermaid)$/i.test(path);
}

/** Mermaid diagrams: gantt charts, or flowcharts whose nodes are tasks. */
export const mermaid: PlanFormat = {
  name: 'mermaid',
  title: 'mermaid gantt charts and flowcharts',
  matchesPath,
  matchesContent,
  parse: parseMermaid,
  editStatus: editMermaidStatus,
  editNote: editMermaidNote,
};
