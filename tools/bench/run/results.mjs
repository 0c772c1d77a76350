/** From runs to ratios, differences of pairs, and what of it must be reached. */
import { roundTo } from '../generated-plans.mjs';
import { bestKnown } from './best-known.mjs';
import { CACHED, isRandom, NO_OPS } from './series.mjs';
import { mean, meanWithInterval, median, pooledDeviation } from './statistics.mjs';

const NO_OP_TASKS = 48;
/** So much slower is not worse: less cannot be told from noise in a series that ends within hours. */
const NOT_WORSE_PERCENT = 2;
/** A difference is beyond noise where it is more than so many standard errors of repetition. */
const STANDARD_ERRORS = 3;

/** `{ costs, table, pairs, rows }` of all cells; JSON. */
export function resultsOf(cells) {
  const done = cells.filter(({ grossMs }) => grossMs !== undefined);
  const costs = costsOf(done);
  const table = tableOf(done, costs);
  return { costs, table, rows: rowsOf(done, table, cells.length - done.length) };
}

/** By tool and workers: start-up, and what each task occupies a worker for beyond its work. */
function costsOf(cells) {
  const groups = groupBy(cells.filter(isNoOp), ({ tool, workers }) => `${tool} ${workers}`);
  const costs = groups.flatMap((group) => {
    const { tool, workers } = group[0];
    const [start, many] = [NO_OPS.start, NO_OPS.many].map((name) => grossOf(group, name));
    if (start.length === 0 || many.length === 0) return [];
    const startMs = median(start);
    const taskMs = Math.max(0, ((median(many) - startMs) * workers) / (NO_OP_TASKS - 1));
    return [{ tool, workers, startMs: Math.round(startMs), taskMs: roundTo(taskMs, 1) }];
  });
  return costs
    .sort(byShapeThenWorkers)
    .map((row) => ({ ...row, leastTaskMs: Math.min(...of(costs, row.tool).map(({ taskMs }) => taskMs)) }));
}

/** One row for each shape, workers and tool: medians, and their ratios to what is possible. */
function tableOf(cells, costs) {
  const measured = cells.filter((cell) => !isNoOp(cell) && !isCached(cell));
  const groups = groupBy(
    measured.sort(byShapeThenWorkers),
    ({ shape, workers, tool }) => `${shape} ${workers} ${tool}`,
  );
  return groups.map((group) => {
    const { shape, workers, tool } = group[0];
    const { bestMs, lowerBoundMs } = bestKnown(shape, workers);
    const runsMs = group.map(({ grossMs }) => grossMs);
    const grossMs = median(runsMs);
    const cost = costs.find((row) => row.tool === costTool(tool) && row.workers === workers);
    const net = cost && netOf({ shape, workers, grossMs }, cost);
    const gross = roundTo(grossMs / lowerBoundMs, 3);
    return { shape, workers, tool, runsMs, grossMs: Math.round(grossMs), bestMs, lowerBoundMs, gross, ...net };
  });
}

/**
 * The ratio without start-up, beside the best schedule with the cost of tasks. That cost is higher the more tasks that do
 * nothing wait for one another in the tool; `netStrict` therefore takes the lowest of all numbers of workers.
 */
function netOf({ shape, workers, grossMs }, { startMs, taskMs, leastTaskMs }) {
  const [bestWithCostMs, strictMs] = [taskMs, leastTaskMs].map((cost) => bestKnown(shape, workers, cost).bestMs);
  const ratioTo = (bestMs) => roundTo((grossMs - startMs) / bestMs, 3);
  return { bestWithCostMs, net: ratioTo(bestWithCostMs), netStrict: ratioTo(strictMs) };
}

/** Where an imported history stands in for an own one, start-up and cost of a task are the same. */
function costTool(tool) {
  return tool === 'crest-imported' ? 'crest' : tool;
}

function rowsOf(cells, table, failed) {
  const means = groupBy(table.filter(isNamed), ({ tool }) => tool).flatMap((group) => [
    value(`${group[0].tool}: mean gross makespan / lower bound, shapes a–e`, mean(group.map(({ gross }) => gross)), 3),
    ...netMean(group, `${group[0].tool}: mean net makespan / best known, shapes a–e`),
  ]);
  return [
    ...means,
    ...['nx', 'crest'].flatMap((tool) =>
      netMean(of(table, tool).filter(isRandomRow), `${tool}: mean net makespan / best known, random graphs`),
    ),
    ...netMean(of(table, 'crest'), 'crest: mean net makespan / best known, all graphs', { reach: { max: 1.02 } }),
    ...netMean(of(table, 'crest'), 'crest: the same with the lowest cost of a task of all P', {
      reach: { max: 1.02 },
      ratio: 'netStrict',
    }),
    ...slowest(cells),
    ...pairRows(cells, ['crest', 'nx'], 'crest − nx, own history', 1),
    ...pairRows(cells, ['crest-no-history', 'nx-no-history'], 'crest − nx, no history at all', NOT_WORSE_PERCENT),
    ...pairRows(cells, ['crest-imported', 'crest'], 'crest, imported history − own history', NOT_WORSE_PERCENT),
    ...cachedRows(cells, ['crest', 'nx'], true),
    ...cachedRows(cells, ['crest-plugin', 'nx-plugin'], true),
    ...cachedRows(cells, ['nx-plugin', 'nx'], false),
    withReach({ name: 'runs that failed', value: failed, unit: 'runs', reach: { max: 0 } }),
  ];
}

