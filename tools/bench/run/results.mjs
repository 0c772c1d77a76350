/** From runs to ratios, differences of pairs, and what of it must be reached. */
import { roundTo } from '../generated-plans.mjs';
import { bestKnown } from './best-known.mjs';
import { isRandom, NO_OPS } from './series.mjs';
import { mean, meanWithInterval, median, pooledDeviation } from './statistics.mjs';

const NO_OP_TASKS = 48;
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
  return groups.flatMap((group) => {
    const { tool, workers } = group[0];
    const [start, many] = [NO_OPS.start, NO_OPS.many].map((name) => grossOf(group, name));
    if (start.length === 0 || many.length === 0) return [];
    const startMs = median(start);
    const taskMs = Math.max(0, ((median(many) - startMs) * workers) / (NO_OP_TASKS - 1));
    return [{ tool, workers, startMs: Math.round(startMs), taskMs: roundTo(taskMs, 1) }];
  });
}

/** One row for each shape, workers and tool: medians, and their ratios to what is possible. */
function tableOf(cells, costs) {
  const measured = cells.filter((cell) => !isNoOp(cell) && !isCached(cell));
  return groupBy(measured, ({ shape, workers, tool }) => `${shape} ${workers} ${tool}`).map((group) => {
    const { shape, workers, tool } = group[0];
    const { bestMs, lowerBoundMs } = bestKnown(shape, workers);
    const runsMs = group.map(({ grossMs }) => grossMs);
    const grossMs = median(runsMs);
    const cost = costs.find((row) => row.tool === costTool(tool) && row.workers === workers);
    const net = cost && (grossMs - cost.startMs) / bestKnown(shape, workers, cost.taskMs).bestMs;
    const ratios = { gross: roundTo(grossMs / lowerBoundMs, 3), ...(cost ? { net: roundTo(net, 3) } : {}) };
    return { shape, workers, tool, runsMs, grossMs: Math.round(grossMs), bestMs, lowerBoundMs, ...ratios };
  });
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
    ...netMean(of(table, 'nx').filter(isRandomRow), 'nx: mean net makespan / best known, random graphs'),
    ...netMean(of(table, 'crest'), 'crest: mean net makespan / best known, all graphs', { max: 1.02 }),
    ...slowest(cells),
    ...pairRows(cells, ['crest', 'nx'], 'crest − nx, own history'),
    ...pairRows(cells, ['crest-no-history', 'nx-no-history'], 'crest − nx, no history at all', { max: 0 }),
    ...pairRows(cells, ['crest-imported', 'crest'], 'crest, imported history − own history', { max: 0 }),
    ...cachedRows(cells),
    withReach({ name: 'runs that failed', value: failed, unit: 'runs', reach: { max: 0 } }),
  ];
}

function netMean(rows, name, reach) {
  const known = rows.filter(({ net }) => net !== undefined);
  return known.length === 0 ? [] : [value(name, mean(known.map(({ net }) => net)), 4, reach)];
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

/** The mean difference of pairs; `reach` is asked of the lower end of its interval: more would be slower beyond noise. */
function pairRows(cells, tools, name, reach) {
  const pairs = pairsOf(cells, tools);
  if (pairs.length === 0) return [];
  const { mean: middle, low, high } = meanWithInterval(pairs.map(({ percent }) => percent));
  const wins = pairs.filter(({ percent }) => percent < 0).length;
  const interval = `95 % interval ${roundTo(low, 2)} … ${roundTo(high, 2)} %, shorter in ${wins} of ${pairs.length} pairs`;
  const rows = [{ name: `${name}: mean difference (${interval})`, value: roundTo(middle, 2), unit: '%' }];
  if (reach) rows.push(withReach({ name: `${name}: lower end`, value: roundTo(low, 2), unit: '%', reach }));
  return rows;
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

/** Nothing to do: everything is in the cache. */
function cachedRows(cells) {
  const cached = cells.filter(isCached);
  const stock = of(cached, 'nx');
  const differences = of(cached, 'crest').flatMap(({ round, grossMs }) => {
    const other = stock.find((cell) => cell.round === round);
    return other ? [grossMs - other.grossMs] : [];
  });
  if (differences.length === 0) return [];
  const { mean: middle, low, high, pairs } = meanWithInterval(differences);
  const base = median(stock.map(({ grossMs }) => grossMs));
  const name = `everything cached, 100 tasks: crest − nx (nx ${Math.round(base)} ms, ${pairs} pairs`;
  const interval = `95 % interval ${Math.round(low)} … ${Math.round(high)} ms)`;
  const reach = { max: Math.max(50, Math.round(0.05 * base)) };
  return [
    withReach({ name: `${name}, ${interval}`, value: Math.round(middle), unit: 'ms', reach }),
    { name: 'everything cached, 100 tasks: crest − nx', value: roundTo((100 * middle) / base, 1), unit: '%' },
  ];
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
  return shape === 'cached';
}

function isRandomRow({ shape }) {
  return isRandom(shape);
}

function isNamed({ shape }) {
  return !isRandom(shape);
}

function groupBy(items, keyOf) {
  const groups = new Map();
  for (const item of items) groups.set(keyOf(item), [...(groups.get(keyOf(item)) ?? []), item]);
  return [...groups.values()];
}
