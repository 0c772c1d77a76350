import { milliseconds, type Estimate } from '@nx-crest/core';
import type { SourceSize } from './source/measure-source.js';

/** A task of this workspace whose duration is known. */
export interface DurationSample {
  readonly target: string;
  readonly size: SourceSize;
  readonly ms: number;
}

/**
 * What a target run takes where nothing was ever measured: 1.5 s to start the tool and 20 ms for each kB of code.
 * A convention, not a measurement: it tells large projects from small ones, and gives way as soon as Nx has run a task.
 */
const START_MS = 1500;
const MS_PER_KB = 20;

/** Below this many samples a line through them says less than their common ratio to the constants above. */
const LINE_NEEDS = 3;

/** How far a prediction's 90th percentile lies above it: at least so much, and so much without any sample. */
const SMALLEST_SPREAD = 1.5;
const BLIND_SPREAD = 3;

/**
 * Predicts how long a target runs on a project from the size of its code.
 *
 * With three or more samples of the same target: the least-squares line through (bytes, ms), slope and intercept not
 * negative. With one or two: the constants, scaled by the samples' ratio to them. With none: the constants.
 * The 90th percentile is the prediction times the 90th percentile of measured / predicted over the samples.
 *
 * *Complexity*: O(S log S) in the samples.
 *
 * *Example*: 100 kB, no sample: 3.5 s, source `prediction`.
 */
export function predictDuration(
  target: string,
  size: SourceSize,
  samples: readonly DurationSample[],
): Estimate & { readonly source: 'prediction' } {
  const same = samples.filter((sample) => sample.target === target && sample.ms > 0);
  const line = same.length >= LINE_NEEDS ? fitLine(same) : scaledConstants(same);
  const ms = at(line, size.bytes);
  return { ms: milliseconds(ms), p90Ms: milliseconds(ms * spread(line, same)), source: 'prediction' };
}

/** ms = intercept + slope · bytes. */
interface Line {
  readonly intercept: number;
  readonly slope: number;
}

function at(line: Line, bytes: number): number {
  return line.intercept + line.slope * bytes;
}

function scaledConstants(samples: readonly DurationSample[]): Line {
  const constants: Line = { intercept: START_MS, slope: MS_PER_KB / 1000 };
  const measured = sum(samples.map((sample) => sample.ms));
  const expected = sum(samples.map((sample) => at(constants, sample.size.bytes)));
  const ratio = samples.length === 0 ? 1 : measured / expected;
  return { intercept: constants.intercept * ratio, slope: constants.slope * ratio };
}

/** Least squares over slope ≥ 0 and intercept ≥ 0: where the free optimum leaves that quarter, the optimum on its edge. */
function fitLine(samples: readonly DurationSample[]): Line {
  const meanX = sum(samples.map((sample) => sample.size.bytes)) / samples.length;
  const meanY = sum(samples.map((sample) => sample.ms)) / samples.length;
  const sxx = sum(samples.map((sample) => (sample.size.bytes - meanX) ** 2));
  const sxy = sum(samples.map((sample) => (sample.size.bytes - meanX) * (sample.ms - meanY)));
  if (sxx === 0 || sxy <= 0) return { intercept: meanY, slope: 0 };
  const slope = sxy / sxx;
  const intercept = meanY - slope * meanX;
  if (intercept >= 0) return { intercept, slope };
  const squares = sum(samples.map((sample) => sample.size.bytes ** 2));
  return { intercept: 0, slope: sum(samples.map((sample) => sample.size.bytes * sample.ms)) / squares };
}

function spread(line: Line, samples: readonly DurationSample[]): number {
  if (samples.length === 0) return BLIND_SPREAD;
  const ratios = samples.map((sample) => sample.ms / at(line, sample.size.bytes)).filter(Number.isFinite);
  ratios.sort((a, b) => a - b);
  const rank = Math.ceil(0.9 * ratios.length) - 1;
  return Math.max(SMALLEST_SPREAD, ratios[rank] ?? SMALLEST_SPREAD);
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
