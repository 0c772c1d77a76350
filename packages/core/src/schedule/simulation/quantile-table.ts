import { at } from '../../graph/at.js';
import { inverseNormal } from './inverse-normal.js';

/**
 * A distribution as equally likely cells: the value at which each begins and by how much it rises to its end, in turns. A
 * draw picks a cell and a place in it, so it costs one random number and one look.
 */
export type QuantileTable = Float64Array;

/** Between the 10th and the 90th percentile straight cells are off by less than 0.01 % of the standard deviation. */
const CELLS = 256;
/** Places at which the first and the last cell, whose ends may be infinite, are looked at to keep their mean. */
const PLACES_IN_END_CELL = 64;
/** Pieces into which the range of a PERT distribution is cut to sum up its density. */
const PERT_PIECES = 512;

/** Where quantiles are looked at, ascending: places in the first cell, the ends between cells, places in the last one. */
const PROBABILITIES = Float64Array.from({ length: CELLS - 1 + 2 * PLACES_IN_END_CELL }, (_, index) => {
  const afterFirst = index - PLACES_IN_END_CELL;
  if (afterFirst < 0) return (index + 0.5) / PLACES_IN_END_CELL / CELLS;
  const inLast = afterFirst - (CELLS - 1);
  return inLast < 0 ? (afterFirst + 1) / CELLS : 1 - 1 / CELLS + (inLast + 0.5) / PLACES_IN_END_CELL / CELLS;
});
const NORMAL_QUANTILES = PROBABILITIES.map(inverseNormal);

/**
 * The beta distribution of PERT on [0, 1], by its most likely value: α = 1 + 4m, β = 5 − 4m.
 *
 * Its density is summed by the trapezoidal rule; the quantiles are right to 0.0002 of the range. *Source*: Malcolm et al. 1959.
 */
export function pertTable(mode: number): QuantileTable {
  const alpha = 1 + 4 * mode;
  const beta = 5 - 4 * mode;
  const density = (x: number) => x ** (alpha - 1) * (1 - x) ** (beta - 1);
  const below = new Float64Array(PERT_PIECES + 1);
  for (let piece = 1, left = density(0); piece <= PERT_PIECES; piece++) {
    const right = density(piece / PERT_PIECES);
    below[piece] = at(below, piece - 1) + left + right;
    left = right;
  }
  let piece = 0;
  return tableOf(
    PROBABILITIES.map((probability) => {
      const wanted = probability * at(below, PERT_PIECES);
      while (piece < PERT_PIECES - 1 && at(below, piece + 1) < wanted) piece++;
      const width = at(below, piece + 1) - at(below, piece);
      return (piece + (wanted - at(below, piece)) / width) / PERT_PIECES;
    }),
  );
}

/** The lognormal distribution of median 1 and 90th percentile `ratio`. */
export function lognormalTable(ratio: number): QuantileTable {
  const sigma = Math.log(ratio) / inverseNormal(0.9);
  return tableOf(NORMAL_QUANTILES.map((z) => Math.exp(sigma * z)));
}

/** Each sample as a cell of its own: nothing between them, nothing beyond them. */
export function samplesTable(samples: readonly number[]): QuantileTable {
  return Float64Array.from([...samples].sort((a, b) => a - b).flatMap((sample) => [sample, 0]));
}

/** The value at a probability in [0, 1). */
export function quantileOf(table: QuantileTable, probability: number): number {
  const place = (probability * table.length) / 2;
  const cell = Math.floor(place);
  return at(table, 2 * cell) + (place - cell) * at(table, 2 * cell + 1);
}

/**
 * Straight cells between the quantiles at `PROBABILITIES`. The outermost keep their mean: cutting them off would lose the
 * tail's weight.
 */
function tableOf(quantiles: Float64Array): QuantileTable {
  const mean = (places: Float64Array) => places.reduce((sum, value) => sum + value, 0) / PLACES_IN_END_CELL;
  const inner = quantiles.subarray(PLACES_IN_END_CELL, -PLACES_IN_END_CELL);
  const ends = new Float64Array(CELLS + 1);
  ends.set(inner, 1);
  ends[0] = Math.max(0, 2 * mean(quantiles.subarray(0, PLACES_IN_END_CELL)) - at(ends, 1));
  ends[CELLS] = 2 * mean(quantiles.subarray(-PLACES_IN_END_CELL)) - at(ends, CELLS - 1);
  const table = new Float64Array(2 * CELLS);
  for (let cell = 0; cell < CELLS; cell++) {
    table[2 * cell] = at(ends, cell);
    table[2 * cell + 1] = at(ends, cell + 1) - at(ends, cell);
  }
  return table;
}
