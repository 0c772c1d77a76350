/** Which runs there are, and in which order: all tools of one shape and number of workers one after the other. */
import { noOps, RANDOM_SEEDS, redeclared, shapeOf } from './shapes.mjs';
import { seededRandom, shuffled } from './random.mjs';

const NAMED = ['a', 'b', 'c', 'd', 'e'];
const RANDOM = RANDOM_SEEDS.map((seed) => `r${seed}`);
const PAIRED = ['crest', 'nx'];
/** Start-up is the time of the first, the cost of a task what the others add in the second. */
export const NO_OPS = { start: 'noop1', many: 'noop48' };
const NO_OP_PROJECTS = 48;
/** Nothing to do: everything is in the cache. */
export const CACHED = 'cached';
/** The shapes on which imported history is compared with own, and the workers; also those of recorded runs. */
const IMPORTED = new Set(['a', 'b', 'e']);
export const RECORD_WORKERS = 4;

const FULL = { shapes: [...NAMED, ...RANDOM], workers: [4, 2, 8], runs: 3, cachedPairs: 20 };
const QUICK = { shapes: ['a', 'd', ...RANDOM.slice(0, 2)], workers: [4], runs: 1, cachedPairs: 6 };
const QUICK_TOOLS = ['crest', 'nx', 'crest-no-history', 'nx-no-history', 'turbo', 'ninja'];

/** What is measured, after the flags. */
export function settingsOf({ quick, tools, shapes, runs }, allTools) {
  const base = quick ? QUICK : FULL;
  const wanted = shapes?.flatMap((name) => (name === 'random' ? RANDOM : name === CACHED ? [] : [name]));
  wanted?.forEach((name) => shapeOf(name));
  const names = tools ?? (quick ? QUICK_TOOLS : allTools);
  const unknown = names.find((name) => !allTools.includes(name));
  if (unknown) throw new RangeError(`tool must be one of ${allTools.join(', ')}, got ${unknown}`);
  const cachedPairs = shapes && !shapes.includes(CACHED) ? 0 : base.cachedPairs;
  return {
    ...base,
    quick: Boolean(quick),
    shapes: wanted ?? base.shapes,
    tools: names,
    runs: runs ?? base.runs,
    cachedPairs,
  };
}

/** All cells `{ shape, workers, round, tool }`, in the order in which they are run. */
export function cellsOf({ shapes, workers, runs }, tools) {
  const cells = [];
  for (let round = 1; round <= runs; round += 1) {
    for (const count of workers) {
      for (const shape of [NO_OPS.start, NO_OPS.many, ...shapes]) {
        const random = seededRandom(10_000 * round + 100 * count + placeOf(shape));
        const names = tools.map(({ name }) => name).filter((tool) => applies(tool, shape, count));
        cells.push(...shuffled(random, names).map((tool) => ({ shape, workers: count, round, tool })));
      }
    }
  }
  return cells;
}

export function isRandom(shape) {
  return RANDOM.includes(shape);
}

function applies(tool, shape, workers) {
  if (isRandom(shape)) return PAIRED.includes(tool) && workers === 4;
  if (tool === 'crest-imported') return IMPORTED.has(shape) && workers === RECORD_WORKERS;
  return tool !== 'crest-no-history' || workers === RECORD_WORKERS;
}

/** The shape as it is declared in that round, alike for all tools. */
export function declaredShape(name, round) {
  if (name === NO_OPS.start) return noOps(NO_OP_PROJECTS, 1);
  if (name === NO_OPS.many) return noOps(NO_OP_PROJECTS, NO_OP_PROJECTS);
  return redeclared(shapeOf(name), declarationSeed(name, round));
}

/** The folder of a shape: shapes that are declared alike in all rounds have one, and one recorded history. */
export function declarationName(shape, round) {
  return NAMED.includes(shape) ? `${shape}-${round}` : shape;
}

/** The seed of names and order of declaration in that round. Of random graphs there are enough: each has one declaration. */
export function declarationSeed(shape, round) {
  return placeOf(shape) + (NAMED.includes(shape) ? 1_000 * round : 0);
}

function placeOf(shape) {
  return [NO_OPS.start, NO_OPS.many, ...NAMED, ...RANDOM].indexOf(shape);
}
