import { posix } from 'node:path';
import {
  pathTo,
  selectSpecs,
  specInputs,
  type FactsCache,
  type ModuleGraph,
  type SpecInputs,
  type Widening,
  type WorkspaceFiles,
} from '@nx-crest/analyzer/test-specs';
import { diagnostic, type Diagnostic } from '@nx-crest/core';
import { configurationsAbove } from './find-configurations.js';
import { installedPackages } from './installed-packages.js';
import { readConfigurations } from './read-configurations.js';
import type { RunnerConfiguration } from './runner-configuration.js';
import { specGraph } from './spec-graphs.js';

/** The workspace in which a spec lies. */
export interface SpecWorkspace {
  readonly workspaceRoot: string;
  readonly files: WorkspaceFiles;
  /** The root of the project that owns a file. */
  readonly projectOf: (path: string) => string | undefined;
}

/** A spec under one configuration. */
export interface ExplainedSpec {
  readonly configuration: RunnerConfiguration;
  readonly inputs: SpecInputs;
  /** The way by which a file came in, from the spec or the configuration on; empty where it did not, or came in with a folder. */
  readonly wayTo: (path: string) => readonly string[];
}

/** Every configuration that runs the spec, and what may be observed under it. */
export async function explainSpec(
  spec: string,
  workspace: SpecWorkspace,
): Promise<{ readonly explained: readonly ExplainedSpec[]; readonly diagnostics: readonly Diagnostic[] }> {
  const { workspaceRoot, files } = workspace;
  const cache = rememberingFacts();
  const explained: ExplainedSpec[] = [];
  const diagnostics: Diagnostic[] = [];
  for (const file of configurationsAbove(spec, files)) {
    const read = await readConfigurations(file, workspaceRoot);
    diagnostics.push(...read.diagnostics);
    for (const configuration of read.configurations) {
      if (!selectSpecs(configuration.selection, files, workspaceRoot).includes(spec)) continue;
      const graph = specGraph(configuration, { files, workspaceRoot, cache });
      explained.push(explain(spec, { configuration, graph }, workspace));
    }
  }
  if (explained.length === 0) diagnostics.push(diagnostic('CREST502', { spec }));
  // Another configuration above that cannot be read says nothing of this spec.
  return { explained, diagnostics: explained.length > 0 ? [] : diagnostics };
}

function explain(
  spec: string,
  { configuration, graph }: { readonly configuration: RunnerConfiguration; readonly graph: ModuleGraph },
  { files, projectOf, workspaceRoot }: SpecWorkspace,
): ExplainedSpec {
  const { files: always, root, configFile, unknowns } = configuration;
  const widenings = unknowns.map((text): Widening => {
    return { reason: 'configuration', extent: 'project', path: configFile, line: 1, text };
  });
  const packages = installedPackages(configuration.packages, posix.dirname(configFile), workspaceRoot);
  const inputs = specInputs({ spec, always, packages, root, widenings, projectOf }, graph, files);
  const roots = [spec, ...always.filter((path) => files.hashOf(path) !== undefined)];
  return { configuration, inputs, wayTo: (path) => pathTo(path, roots, (from) => graph.node(from)) };
}

function rememberingFacts(): FactsCache {
  const known = new Map<string, ReturnType<FactsCache['get']>>();
  return {
    get: (path, hash) => known.get(`${path}\0${hash}`),
    set: (path, hash, facts) => void known.set(`${path}\0${hash}`, facts),
  };
}
