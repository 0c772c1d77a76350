import { availableParallelism } from 'node:os';
import { diagnostic, type Diagnostic } from '@nx-crest/core/model';
import type { NxProjectGraph } from '../../nx/nx-types.js';
import { PARALLEL_VARIABLE } from '../../nx/parallel-variable.js';
import { runsSingleSpecs, type RunnerConfiguration } from '../../specs/runner-configuration.js';
import type { SpecSession } from '../../specs/spec-session.js';
import type { Journal } from './journal.js';
import type { PassedOn } from './passed-on.js';
import { plainTarget } from './plain-target.js';
import { runConfiguration } from './run-configuration.js';
import { shareWorkers } from './share-workers.js';
import type { SpecResult } from './spec-result.js';

/** One spec that is to run. */
export interface SpecTask {
  /** Nx's name of the task. */
  readonly id: string;
  readonly project: string;
  readonly spec: string;
  readonly config: string;
  readonly name: string;
  /** The key of its result; `undefined` where it is not known, and nothing can be found or kept by it. */
  readonly key?: string | undefined;
  /** *Units*: ms; `undefined` where it never ran. */
  readonly estimateMs?: number | undefined;
}

/** What became of a task. */
export interface TaskResult extends Omit<SpecResult, 'file'> {
  readonly id: string;
}

/** Where and how specs run. */
export interface SpecsRun {
  readonly workspaceRoot: string;
  readonly projectGraph: Pick<NxProjectGraph, 'nodes'>;
  readonly session: Pick<SpecSession, 'configurationFile' | 'configurations'>;
  readonly passedOn: PassedOn;
  readonly workers: number;
  readonly journal: Journal;
  readonly signal: AbortSignal;
  /** Told of each task as soon as it is done, and once more where it fails after all. */
  readonly onResult: (result: TaskResult) => void;
}

/** How many specs run at a time: what the target says, else `crest run`, else `nx.json`, else one for each core. */
export function workersOf(
  option: number | undefined,
  env: NodeJS.ProcessEnv,
  nxJson: { readonly parallel?: number | string | undefined },
): number {
  const given = [option, Number(env[PARALLEL_VARIABLE]), Number(nxJson.parallel)];
  return given.find((count) => count !== undefined && Number.isInteger(count) && count > 0) ?? availableParallelism();
}

/** A spec that never ran is taken for a long one. */
const UNKNOWN_MS = 60_000;

/**
 * Runs tasks: those of one configuration in one process of its runner, the longest first. What a broken run has already done is
 * not done again. Every task has a result when this is done.
 */
export async function runSpecs(tasks: readonly SpecTask[], run: SpecsRun): Promise<void> {
  const open = replayed(tasks, run);
  const pieces = groupsOf(open).map((group) => {
    const ordered = [...group].sort((a, b) => estimateOf(b) - estimateOf(a) || (a.spec < b.spec ? -1 : 1));
    const estimateMs = ordered.reduce((sum, task) => sum + estimateOf(task), 0);
    return { tasks: ordered, most: ordered.length, estimateMs };
  });
  await shareWorkers(pieces, run.workers, async (piece, workers) => {
    await runGroup(piece.tasks, workers, run);
  });
}

function estimateOf({ estimateMs }: SpecTask): number {
  return estimateMs ?? UNKNOWN_MS;
}

/** Tasks of one configuration together. */
export function groupsOf(tasks: readonly SpecTask[]): readonly (readonly SpecTask[])[] {
  const groups = new Map<string, SpecTask[]>();
  for (const task of tasks) {
    const id = [task.project, task.config, task.name].join('\0');
    const group = groups.get(id) ?? [];
    group.push(task);
    groups.set(id, group);
  }
  return [...groups.values()];
}

/** Tells what the journal knows. *Returns* the tasks of which it knows nothing. */
function replayed(tasks: readonly SpecTask[], { journal, passedOn, onResult }: SpecsRun): readonly SpecTask[] {
  if (passedOn.hasEffects) return tasks;
  return tasks.filter(({ id, key }) => {
    const entry = key === undefined ? undefined : journal.get(key);
    if (entry) onResult({ ...entry, id, passed: true, output: `${entry.output}\n(from a run that did not end)` });
    return entry === undefined;
  });
}

async function runGroup(tasks: readonly SpecTask[], workers: number, run: SpecsRun): Promise<void> {
  const { journal, onResult, workspaceRoot, projectGraph, passedOn, signal } = run;
  const [first] = tasks;
  if (!first) return;
  const startMs = Date.now();
  const fail = (failed: readonly SpecTask[], output: string): void => {
    for (const { id } of failed) onResult({ id, passed: false, output, startMs, endMs: Date.now() });
  };
  const { configuration, file, diagnostics } = await configurationOf(first, run);
  if (!configuration) {
    fail(tasks, diagnostics.map(({ code, message, hint }) => `${code} ${message}\n  ${hint}`).join('\n'));
    return;
  }
  const bySpec = new Map(tasks.map((task) => [task.spec, task]));
  const done = new Map<string, Omit<TaskResult, 'id'>>();
  const { failure, isCrash } = await runConfiguration({
    ...{ configuration, workers, passedOn, workspaceRoot, signal },
    specs: tasks.map(({ spec }) => spec),
    plain: plainTarget(first.project, file, { projectGraph, workspaceRoot }),
    onResult: (spec, result) => {
      const task = bySpec.get(spec);
      if (!task) return;
      const told = together(done.get(spec), result);
      done.set(spec, told);
      if (task.key !== undefined && !passedOn.hasEffects) {
        const { passed, ...entry } = told;
        if (passed) journal.add({ ...entry, key: task.key });
        else journal.revoke(task.key);
      }
      onResult({ ...told, id: task.id });
    },
  });
  const missing = tasks.filter(({ spec }) => !done.has(spec));
  for (const task of missing) fail([task], `${failure ?? ''}\n${notRun(task.spec, configuration)}`.trim());
  // What fails and belongs to no spec makes no result of this process one to rely on.
  if (failure === undefined || isCrash) return;
  for (const { key } of tasks) if (key !== undefined) journal.revoke(key);
  fail(tasks, failure);
}

/** What was told of a spec before, and what is told now: an error may be seen only when the spec is done. */
function together(before: Omit<TaskResult, 'id'> | undefined, now: Omit<TaskResult, 'id'>): Omit<TaskResult, 'id'> {
  if (!before) return now;
  return { ...before, passed: before.passed && now.passed, output: `${before.output}\n${now.output}` };
}

function notRun(spec: string, { configFile }: RunnerConfiguration): string {
  const { code, message, hint } = diagnostic('CREST506', { spec, path: configFile });
  return `${code} ${message}\n  ${hint}`;
}

async function configurationOf({ config, name, spec }: SpecTask, { session }: SpecsRun) {
  const file = session.configurationFile(config);
  if (!file) return { diagnostics: [diagnostic('CREST502', { spec })] };
  const { configurations, diagnostics } = await session.configurations(file);
  const [old] = configurations.filter((one) => !runsSingleSpecs(one));
  if (old) {
    const { runner, version, configFile: path } = old;
    return { diagnostics: [diagnostic('CREST507', { path, runner: runner === 'jest' ? 'Jest' : 'Vitest', version })] };
  }
  const configuration = configurations.find((one) => one.name === name);
  const found: readonly Diagnostic[] = diagnostics.length > 0 ? diagnostics : [diagnostic('CREST502', { spec })];
  return configuration ? { configuration, file, diagnostics: [] } : { diagnostics: found };
}
