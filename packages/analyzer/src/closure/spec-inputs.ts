import { posix } from 'node:path';
import { compareText } from '@nx-crest/core';
import { compilerConfigs } from './compiler-configs.js';
import { decidingManifests } from './deciding-manifests.js';
import type { ModuleGraph } from './module-graph.js';
import type { InstalledPackage } from './resolution.js';
import { closureOf, type SpecClosure } from './spec-closure.js';
import type { Widening } from './widening.js';
import { filesFrom, type WorkspaceFiles } from './workspace-files.js';

/** One spec under one configuration. */
export interface SpecSubject {
  readonly spec: string;
  /** Files that count for every spec of the configuration, from the workspace root. */
  readonly always: readonly string[];
  /** The root of the configuration. */
  readonly root: string;
  /** Packages that the configuration names. */
  readonly packages: readonly InstalledPackage[];
  /** What of the configuration is not understood. */
  readonly widenings: readonly Widening[];
  /** The folder of the project that owns a file; `undefined` where none does. */
  readonly projectOf: (path: string) => string | undefined;
}

/** What a spec's result is made of, as far as it can be told; everything sorted. */
export interface SpecInputs extends SpecClosure {
  /** The `package.json` files of which the part that decides how modules are found counts. */
  readonly manifests: readonly string[];
  /** Folders of which all files count because of a widening; `''` is the workspace. */
  readonly wholeFolders: readonly string[];
}

/**
 * Everything that the result of a spec may depend on: what it leads to, what its configuration leads to, its snapshots, and what
 * says how modules are found and transformed.
 *
 * *Complexity*: O(files + edges) of the closure.
 */
export function specInputs(subject: SpecSubject, graph: ModuleGraph, files: WorkspaceFiles): SpecInputs {
  const { spec, always, root, projectOf } = subject;
  const there = always.filter((path) => files.hashOf(path) !== undefined);
  const closure = closureOf([spec, ...there, ...snapshotsOf(spec, graph, files)], (path) => graph.node(path), files);
  const widenings = [...subject.widenings, ...closure.widenings];
  const folders = new Set(
    widenings.flatMap(({ extent, path }) => {
      if (extent === 'workspace') return [''];
      return extent === 'project' ? [projectOf(spec) ?? '', projectOf(path) ?? ''] : [];
    }),
  );
  const whole = outermost([...folders]);
  const widened = whole.flatMap((folder) => filesFrom(files, folder === '' ? '' : `${folder}/`));
  const configs = compilerConfigs(closure.files, root, files);
  return {
    ...closure,
    packages: mergedPackages(subject.packages, closure.packages),
    widenings,
    files: [...new Set([...closure.files, ...widened, ...configs])].sort(compareText),
    // Who may start programs, or compute what is loaded, may read sources, too.
    asWritten: [...new Set([...closure.asWritten, ...widened, ...configs])].sort(compareText),
    manifests: decidingManifests(closure.files, files),
    wholeFolders: whole,
  };
}

/** The snapshot where runners keep it, and where files are compared, everything beside it. */
function snapshotsOf(spec: string, graph: ModuleGraph, files: WorkspaceFiles): readonly string[] {
  const folder = posix.join(posix.dirname(spec), '__snapshots__');
  const beside = filesFrom(files, `${folder}/`);
  if (graph.facts(spec)?.comparesFiles) return beside;
  return beside.filter((path) => path.startsWith(`${folder}/${posix.basename(spec)}.`));
}

function mergedPackages(...lists: readonly (readonly InstalledPackage[])[]): readonly InstalledPackage[] {
  const byFolder = new Map(lists.flat().map((installed) => [installed.folder, installed]));
  return [...byFolder.values()].sort((a, b) => compareText(a.folder, b.folder));
}

/** Without folders that lie in others of them. */
function outermost(folders: readonly string[]): readonly string[] {
  return folders
    .filter((folder) => !folders.some((other) => other !== folder && (other === '' || folder.startsWith(`${other}/`))))
    .sort(compareText);
}
