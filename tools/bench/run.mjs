/**
 * `crest run` beside the schedulers of other build tools: sleep tasks, so that cores do not matter and order and cost of
 * a task are what is left. Peers are installed into a folder outside the repository. A series that was interrupted goes on
 * where it stopped. Sleeping tasks, names and order of declaration are seeded; each round has others, alike for all tools.
 */
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { bestKnown, checkShapes } from './run/best-known.mjs';
import { resultsOf } from './run/results.mjs';
import {
  CACHED,
  cellsOf,
  declarationName,
  declarationSeed,
  declaredShape,
  RECORD_WORKERS,
  settingsOf,
} from './run/series.mjs';
import { RANDOM_SEEDS, SHAPE_NAMES, shapeOf, tasksOf } from './run/shapes.mjs';
import { openStore } from './run/store.mjs';
import { CACHED_TOOLS, homeOf, installTools, TOOLS } from './run/tools.mjs';
import { openWorkspace, timeRun } from './run/workspace.mjs';

export { writeDocs } from './run/write-docs.mjs';

const CACHED_GRAPH = { shape: 'd', workers: 4 };
/** What a tool needs besides the work of its tasks, for the estimate only. */
const TYPICAL_OVERHEAD_MS = 1_500;

/** @returns `{ rows, … }`: figures with their reach, and what they were made of */
export async function run({ log, options }) {
  checkShapes();
  const folder = resolve(options.peers ?? join(tmpdir(), 'nx-crest-bench'));
  const settings = settingsOf(
    options,
    TOOLS.map(({ name }) => name),
  );
  const wanted = TOOLS.filter(({ name }) => settings.tools.includes(name));
  const { installed, versions, skipped } = installTools(wanted, join(folder, 'tools'), log);
  const series = { shapes: fingerprint(JSON.stringify(SHAPE_NAMES.map(shapeOf))), settings, versions };
  const store = openStore(storeFile(options, folder), series);
  const workspaces = workspacesOf(join(folder, 'workspaces'), fingerprint(JSON.stringify(series)));
  const bench = {
    tools: new Map([...TOOLS, ...CACHED_TOOLS].map((tool) => [tool.name, tool])),
    folder,
    workspaces,
    store,
    log,
  };

  const cells = cellsOf(settings, installed);
  announce(cells, settings, bench);
  const isOver = deadlineOf(options.minutes);
  await measureCached(settings.cachedPairs, new Set(installed.map(({ name }) => name)), bench);
  for (const cell of cells) if (!store.has(cell) && !isOver()) await measure(cell, bench);
  const unfinished = cells.filter((cell) => !store.has(cell)).length;
  if (unfinished > 0) log(`${unfinished} of ${cells.length} runs are left: the same command goes on with them`);

  const { rows, ...results } = resultsOf(store.all());
  const tools = installed.map(({ name, setting }) => ({ name, version: versions[name], setting }));
  const shapes = SHAPE_NAMES.filter((name) => settings.shapes.includes(name)).map(describe);
  return {
    rows,
    settings,
    volume: { runs: cells.length, unfinished },
    seeds: { random: RANDOM_SEEDS },
    tools,
    skipped,
    shapes,
    ...results,
  };
}

/** Whether the minutes that a series may take are over; without a limit never. */
function deadlineOf(minutes) {
  const endMs = minutes === undefined ? Infinity : performance.now() + minutes * 60_000;
  return () => performance.now() >= endMs;
}

function announce(cells, { quick, runs, workers, cachedPairs }, { tools, store, log }) {
  const left = cells.filter((cell) => !store.has(cell));
  const recorded = new Map(
    left
      .filter(({ tool }) => tools.get(tool).keepsHistory)
      .map(({ shape, round, tool }) => [
        `${declarationName(shape, round)} ${tool}`,
        { shape, workers: RECORD_WORKERS },
      ]),
  );
  const each = ({ shape, workers: count }) => 1.1 * boundOf(shape, count) + TYPICAL_OVERHEAD_MS;
  const cachedMs = cachedPairs * CACHED_TOOLS.length * TYPICAL_OVERHEAD_MS;
  const minutes = [...left, ...recorded.values()].reduce((sum, cell) => sum + each(cell), cachedMs) / 60_000;
  log(`${quick ? 'quick: fewer shapes, peers and runs; ' : ''}${runs} runs, P = ${workers.join(', ')}`);
  log(`random graphs: seeds ${RANDOM_SEEDS.join(', ')}`);
  log(`${cells.length} runs, ${left.length} of them to do, about ${Math.ceil(minutes)} minutes`);
}