function netMean(rows, name, { reach, ratio = 'net' } = {}) {
  const known = rows.flatMap((row) => row[ratio] ?? []);
  return known.length === 0 ? [] : [value(name, mean(known), 4, reach)];
}

/** Of all shapes and workers, the one where crest is slowest beside nx, noise taken off. */
function slowest(cells) {
  const groups = groupBy(pairsOf(cells, ['crest', 'nx']), ({ shape, workers }) => `${shape} ${workers}`);
  if (groups.length === 0 || groups[0].length < 2) return [];
  const deviation = pooledDeviation(groups.map((group) => group.map(({ percent }) => percent)));
  const beyond = groups.map((group) => {
    const { shape, workers } = group[0];
    const noise = (STANDARD_ERRORS * deviation) / Math.sqrt(group.length);
    return { shape, workers, percent: mean(group.map(({ percent }) => percent)) - noise, noise };
  });
  const worst = beyond.reduce((a, b) => (b.percent > a.percent ? b : a));
  const name = `crest − nx, own history: slowest cell (${worst.shape}, P = ${worst.workers}), less noise of ±${roundTo(worst.noise, 1)} %`;
  return [withReach({ name, value: roundTo(worst.percent, 2), unit: '%', reach: { max: 1 } })];
}

/** The mean difference of pairs; `limit` is met where the whole interval lies below it, and undecided where it lies on both sides. */
function pairRows(cells, tools, name, limit) {
  const pairs = pairsOf(cells, tools);
  if (pairs.length === 0) return [];
  const { mean: middle, low, high } = meanWithInterval(pairs.map(({ percent }) => percent));
  const wins = pairs.filter(({ percent }) => percent < 0).length;
  const interval = `95 % interval ${roundTo(low, 2)} … ${roundTo(high, 2)} %, shorter in ${wins} of ${pairs.length} pairs`;
  const met = high <= limit ? true : low > limit ? false : null;
  const row = { name: `${name}: mean difference (${interval})`, value: roundTo(middle, 2), unit: '%' };
  return [{ ...row, reach: { max: limit }, met }];
}

/** Runs of two tools in the same round, shape and workers. */
function pairsOf(cells, [first, second]) {
  const others = cells.filter(({ tool }) => tool === second);
  return of(cells, first)
    .filter((cell) => !isNoOp(cell) && !isCached(cell))
    .flatMap(({ shape, workers, round, grossMs }) => {
      const other = others.find((cell) => cell.shape === shape && cell.workers === workers && cell.round === round);
      return other ? [{ shape, workers, percent: 100 * (grossMs / other.grossMs - 1) }] : [];
    });
}

/** Nothing to do: everything is in the cache. `isAsked`: the difference must be at most 50 ms or 5 %. */
function cachedRows(cells, [tool, other], isAsked) {
  const stock = of(cells, other).filter(isCached);
  const differences = of(cells, tool)
    .filter(isCached)
    .flatMap(({ round, grossMs }) =>
      stock.filter((cell) => cell.round === round).map((cell) => grossMs - cell.grossMs),
    );
  if (differences.length === 0) return [];
  const { mean: middle, low, high, pairs } = meanWithInterval(differences);
  const base = median(stock.map(({ grossMs }) => grossMs));
  const share = `${roundTo((100 * middle) / base, 1)} % of ${Math.round(base)} ms`;
  const interval = `95 % interval ${Math.round(low)} … ${Math.round(high)} ms, ${pairs} pairs`;
  const row = {
    name: `everything cached, 100 tasks: ${tool} − ${other} (${share}; ${interval})`,
    value: Math.round(middle),
    unit: 'ms',
  };
  return [isAsked ? withReach({ ...row, reach: { max: Math.max(50, Math.round(0.05 * base)) } }) : row];
}

function value(name, number, digits, reach) {
  const row = { name, value: roundTo(number, digits), unit: '×' };
  return reach ? withReach({ ...row, reach }) : row;
}

function withReach(row) {
  return { ...row, met: row.value <= row.reach.max };
}

function grossOf(cells, shape) {
  return cells.filter((cell) => cell.shape === shape).map(({ grossMs }) => grossMs);
}

function of(rows, tool) {
  return rows.filter((row) => row.tool === tool);
}

function isNoOp({ shape }) {
  return Object.values(NO_OPS).includes(shape);
}

function isCached({ shape }) {
  return shape === CACHED;
}

function isRandomRow({ shape }) {
  return isRandom(shape);
}

function isNamed({ shape }) {
  return !isRandom(shape);
}

function byShapeThenWorkers(a, b) {
  const [first, second] = [a, b].map(({ shape = '', workers, tool }) =>
    [shape, String(workers).padStart(3), tool].join(' '),
  );
  return first < second ? -1 : first > second ? 1 : 0;
}

function groupBy(items, keyOf) {
  const groups = new Map();
  for (const item of items) groups.set(keyOf(item), [...(groups.get(keyOf(item)) ?? []), item]);
  return [...groups.values()];
}
