import { posix } from 'node:path';
import {
  pathTo,
  specInputs,
  type InstalledPackage,
  type ModuleGraph,
  type SpecInputs,
  type Widening,
} from '@nx-crest/analyzer/test-specs';
import { selectSpecs } from '@nx-crest/analyzer/select-specs';
import { compareText, diagnostic, type Diagnostic } from '@nx-crest/core/model';
import { compilerPackages } from './compiler-packages.js';
import { configurationsAbove, type ConfigurationFile } from './find-configurations.js';
import { readConfigurations } from './read-configurations.js';
import { rememberedFacts } from './memory/remembered-facts.js';
import type { RunnerConfiguration } from './runner-configuration.js';
import { specGraph } from './spec-graphs.js';
import type { SpecWorkspace } from './spec-workspace.js';
import { typeProgram } from './type-program.js';

/** A spec under one configuration. */
export interface ExplainedSpec {
  readonly configuration: RunnerConfiguration;
  /** How its target starts it. */
  readonly file: ConfigurationFile;
  readonly inputs: SpecInputs;
  readonly graph: ModuleGraph;
  /** The way by which a file came in, from the spec or the configuration on; empty where it did not, or came in with a folder. */
  readonly wayTo: (path: string) => readonly string[];
}

/** Every configuration that runs the spec, and what may be observed under it. */
export async function explainSpec(
  spec: string,
  workspace: SpecWorkspace,
): Promise<{ readonly explained: readonly ExplainedSpec[]; readonly diagnostics: readonly Diagnostic[] }> {
  const { workspaceRoot, files } = workspace;
  const facts = rememberedFacts();
  const explained: ExplainedSpec[] = [];
  const diagnostics: Diagnostic[] = [];
  for (const file of configurationsAbove(spec, files, workspace.configured)) {
    const read = await readConfigurations(file, { workspaceRoot, environmentOf: workspace.environmentOf });
    diagnostics.push(...read.diagnostics);
    for (const configuration of read.configurations) {
      if (!selectSpecs(configuration.selection, files, workspaceRoot).includes(spec)) continue;
      const graph = specGraph(configuration, { files, workspaceRoot, facts });
      explained.push({ ...explainUnder(spec, { configuration, graph }, workspace), file });
    }
  }
  if (explained.length === 0) diagnostics.push(diagnostic('CREST502', { spec }));
  // Another configuration above that cannot be read says nothing of this spec.
  return { explained, diagnostics: explained.length > 0 ? [] : diagnostics };
}

/** A configuration, and the modules as it finds them. */
export interface ConfiguredGraph {
  readonly configuration: RunnerConfiguration;
  readonly graph: ModuleGraph;
}

/** What may be observed by a spec under one configuration. */
export function explainUnder(
  spec: string,
  { configuration, graph }: ConfiguredGraph,
  { files, projectOf, workspaceRoot, installed, observed }: SpecWorkspace,
): Omit<ExplainedSpec, 'file'> {
  const { root, selection, configFile, configFiles, unknowns, checksTypes } = configuration;
  const always = [...configuration.files, ...(observed.get(spec) ?? [])];
  const widenings = unknowns.map((text): Widening => {
    return { reason: 'configuration', extent: 'project', path: configFile, line: 1, text };
  });
  const folder = posix.dirname(configFile);
  const { places, packages: types } = typeProgram(configuration, files, workspaceRoot);
  const named = [...configuration.packages, ...compilerPackages([...configFiles, ...always], files), ...types];
  // A check of whole projects names no program; the compiler sees all packages of types.
  const packages = [...installed.find(named, folder), ...(checksTypes ? installed.types(folder) : [])];
  const mockRoots = [...new Set([root, ...selection.roots])];
  const found = specInputs(
    { spec, configuration: configFiles, always, packages, mockRoots, program: places, widenings, projectOf },
    graph,
    files,
  );
  // Configurations of compilers that lie beside other sources name their plugins from there.
  const elsewhere = found.files.flatMap((path) => installed.find(compilerPackages([path], files), posix.dirname(path)));
  const inputs = { ...found, packages: byFolder([...found.packages, ...elsewhere]) };
  const executed = [spec, ...always.filter((path) => files.hashOf(path) !== undefined)];
  const wayTo = (path: string) => {
    const way = pathTo(path, executed, (from) => graph.node(from));
    return way.length > 0 ? way : pathTo(path, configFiles, (from) => graph.configurationNode(from));
  };
  return { configuration, inputs, graph, wayTo };
}

/** Each once, by its folder. */
function byFolder(packages: readonly InstalledPackage[]): readonly InstalledPackage[] {
  const unique = new Map(packages.map((installed) => [installed.folder, installed]));
  return [...unique.values()].sort((a, b) => compareText(a.folder, b.folder));
}
