/**
 * `npm run bench -- replay --workspace DIR [--runs 300] [--peers N] [--only a,b] [--minutes N] [--data STATE_DIR]`: which specs are
 * run again after each of the last commits of a repository, by several rules: project by project, by the files that they may
 * observe, by our keys, and by what Jest and Vitest select themselves (`--findRelatedTests`, `related`).
 *
 * DIR is a clone of its own, with its packages installed as its newest commit has them: **its files are overwritten** with those of
 * one commit after the other; what git does not know stays. `--only` limits it to configurations whose path contains one of the
 * texts. `--peers N` lets the runners themselves select for N of the commits; for the others, it is told from the imports.
 * STATE_DIR keeps what is done, commit by commit: started again, the suite goes on.
 *
 * Commits that change TypeScript, at most 40 files, no merges. Where packages differ from the installed ones, and what else differs
 * from a checkout of each commit, is said in `replay/state-at.mjs`.
 */
import { spawnSync } from 'node:child_process';
import { appendFileSync, existsSync, mkdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, join, resolve } from 'node:path';
import { env, execPath } from 'node:process';
import { fileURLToPath } from 'node:url';
import { affectedProjects } from './replay/affected-projects.mjs';
import { causesOf, importsAny } from './replay/causes.mjs';
import { repository } from './replay/history.mjs';
import { lockedVersions } from './replay/locked-versions.mjs';
import { product } from './replay/product.mjs';
import { selectedByRunners } from './replay/runners-choice.mjs';
import { stateMaker } from './replay/state-at.mjs';
import { summaryOf } from './replay/summary.mjs';
import { worktree } from './replay/worktree.mjs';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const COMMITS = 300;
/** What Vitest takes for a reason to run everything, unless it is told otherwise. */
const RUNS_ALL = /(^|\/)(package\.json|(vitest|vite)\.config\.[^/]+)$/;

/** @returns `{ rows, workspaces }`: a row per figure; per workspace what caused runs, and what runners miss */
export async function run({ data, log, options }) {
  if (!options.workspace) throw new RangeError('replay needs --workspace DIR');
  const rows = [];
  const workspaces = [];
  for (const folder of options.workspace.map((one) => resolve(one))) {
    const name = basename(folder);
    const state = join(data ?? join(ROOT, 'tmp/replay'), name);
    mkdirSync(state, { recursive: true });
    const replayed = await replay({ folder, state, log: (line) => log(`${name}: ${line}`), options });
    const summary = summaryOf(replayed);
    rows.push(...summary.rows.map((row) => ({ ...row, name: `${name}, ${row.name}` })));
    workspaces.push({ name, head: replayed.head, only: options.only, ...summary.details });
  }
  return { rows, workspaces };
}

async function replay({ folder, state, log, options }) {
  const git = repository(folder);
  const head = pinnedHead(git, state);
  const projectGraph = graphOf(folder, state);
  const parts = product(ROOT);
  const tree = worktree(git);
  const only = options.only ?? [''];
  const makeState = stateMaker({
    ...{ workspaceRoot: folder, product: parts, projectGraph, folder: state },
    locked: lockedVersions(ROOT, { product: parts, workspaceRoot: folder }),
    only: (path) => only.some((text) => path.includes(text)),
  });
  const store = resultStore(join(state, 'commits.jsonl'));
  const chosen = resultStore(join(state, 'chosen.jsonl'));
  const known = new Map();
  const stateOf = async (commit) => {
    if (!known.has(commit)) known.set(commit, await makeState(tree.bringTo(commit)));
    for (const old of [...known.keys()].slice(0, -2)) known.delete(old); // states are large
    return known.get(commit);
  };
  const affected = affectedProjects(projectGraph);
  const commits = git.commits(options.runs ?? COMMITS);
  const wanted = sample(commits, Number(options.peers ?? 0));
  const end = performance.now() + (options.minutes ?? Infinity) * 60_000;
  tree.isAt(head);
  for (const [index, each] of commits.entries()) {
    if (performance.now() > end) break;
    if (store.has(each.commit) && (chosen.has(each.commit) || !wanted.has(each.commit))) continue;
    const began = performance.now();
    const after = await stateOf(each.commit);
    if (!store.has(each.commit)) {
      const before = await stateOf(each.parent);
      store.add(compared(each, { before, after, affected, textOf: (hash) => textOf(git, hash) }));
    }
    if (wanted.has(each.commit) && !chosen.has(each.commit)) {
      tree.bringTo(each.commit);
      chosen.add({ commit: each.commit, selected: selectedByRunners(folder, { after, changed: each.files, log }) });
    }
    const { ours } = store.get(each.commit);
    log(
      `${index + 1}/${commits.length} ${each.commit.slice(0, 8)} ${each.date}: ${ours.length} of ${after.specs.size} specs, ${Math.round(performance.now() - began)} ms`,
    );
    if (index % 20 === 0) after.save();
  }
  tree.bringTo(head);
  const replayed = commits.filter(({ commit }) => store.has(commit)).map(({ commit }) => store.get(commit));
  return { head, commits: replayed, chosen };
}

