import { compareText } from '@nx-crest/core/model';
import type { ModuleNode } from './module-parts.js';
import type { InstalledPackage } from './resolution.js';
import type { Widening } from './widening.js';
import type { WorkspaceFiles } from './workspace-files.js';

/** Everything that a test may observe, as far as it can be told. */
export interface SpecClosure {
  /** From the workspace root, sorted; the roots are among them. */
  readonly files: readonly string[];
  /** Files that are there but none of the workspace's own: what tasks have made. Sorted. */
  readonly outputs: readonly string[];
  /** Files that may be read as they are written; all others are only executed. Sorted. */
  readonly asWritten: readonly string[];
  /** Packages that files of the workspace name; what these need themselves is in the lock file. Sorted by folder. */
  readonly packages: readonly InstalledPackage[];
  /** Sorted. */
  readonly environment: readonly string[];
  /** By module and line. */
  readonly widenings: readonly Widening[];
  /** Something that is executed sees positions in sources. */
  readonly seesPositions: boolean;
}

/** Gives the node of a file; the same each time. */
export type NodeOf = (path: string) => ModuleNode;

/**
 * All that the roots lead to: what is executed because of them, and what that reads.
 *
 * *Complexity*: O(files + edges) of the closure.
 */
export function closureOf(roots: readonly string[], nodeOf: NodeOf, files: WorkspaceFiles): SpecClosure {
  const seen = new Set(roots);
  const nodes: ModuleNode[] = [];
  for (const path of seen) {
    const node = nodeOf(path); // a set goes on with what is added while it is walked over
    for (const file of node.files) seen.add(file);
    nodes.push(node);
  }
  return closureFrom(seen, nodes, files);
}

/** A closure of these files, and of what is executed in them. */
export function closureFrom(
  found: ReadonlySet<string>,
  executed: readonly Omit<ModuleNode, 'path'>[],
  files: WorkspaceFiles,
): SpecClosure {
  const asWritten = new Set<string>();
  const packages = new Map<string, InstalledPackage>();
  const environment = new Set<string>();
  for (const node of executed) {
    for (const file of node.reads) asWritten.add(file);
    for (const installed of node.packages) packages.set(installed.folder, installed);
    for (const name of node.environment) environment.add(name);
  }
  const paths = [...found].sort();
  return {
    files: paths.filter((path) => files.hashOf(path) !== undefined),
    outputs: paths.filter((path) => files.hashOf(path) === undefined),
    asWritten: [...asWritten].sort(),
    packages: [...packages.values()].sort((a, b) => compareText(a.folder, b.folder)),
    environment: [...environment].sort(),
    widenings: uniqueWidenings(executed.flatMap(({ widenings }) => widenings)),
    seesPositions: executed.some(({ seesPositions }) => seesPositions),
  };
}

/** What two closures hold together; everything sorted. */
export function bothClosures(one: SpecClosure, other: SpecClosure): SpecClosure {
  const merged = (field: 'files' | 'outputs' | 'asWritten' | 'environment') =>
    [...new Set([...one[field], ...other[field]])].sort();
  const packages = new Map([...one.packages, ...other.packages].map((installed) => [installed.folder, installed]));
  return {
    ...{ files: merged('files'), outputs: merged('outputs') },
    ...{ asWritten: merged('asWritten'), environment: merged('environment') },
    packages: [...packages.values()].sort((a, b) => compareText(a.folder, b.folder)),
    widenings: uniqueWidenings([...one.widenings, ...other.widenings]),
    seesPositions: one.seesPositions || other.seesPositions,
  };
}

/** Each once, by its place. */
function uniqueWidenings(widenings: readonly Widening[]): readonly Widening[] {
  return [...new Map(widenings.map((each) => [JSON.stringify(each), each])).values()].sort(byPlace);
}

function byPlace(a: Widening, b: Widening): number {
  return compareText(a.path, b.path) || a.line - b.line || compareText(a.reason, b.reason);
}

/** The chain of files from a root to `target`, the shortest one; empty where none leads there. */
export function pathTo(target: string, roots: readonly string[], nodeOf: NodeOf): readonly string[] {
  const from = new Map<string, string | undefined>(roots.map((root) => [root, undefined]));
  for (const path of from.keys()) {
    if (path === target) return chainTo(path, from);
    for (const file of nodeOf(path).files) if (!from.has(file)) from.set(file, path);
  }
  return [];
}

function chainTo(target: string, from: ReadonlyMap<string, string | undefined>): readonly string[] {
  const chain: string[] = [];
  for (let path: string | undefined = target; path !== undefined; path = from.get(path)) chain.unshift(path);
  return chain;
}
