import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { measureSource, predictDuration, type DurationSample, type SourceSize } from '@nx-crest/analyzer';
import { milliseconds, type Estimate, type EstimateSource } from '@nx-crest/core';
import type { NxRuntime } from '../nx/load-nx.js';
import type { NxProjectGraph } from '../nx/nx-types.js';
import type { WorkspaceTask } from '../nx/read-task-graph.js';

/** A target run of which nothing is known: its project holds no code that could be measured. */
const UNKNOWN_MS = milliseconds(2000);

/** Where files and their sizes come from. */
export interface SizeSource {
  readonly nx: Pick<NxRuntime, 'listFiles'>;
  readonly graph: NxProjectGraph;
  readonly workspaceRoot: string;
}

/** A task that was measured; Nx's own history keeps means only, so nothing is known of their spread. */
export function nxHistoryEstimate(ms: number): Estimate {
  return { ms: milliseconds(ms), p90Ms: milliseconds(ms), source: 'nx-history' };
}

/**
 * Estimates by task id: what was measured (our own history, else Nx's), else what the planning document of the task says,
 * else predicted from the size of the project's code (and from how long the measured tasks took for theirs), else a default.
 * Code is read only where something is to be predicted.
 */
export async function estimateTasks(
  tasks: readonly WorkspaceTask[],
  measured: ReadonlyMap<string, Estimate>,
  source: SizeSource,
): Promise<ReadonlyMap<string, Estimate>> {
  const working = tasks.filter((task) => !takesNoTime(task));
  const planned = new Map(working.flatMap((task) => plannedEstimate(task, source.graph)));
  const sizes = working.every((task) => measured.has(task.id) || planned.has(task.id))
    ? new Map<string, SourceSize>()
    : await measureProjects(working, source);
  const samples = working.flatMap((task): DurationSample[] => {
    const ms = measured.get(task.id)?.ms;
    const size = sizes.get(task.target.project);
    return ms === undefined || !size ? [] : [{ target: task.target.target, size, ms }];
  });
  const estimates = working.map((task): readonly [string, Estimate] => {
    const known = measured.get(task.id) ?? planned.get(task.id);
    if (known) return [task.id, known];
    const size = sizes.get(task.target.project);
    if (!size || size.files === 0) return [task.id, { ms: UNKNOWN_MS, p90Ms: UNKNOWN_MS, source: 'default' }];
    return [task.id, predictDuration(task.target.target, size, samples)];
  });
  return new Map(estimates);
}

const PLANNED_SOURCES: ReadonlySet<unknown> = new Set<EstimateSource>(['override', 'history', 'document', 'default']);

/** What the plugin wrote beside the target that it made of a task; at most one pair of id and estimate. */
function plannedEstimate({ id, target }: WorkspaceTask, { nodes }: NxProjectGraph): readonly [string, Estimate][] {
  const crest = nodes[target.project]?.data.targets?.[target.target]?.metadata?.['crest'];
  if (typeof crest !== 'object' || crest === null) return [];
  const { estimateMs, estimateSource } = crest as Readonly<Record<string, unknown>>; // both checked below
  if (typeof estimateMs !== 'number' || !(estimateMs >= 0) || !PLANNED_SOURCES.has(estimateSource)) return [];
  const ms = milliseconds(estimateMs);
  return [[id, { ms, p90Ms: ms, source: estimateSource as EstimateSource }]]; // it is one of PLANNED_SOURCES
}

/** Noops do nothing, and servers run beside the others until the end. */
export function takesNoTime(task: WorkspaceTask): boolean {
  return task.noop || task.continuous;
}

async function measureProjects(
  tasks: readonly WorkspaceTask[],
  { nx, graph, workspaceRoot }: SizeSource,
): Promise<ReadonlyMap<string, SourceSize>> {
  const files = await nx.listFiles(graph);
  const projects = new Set(tasks.map((task) => task.target.project));
  const sizes = [...projects].map((name): readonly [string, SourceSize] => {
    const paths = (files[name] ?? []).map(({ file }) => file);
    const root = graph.nodes[name]?.data.root ?? '.';
    return [name, measureSource(root, paths, (path) => readOrNothing(join(workspaceRoot, path)))];
  });
  return new Map(sizes);
}

function readOrNothing(path: string): Uint8Array | undefined {
  try {
    return readFileSync(path);
  } catch {
    return undefined; // deleted since Nx listed it
  }
}