/** The commit from which it started: the work tree moves, HEAD does not; who resumes with another HEAD would mix two replays. */
function pinnedHead(git, state) {
  const head = git.head();
  const known = resultStore(join(state, 'head.jsonl'));
  if (!known.has(head)) known.add({ commit: head });
  if (known.size() > 1) throw new Error(`${state} holds a replay of another commit`);
  return head;
}

/** Of the newest commit, by the workspace's own Nx. */
function graphOf(folder, state) {
  const file = join(state, 'graph.json');
  if (!existsSync(file)) {
    const bin = createRequire(join(folder, 'package.json')).resolve('nx/bin/nx.js');
    const quiet = { NX_NO_CLOUD: 'true', NX_DAEMON: 'false', NX_TUI: 'false', CI: 'true' };
    const child = spawnSync(execPath, [bin, 'graph', `--file=${file}`], { cwd: folder, env: { ...env, ...quiet } });
    if (child.status !== 0) throw new Error(`nx graph failed in ${folder}\n${child.stderr}`);
  }
  return JSON.parse(readFileSync(file, 'utf8')).graph;
}

/** One commit, before and after. Counts are by configuration: `{ [configuration]: specs }`. */
function compared({ commit, parent, date, files }, { before, after, affected, textOf: text }) {
  const isAffected = affected(files);
  const there = files.filter((file) => after.files.hashOf(file) !== undefined);
  const record = {
    commit,
    parent,
    date,
    unread: after.unread,
    specs: {},
    project: {},
    bytes: {},
    imports: {},
    ours: [],
  };
  for (const [id, entry] of after.specs) {
    const was = before.specs.get(id);
    const name = groupOf(entry.configuration);
    const runsAll = entry.configuration.runner === 'vitest' && files.some((file) => RUNS_ALL.test(file));
    const isImported = runsAll || importsAny(entry, there);
    count(record.specs, name);
    if (isAffected(entry.spec)) count(record.project, name);
    if (was?.bytesKey !== entry.bytesKey) count(record.bytes, name);
    if (isImported) count(record.imports, name);
    if (was?.key === entry.key) continue;
    record.ours.push({ spec: entry.spec, group: name, isImported, causes: causesOf(was, entry, text) });
  }
  return record;
}

function groupOf({ runner, configFile, checksTypes }) {
  return runner === 'vitest' && checksTypes ? `${configFile} typecheck` : configFile;
}

function count(counts, name) {
  counts[name] = (counts[name] ?? 0) + 1;
}

function textOf(git, hash) {
  return hash === undefined ? undefined : git.blob(hash)?.toString('utf8');
}

/** Spread over all of them. */
function sample(commits, size) {
  const step = commits.length / Math.max(1, size);
  return new Set(
    Array.from({ length: Math.min(size, commits.length) }, (_, index) => commits[Math.floor(index * step)].commit),
  );
}

/** One line of JSON for each commit, appended as soon as it is done. */
function resultStore(file) {
  const lines = existsSync(file) ? readFileSync(file, 'utf8').split('\n') : [];
  const known = new Map(lines.filter((line) => line !== '').map((line) => [JSON.parse(line).commit, JSON.parse(line)]));
  return {
    has: (commit) => known.has(commit),
    get: (commit) => known.get(commit),
    size: () => known.size,
    add: (record) => {
      known.set(record.commit, record);
      appendFileSync(file, `${JSON.stringify(record)}\n`);
    },
  };
}
