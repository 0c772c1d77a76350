/** docs/benchmarks.md, from the JSON file of a series. Every figure in it is one of the file's; so are wins of others. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import prettier from 'prettier';
import { isRandom } from './series.mjs';
import { mean } from './statistics.mjs';

/** `report` is of the suite `run`, the others of the suite `forecast`. */
export async function writeDocs([report, ...forecasts], root) {
  const file = join(root, 'docs/benchmarks.md');
  const options = await prettier.resolveConfig(file);
  const text = [
    ...introduction(report),
    ...reaches(report),
    ...tables(report),
    ...winners(report),
    ...realWorkspaces(forecasts),
    ...method(report),
  ].join('\n\n');
  writeFileSync(file, await prettier.format(text, { ...options, parser: 'markdown' }));
}

function introduction({ date, machine, command, versions, settings, volume, tools, skipped }) {
  const missing = Object.entries(skipped).map(([name, reason]) => `${name} is missing: ${reason}.`);
  return [
    '# Benchmarks of `crest run`',
    `${date.slice(0, 10)}, ${machine.cpu}, ${machine.cores} cores, ${machine.memoryGiB} GiB, ${machine.system}, Node ${versions.node}. Repeat it with:`,
    `\`\`\`\n${withoutFolders(command)}\n\`\`\``,
    `Tasks sleep, so that the number of cores does not matter: what is left is the order in which a tool starts tasks, and what each task costs it. ${settings.runs} runs of each tool, one tool after the other within a run; each run has other names in another order of declaration, alike for all tools.${settings.quick ? ' This was a quick series: its figures say little.' : ''}${unfinishedText(volume)}`,
    grid(
      ['tool', 'version', 'set up as'],
      tools.map(({ name, version, setting }) => [name, version, setting]),
    ),
    ...missing,
  ];
}

/** The folders of the machine that measured say nothing to others. */
function withoutFolders(command) {
  return command.replace(/\S*\/(\S+)/g, '…/$1');
}

function unfinishedText({ runs, unfinished }) {
  return unfinished > 0
    ? ` The series is not finished: ${runs - unfinished} of ${runs} runs were made, most cells once, and means are over the cells that a tool has run: compare tools cell by cell.`
    : '';
}

function reaches({ rows }) {
  const limit = ({ reach, unit }) => (reach ? `≤ ${reach.max} ${unit}` : '');
  const verdict = ({ met }) => ({ true: 'met', false: '**missed**', null: 'undecided' })[met] ?? '';
  return [
    '## Figures',
    'Net: without the start-up of the tool, and beside the best schedule known when every task takes its cost longer; both are measured with tasks that do nothing. A difference is that of two runs with the same declaration; its interval is a bootstrap over the pairs. A limit for a difference is met where the whole interval lies below it, missed where all of it lies above, and undecided between.',
    grid(
      ['figure', 'value', 'must be', ''],
      rows.map((row) => [row.name, `${row.value} ${row.unit}`, limit(row), verdict(row)]),
    ),
  ];
}

function tables({ table, tools, shapes, costs }) {
  const named = table.filter(({ shape }) => !isRandom(shape));
  const names = tools.map(({ name }) => name);
  const paired = table.filter(({ shape }) => isRandom(shape));
  return [
    '## Makespan / lower bound, start-up and cost of tasks included',
    'Median of the runs. The lower bound is proven, for tasks that cost nothing to start. Bold: the shortest of the row.',
    grid(['shape, P', ...names], rowsBy(named, names, 'gross')),
    '## Makespan / best known, net',
    'Below 1 where tasks cost less beside sleeping ones than among tasks that do nothing, which keep the tool itself busy: the more workers, the more. The figures above therefore have a mean with the lowest cost, too.',
    grid(['shape, P', ...names], rowsBy(named, names, 'net')),
    ...(paired.length > 0
      ? ['## Random graphs', grid(['graph, P', 'crest', 'nx'], rowsBy(paired, ['crest', 'nx'], 'gross'))]
      : []),
    '## Shapes',
    grid(
      ['shape', 'tasks', 'work', ''],
      shapes.map(({ name, tasks, workMs, about }) => [name, tasks, `${workMs / 1000} s`, about]),
    ),
    '## Start-up, and the cost of a task',
    grid(
      ['tool', 'P', 'start-up', 'each task'],
      costs.map((row) => [row.tool, row.workers, `${row.startMs} ms`, `${row.taskMs} ms`]),
    ),
  ];
}

