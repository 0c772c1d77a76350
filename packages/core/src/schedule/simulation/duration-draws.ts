import { at, itemAt } from '../../graph/at.js';
import type { TaskGraph } from '../../graph/task-graph.js';
import { scramble } from '../seeded-random.js';
import { onlyValue, type DurationDistribution } from './duration-distribution.js';
import { lognormalTable, pertTable, quantileOf, samplesTable, type QuantileTable } from './quantile-table.js';

/** The durations of all tasks, run by run. */
export interface DurationDraws {
  /** Tasks whose duration is not always the same, ascending. */
  readonly uncertain: Int32Array;
  /** By task: its duration where it is certain, else its median. */
  readonly medians: Float64Array;
  /** Writes what the uncertain tasks take in one run; the others are left alone. */
  draw(run: number, durations: Float64Array): void;
}

/** A distribution as a table that is moved and stretched: tasks with the same shape share one. */
interface Shape {
  readonly table: QuantileTable;
  readonly offset: number;
  readonly scale: number;
}

/**
 * Draws from the tasks' distributions, in whole milliseconds and at least 1. Tasks without a distribution take their planned
 * duration; those whose planned duration is 0 (milestones, what is done) take none, whatever their distribution says.
 *
 * What a task takes in a run depends on its distribution, its id, the seed and the number of the run, and on nothing else:
 * neither the order of the tasks nor a new task nor another estimate changes the others' draws (common random numbers).
 *
 * *Throws* `RangeError` for a distribution that is none.
 */
export function durationDraws(
  graph: TaskGraph,
  distributions: ReadonlyMap<number, DurationDistribution>,
  seed: number,
): DurationDraws {
  const medians = graph.durations.slice();
  const tables = new Map<string, QuantileTable>();
  const tasks: number[] = [];
  const shapes: Shape[] = [];
  for (const [task, distribution] of [...distributions].sort(([a], [b]) => a - b)) {
    const certain = onlyValue(distribution);
    if (at(graph.durations, task) === 0) continue;
    if (certain !== undefined) {
      medians[task] = wholeMs(certain);
      continue;
    }
    const shape = shapeOf(distribution, tables);
    medians[task] = wholeMs(shape.offset + shape.scale * quantileOf(shape.table, 0.5));
    tasks.push(task);
    shapes.push(shape);
  }
  const streams = streamsOf(graph, tasks, seed);
  return { uncertain: Int32Array.from(tasks), medians, draw: drawer(tasks, shapes, streams) };
}

function wholeMs(ms: number): number {
  return Math.max(1, Math.round(ms));
}

/** All tables in one array, all numbers of a task side by side: the loop runs for each task of each run. */
function drawer(tasks: readonly number[], shapes: readonly Shape[], streams: Int32Array): DurationDraws['draw'] {
  const starts = new Map<QuantileTable, number>();
  let length = 0;
  for (const { table } of shapes) {
    if (starts.has(table)) continue;
    starts.set(table, length);
    length += table.length;
  }
  const cells = new Float64Array(length);
  for (const [table, start] of starts) cells.set(table, start);

  const task = Int32Array.from(tasks);
  const first = Int32Array.from(shapes, ({ table }) => starts.get(table) ?? 0);
  const cellsPerStep = Float64Array.from(shapes, ({ table }) => table.length / 2 / 2 ** 32);
  const offset = Float64Array.from(shapes, (shape) => shape.offset);
  const scale = Float64Array.from(shapes, (shape) => shape.scale);
  return (run, durations) => {
    for (let i = 0; i < task.length; i++) {
      const place = scramble(streams[i] ?? 0, run) * (cellsPerStep[i] ?? 0);
      const cell = place | 0;
      const slot = (first[i] ?? 0) + 2 * cell;
      const quantile = (cells[slot] ?? 0) + (place - cell) * (cells[slot + 1] ?? 0);
      const value = Math.floor((offset[i] ?? 0) + (scale[i] ?? 0) * quantile + 0.5);
      durations[task[i] ?? 0] = value > 1 ? value : 1;
    }
  };
}

function shapeOf(distribution: DurationDistribution, tables: Map<string, QuantileTable>): Shape {
  switch (distribution.kind) {
    case 'fixed':
      return { table: samplesTable([distribution.ms]), offset: 0, scale: 1 };
    case 'samples':
      return { table: samplesTable(distribution.samplesMs), offset: 0, scale: 1 };
    case 'lognormal': {
      const ratio = distribution.p90Ms / distribution.medianMs;
      const table = shared(tables, `lognormal ${ratio}`, () => lognormalTable(ratio));
      return { table, offset: 0, scale: distribution.medianMs };
    }
    case 'pert': {
      const { optimisticMs, likelyMs, pessimisticMs } = distribution;
      const scale = pessimisticMs - optimisticMs;
      const mode = (likelyMs - optimisticMs) / scale;
      return { table: shared(tables, `pert ${mode}`, () => pertTable(mode)), offset: optimisticMs, scale };
    }
    default:
      return distribution satisfies never;
  }
}

function shared(tables: Map<string, QuantileTable>, key: string, make: () => QuantileTable): QuantileTable {
  const table = tables.get(key) ?? make();
  tables.set(key, table);
  return table;
}

/** A random sequence for each task, from its id; of two that would share one, the later id takes the next that is free. */
function streamsOf({ ids, idRanks }: TaskGraph, tasks: readonly number[], seed: number): Int32Array {
  const streams = new Int32Array(tasks.length);
  const taken = new Set<number>();
  const inIdOrder = tasks.map((task, i) => ({ task, i })).sort((a, b) => at(idRanks, a.task) - at(idRanks, b.task));
  for (const { task, i } of inIdOrder) {
    let stream = scramble(seed, hashOf(itemAt(ids, task))) | 0;
    while (taken.has(stream)) stream = (stream + 1) | 0;
    taken.add(stream);
    streams[i] = stream;
  }
  return streams;
}

/** *Source*: FNV-1a (Fowler, Noll & Vo), on UTF-16 code units. */
function hashOf(id: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < id.length; i++) hash = Math.imul(hash ^ id.charCodeAt(i), 0x01000193);
  return hash;
}
