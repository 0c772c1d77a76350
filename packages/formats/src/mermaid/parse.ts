import { compareDiagnostics } from '@nx-crest/core';
import { readBlocks } from '../markdown/read-blocks.js';
import type { ParsedDocument } from '../plan-format.js';
import type { SourceText } from '../source/source-text.js';
import { flowPlan } from './flow-plan.js';
import { ganttPlan } from './gantt-plan.js';
import { readDiagrams, type Diagram } from './read-diagrams.js';

/**
 * The diagrams that are the plan: gantt charts, or flowcharts where there is no gantt chart. Beside a gantt chart
 * flowcharts draw other things (data flow, risks).
 */
export function planDiagrams(source: SourceText): readonly Diagram[] {
  const diagrams = readDiagrams(source);
  const charts = diagrams.filter(({ kind }) => kind === 'gantt');
  return charts.length > 0 ? charts : diagrams;
}

/** Reads the mermaid diagrams of a document. *Complexity*: linear in the text and the edges. */
export function parseMermaid(source: SourceText): ParsedDocument {
  const diagrams = planDiagrams(source);
  const { title, diagnostics, ...parts } = (diagrams[0]?.kind === 'gantt' ? ganttPlan : flowPlan)(source, diagrams);
  const name = title ?? readBlocks(source).headings.find(({ level }) => level === 1)?.text;
  const facts = { format: 'mermaid', path: source.path, ...(name === undefined ? {} : { title: name }) };
  return { plans: [{ ...facts, ...parts, waves: [] }], diagnostics: [...diagnostics].sort(compareDiagnostics) };
}
