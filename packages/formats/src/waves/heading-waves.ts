import type { DocumentWave } from '@nx-crest/core';
import type { Heading } from '../markdown/read-blocks.js';
import type { WavePlan } from '../order/order-edges.js';

/** Waves that a document makes with headings: `## Wave 2: Library`. */
export interface HeadingWaves {
  /** One for each wave heading, in document order; each waits for the one before it. */
  readonly plans: readonly WavePlan[];
  /** The wave of a line; undefined outside of any. */
  waveAt(line: number): number | undefined;
  /** The waves as the document draws them. */
  documentWaves(
    leaves: readonly { readonly id: string; readonly wave?: number | undefined }[],
  ): readonly DocumentWave[];
}

const WAVE = /^[^\p{L}\p{N}]{0,8}wave\s+(?:\d{1,6}|[A-Z])\b/iu;

/**
 * Reads headings that begin with `Wave 1`. A wave reaches to the next heading of its level or above, or to the next wave.
 * *Complexity*: O(headings) once, O(log headings) per line.
 */
export function headingWaves(headings: readonly Heading[]): HeadingWaves {
  const plans: WavePlan[] = [];
  const starts: { readonly line: number; readonly wave: number | undefined }[] = [];
  let open: { readonly level: number; readonly wave: number } | undefined;
  for (const { text, level, line, span } of headings) {
    if (open && level <= open.level) open = undefined;
    if (WAVE.test(text)) {
      const wave = plans.length;
      plans.push({ title: text, span, waitsForWaves: wave > 0 ? [wave - 1] : [] });
      open = { level, wave };
    }
    starts.push({ line, wave: open?.wave });
  }
  return {
    plans,
    waveAt(line) {
      let [low, high] = [0, starts.length];
      while (low < high) {
        const middle = (low + high) >>> 1;
        if ((starts[middle]?.line ?? 0) <= line) low = middle + 1;
        else high = middle;
      }
      return starts[low - 1]?.wave;
    },
    documentWaves(leaves) {
      const members = plans.map((): string[] => []);
      for (const { id, wave } of leaves) if (wave !== undefined) members[wave]?.push(id);
      return plans.map(({ title, span }, wave) => ({ title, span, taskIds: members[wave] ?? [] }));
    },
  };
}
