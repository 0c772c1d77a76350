import { barrierMakespan, NO_WAVE, type TaskGraph } from '@nx-crest/core';
import type { PlanReport } from './plan-report.js';
import type { ReportInput } from './report-input.js';

/** The number of the document's own wave for each task; undefined where it draws none. */
export function readDocumentWaves({ graph, documentWaves }: ReportInput): Int32Array | undefined {
  if (documentWaves.length === 0) return undefined;
  const wave = new Int32Array(graph.size).fill(NO_WAVE);
  for (const [number, { ids }] of documentWaves.entries()) {
    for (const id of ids) {
      const index = graph.indexOf.get(id);
      if (index !== undefined && wave[index] === NO_WAVE) wave[index] = number;
    }
  }
  return wave;
}

/** The barrier over the document's own waves; none where it draws no waves, or waves that cannot be followed. */
export function documentBarrier(
  graph: TaskGraph,
  wave: Int32Array | undefined,
  criticalPathLength: number,
): Pick<PlanReport['barrier'], 'document'> {
  const makespanMs = wave && barrierMakespan(graph, wave);
  return makespanMs === undefined ? {} : { document: { makespanMs, costMs: makespanMs - criticalPathLength } };
}