/** One row for each shape and number of workers, and one of means where the shapes were run by all. */
function rowsBy(table, names, ratio) {
  const keys = [...new Set(table.map(({ shape, workers }) => `${shape}, ${workers}`))];
  const rows = keys.map((key) => {
    const own = table.filter(({ shape, workers }) => `${shape}, ${workers}` === key);
    const values = names.map((name) => own.find(({ tool }) => tool === name)?.[ratio]);
    const best = Math.min(...values.filter((value) => value !== undefined));
    return [key, ...values.map((value) => ratioText(value, value === best))];
  });
  const means = names.map((name) => table.filter(({ tool }) => tool === name).flatMap((row) => row[ratio] ?? []));
  return [...rows, ['mean', ...means.map((all) => (all.length === keys.length ? mean(all).toFixed(3) : '–'))]];
}

function ratioText(value, isBest) {
  if (value === undefined) return '–';
  return isBest ? `**${value.toFixed(3)}**` : value.toFixed(3);
}

/** Where another tool is the shortest, with the reason that the figures give. */
function winners({ table, costs }) {
  const keys = [...new Set(table.map(({ shape, workers }) => `${shape}, ${workers}`))];
  const lost = keys.flatMap((key) => {
    const row = table.filter(({ shape, workers }) => `${shape}, ${workers}` === key);
    const crest = row.find(({ tool }) => tool === 'crest');
    const others = row.filter(({ tool }) => !tool.startsWith('crest'));
    if (!crest || others.length === 0) return [];
    const best = others.reduce((a, b) => (b.grossMs < a.grossMs ? b : a));
    if (best.grossMs >= crest.grossMs) return [];
    return [[key, best.tool, `${crest.grossMs - best.grossMs} ms`, reasonFor(crest, best, costs)]];
  });
  return [
    '## Where another tool is faster',
    'A tool that starts in less time, or spends less on each task, ends sooner even with a worse order: a native program starts in milliseconds, while Nx, and with it `crest run`, loads Node.js and the project graph first. The last column takes each difference apart; what is negative there is in favour of `crest run`.',
    lost.length === 0 ? 'Nowhere in this series.' : grid(['shape, P', 'faster', 'by', 'made of'], lost),
  ];
}

/** The difference in parts: start-up, what the costs of tasks add to the best schedule, and the rest. */
function reasonFor(crest, best, costs) {
  const of = (tool) => costs.find((row) => row.tool === tool && row.workers === crest.workers);
  if (!of('crest') || !of(best.tool)) return 'costs were not measured';
  const startMs = of('crest').startMs - of(best.tool).startMs;
  const costMs = crest.bestWithCostMs - best.bestWithCostMs;
  const restMs = crest.grossMs - best.grossMs - startMs - costMs;
  return `start-up ${startMs} ms, cost of tasks ${costMs} ms, order and noise ${restMs} ms`;
}

/** What was measured on workspaces of others, with the commands that did. */
function realWorkspaces(forecasts) {
  if (forecasts.length === 0) return [];
  const described = forecasts.flatMap(({ workspaces }) => workspaces);
  const used = new Map(
    described.map(({ name, commit, nx, args }) => [
      name,
      `- ${name}, commit ${commit.slice(0, 7)}, Nx ${nx}: \`${args.join(' ')}\``,
    ]),
  );
  const limit = ({ reach, unit }) =>
    reach ? `${reach.min === undefined ? '≤' : '≥'} ${reach.min ?? reach.max} ${unit}` : '';
  const verdict = ({ met }) => ({ true: 'met', false: '**missed**', null: 'undecided' })[met] ?? '';
  return [
    '## Real workspaces: tasks that compute',
    `${forecasts[0].date.slice(0, 10)}, the same machine. Forecasts after 3 recorded runs, then 10 runs; "no history": neither ours nor Nx's, in turn with \`nx run-many\`.`,
    [...used.values()].join('\n'),
    grid(
      ['figure', 'value', 'must be', ''],
      forecasts
        .flatMap(({ rows }) => rows)
        .map((row) => [row.name, `${row.value} ${row.unit}`, limit(row), verdict(row)]),
    ),
    `\`\`\`\n${[...new Set(forecasts.map(({ command }) => withoutFolders(command)))].join('\n')}\n\`\`\``,
  ];
}

function method({ seeds }) {
  return [
    '## Method',
    [
      '- A task is `sh` with two lines written to a log and a `sleep` between; the log proves that each task ran once, after what it waits for, and never more than P at a time. A run for which that is not so counts as failed.',
      '- No tool may take results from a cache. Nx and `crest run` have the history of one recorded run with P = 4 and of the runs before; "no history" is without, as in a fresh clone.',
      '- The workspaces of Nx and `crest run` are alike; the plugin is not in nx.json, for no shape has a planning document. `crest-plugin` and `nx-plugin` are the two with it: what the plugin costs at the start, it costs both.',
      '- turbo and lage start each task through `pnpm run`, as they do; wireit, moon, Nx, ninja and make run the command themselves.',
      `- Random graphs have the seeds ${seeds.random[0]} to ${seeds.random.at(-1)}.`,
    ].join('\n'),
  ];
}

function grid(head, rows) {
  const line = (cells) => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}