function boundOf(shape, workers) {
  return SHAPE_NAMES.includes(shape) ? bestKnown(shape, workers).lowerBoundMs : 0;
}

async function measure(cell, bench) {
  const { shape, workers, round, tool } = cell;
  const declared = declaredShape(shape, round);
  const place = (name) => join(bench.workspaces, name, declarationName(shape, round));
  const opened = open({ tool, folder: place(tool), shape: declared }, bench);
  const from = opened.tool.historyFrom && join(place(opened.tool.historyFrom), 'workspace');
  await attempt({ ...cell, seed: declarationSeed(shape, round) }, bench, async () => {
    if (from && !existsSync(join(from, '../recorded'))) {
      await recorded(
        open({ tool: opened.tool.historyFrom, folder: place(opened.tool.historyFrom), shape: declared }, bench),
      );
    }
    await recorded(opened);
    return timeRun(opened, workers, { from });
  });
}

/** The same tasks, all of them in the cache; who is first alternates. */
async function measureCached(pairs, installed, bench) {
  const names = CACHED_TOOLS.filter(({ name, home }) => installed.has(home ?? name)).map(({ name }) => name);
  const shape = declaredShape(CACHED_GRAPH.shape, 1);
  const places = names.map((tool) =>
    open({ tool, folder: join(bench.workspaces, tool, CACHED), shape, cache: true }, bench),
  );
  for (let round = 1; round <= pairs; round += 1) {
    for (const opened of round % 2 === 0 ? places : places.toReversed()) {
      const cell = { shape: CACHED, workers: CACHED_GRAPH.workers, round, tool: opened.tool.name };
      if (bench.store.has(cell)) continue;
      await attempt(cell, bench, async () => {
        await recorded(opened);
        return timeRun(opened, CACHED_GRAPH.workers, { isCached: true });
      });
    }
  }
}

function open({ tool: name, ...where }, { tools, folder }) {
  const tool = tools.get(name);
  return openWorkspace({ tool, home: homeOf(tool, join(folder, 'tools')), ...where });
}

/** The runs from which a tool that keeps history has its own: one, shared by all numbers of workers. */
async function recorded(opened) {
  const done = join(opened.folder, 'recorded');
  if (!opened.tool.keepsHistory || existsSync(done)) return;
  await timeRun(opened, RECORD_WORKERS);
  writeFileSync(done, '');
}

/** A tool that fails is shown to fail; the others go on. */
async function attempt(cell, { store, log }, time) {
  const { shape, workers, round, tool } = cell;
  try {
    const grossMs = await time();
    store.add({ ...cell, grossMs });
    log(`${shape}, P = ${workers}, run ${round}: ${tool} ${grossMs} ms`);
  } catch (error) {
    store.add({ ...cell, error: error.message });
    log(`${shape}, P = ${workers}, run ${round}: ${tool} FAILED: ${error.message}`);
  }
}

function describe(name) {
  const shape = shapeOf(name);
  const tasks = tasksOf(shape);
  return {
    name,
    about: shape.about,
    tasks: tasks.length,
    workMs: tasks.reduce((sum, { durationMs }) => sum + durationMs, 0),
  };
}

function storeFile({ json, resume }, folder) {
  if (resume) return join(resolve(resume), 'run.cells.jsonl');
  return json ? `${resolve(json).replace(/\.json$/, '')}.cells.jsonl` : join(folder, 'run.cells.jsonl');
}

/** The folder of this series; those of others are removed, for their histories are of other versions. */
function workspacesOf(folder, name) {
  const others = existsSync(folder) ? readdirSync(folder).filter((other) => other !== name) : [];
  for (const other of others) rmSync(join(folder, other), { recursive: true, force: true });
  return join(folder, name);
}

function fingerprint(text) {
  return createHash('sha256').update(text).digest('hex').slice(0, 12);
}
