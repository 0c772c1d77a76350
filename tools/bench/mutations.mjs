/**
 * `npm run bench -- mutations --workspace DIR --data STATE_DIR [--runs 300] [--minutes N] [--only 12,40]`: is a spec's result really
 * the same as long as its key is? Specs of a real workspace, a git checkout with dependencies, are run from scratch; then mutations
 * are made, one at a time and each taken back, and every spec whose key stays what it was is run again. Another result is a miss.
 *
 * What was found is kept in STATE_DIR, mutation by mutation: a second call goes on where the first one ended. `--only` repeats single
 * mutations by their numbers, and keeps nothing. The workspace is nobody else's meanwhile: whatever git does not know there is removed.
 */
import { appendFileSync, existsSync, mkdirSync, readdirSync, readFileSync, realpathSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { applyChange, revertChange } from './mutations/change.mjs';
import { judge } from './mutations/judge.mjs';
import { keysOf } from './mutations/keys.mjs';
import { kindNames, makeChange } from './mutations/kinds.mjs';
import { chooseSubjects } from './mutations/subjects.mjs';
import { git, openWorkspace } from './mutations/workspace.mjs';
import { seededRandom } from './run/random.mjs';

const SEED = 20_261_130;
const RUNS = 300;
/** What is remembered between sessions is held against what is found out anew. */
const MEMORY_CHECKED_EVERY = 10;

/** @returns `{ rows, mutations }`: a row per figure, and every mutation */
export async function run({ data, log, options }) {
  const [folder] = options.workspace ?? [];
  if (!folder || !data) throw new RangeError('mutations needs --workspace DIR and --data STATE_DIR');
  process.env.CI = 'true'; // no runner writes snapshots then
  const state = await openState(realpathSync(resolve(folder)), data, log);
  const file = join(data, 'mutations.jsonl');
  const only = options.only?.map(Number);
  const before = only || !existsSync(file) ? [] : linesIn(file);
  const done = new Map(before.map((record) => [record.index, record]));
  const began = performance.now();
  for (const index of only ?? Array.from({ length: options.runs ?? RUNS }, (_, number) => number)) {
    if (done.has(index)) continue;
    if (options.minutes && performance.now() - began > options.minutes * 60_000) break;
    const record = await mutate(index, state);
    done.set(index, record);
    if (!only) appendFileSync(file, JSON.stringify(record) + '\n');
    log(shown(record));
  }
  const mutations = [...done.values()];
  return {
    rows: rowsOf(mutations),
    specs: state.subjects.map(({ spec, configFile }) => `${spec} (${configFile})`),
    mutations,
  };
}

async function openState(root, data, log) {
  mkdirSync(data, { recursive: true });
  const journal = join(data, 'applied.json');
  revertChange(root, journal);
  const workspace = openWorkspace(root, data);
  const folder = join(data, 'memory');
  rmSync(folder, { recursive: true, force: true }); // another version of ours may have written it
  const file = join(data, 'subjects.json');
  const subjects = await chooseSubjects(workspace, { file, folder, random: seededRandom(SEED), log });
  revertChange(root, journal);
  log(`${subjects.length} specs of ${root}`);
  const found = workspace.list().map((listed) => listed.file);
  const paths = new Set(found);
  const installed = installedIn(root);
  return {
    ...{ root, journal, workspace, folder, subjects, cacheFolder: join(data, 'jest') },
    context: {
      ...{ root, files: found, subjects, installed, exists: (path) => paths.has(path) },
      read: (path) => readFileSync(join(root, path), 'utf8'),
      bytes: (path) => readFileSync(join(root, path)),
    },
  };
}

function installedIn(root) {
  const top = readdirSync(join(root, 'node_modules')).filter((name) => !name.startsWith('.'));
  const names = top.flatMap((name) =>
    name.startsWith('@') ? readdirSync(join(root, 'node_modules', name)).map((part) => `${name}/${part}`) : [name],
  );
  return names.map((name) => `node_modules/${name}`);
}

/** The last line may have been cut off. */
function linesIn(file) {
  const text = readFileSync(file, 'utf8');
  return text
    .slice(0, text.lastIndexOf('\n') + 1)
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line));
}

async function mutate(index, { root, journal, workspace, folder, subjects, cacheFolder, context }) {
  const random = seededRandom(SEED + 7_919 * index);
  const change = makeChange({ ...context, random });
  const changed = change.writes.map(({ path }) => path);
  const began = performance.now();
  const revert = () => revertChange(root, journal);
  applyChange(root, journal, change.writes);
  try {
    const keys = await keysOf(subjects, { workspace, changed, folder });
    const isChecked = index % MEMORY_CHECKED_EVERY === 0;
    const anew = isChecked ? await keysOf(subjects, { workspace, changed }) : keys;
    const diff = git(root, ['diff', '-U0']).slice(0, 4_000);
    const found = await judge({ subjects, keys, change, random }, { root, cacheFolder, revert });
    revert();
    const after = isChecked ? await keysOf(subjects, { workspace, folder }) : [];
    const forgotten = [
      ...subjects.filter((_, at) => keys[at] !== anew[at]),
      ...subjects.filter(({ key }, at) => isChecked && after[at] !== key),
    ].map(({ spec }) => spec);
    const ms = Math.round(performance.now() - began);
    const { kind, what } = change;
    return { index, kind, what, changed, ms, ...found, forgotten, ...(found.misses.length > 0 ? { diff } : {}) };
  } finally {
    revert();
  }
}

function shown({ index, kind, what, ms, skipped, again, misses, unconfirmed, forgotten, ...counts }) {
  const worst = [
    ...misses.map(
      (miss) => `\n  MISS ${miss.spec} (${miss.configFile}), one of ${miss.of}\n    ${JSON.stringify(miss)}`,
    ),
    ...unconfirmed.map(({ spec }) => `\n  not confirmed: ${spec}`),
    ...forgotten.map((spec) => `\n  REMEMBERED WRONGLY: ${spec}`),
  ];
  const sampled = `${counts.needless} of ${counts.sampled} needless`;
  return `${index} ${kind}: ${what}\n  ${ms} ms, ${skipped} skipped, ${again} run again (${sampled})${worst.join('')}`;
}

function rowsOf(mutations) {
  const sum = (countOf) => mutations.reduce((total, record) => total + countOf(record), 0);
  const row = (name, value, unit = 'specs') => ({ name, value, unit });
  const none = (name, value) => ({ ...row(name, value), reach: { max: 0 }, met: value === 0 });
  return [
    row('mutations', mutations.length, 'mutations'),
    ...kindNames.map((kind) =>
      row(`mutations: ${kind}`, mutations.filter((one) => one.kind === kind).length, 'mutations'),
    ),
    row(
      'skipped, and run to compare',
      sum(({ skipped }) => skipped),
    ),
    row(
      'run again',
      sum(({ again }) => again),
    ),
    row(
      'run again, looked at',
      sum(({ sampled }) => sampled),
    ),
    row(
      'run again, looked at: needless',
      sum(({ needless }) => needless),
    ),
    row(
      'another result, not confirmed',
      sum(({ unconfirmed }) => unconfirmed.length),
    ),
    none(
      'another key where nothing was remembered',
      sum(({ forgotten }) => forgotten.length),
    ),
    none(
      'misses',
      sum(({ misses }) => misses.length),
    ),
    row('time', Math.round(sum(({ ms }) => ms) / 60_000), 'minutes'),
  ];
}
