import { posix } from 'node:path';
import type { CompilerSettings } from '../source/executed-code.js';
import { mayReferToOthers, readSource, type SourceFacts } from '../source/read-source.js';
import type { FindConfig } from './compiler-configs.js';
import { mockFiles } from './mock-files.js';
import { configurationNode, moduleNode, type ObservationSettings } from './module-node.js';
import type { ModuleNode } from './module-parts.js';
import { moduleResolver, type ModuleResolver } from './module-resolver.js';
import type { ResolverSettings } from './resolution.js';
import { withFiles } from './module-split.js';
import type { WorkspaceFiles } from './workspace-files.js';

/** How one configuration of a runner finds, compiles and executes modules. */
export interface GraphSettings extends ObservationSettings {
  readonly resolver: ResolverSettings;
  readonly compiler: CompilerSettings;
}

/** What was found out about files by their content; kept between graphs, and on the disk. */
export interface FactsCache {
  get(path: string, hash: string): SourceFacts | undefined;
  set(path: string, hash: string, facts: SourceFacts): void;
}

/** The files of a workspace as one configuration sees them; each is looked at when it is asked for. */
export interface ModuleGraph {
  readonly node: (path: string) => ModuleNode;
  /** The same where only the configuration leads to the file. */
  readonly configurationNode: (path: string) => ModuleNode;
  /** What a file says; `undefined` where it names nothing, or cannot be read. */
  readonly facts: (path: string) => SourceFacts | undefined;
  /** Mocks in a folder that may stand for any package, whoever loads it. */
  readonly mocksBelow: (folder: string) => readonly string[];
  /** What a tsconfig extends. */
  readonly findConfig: FindConfig;
}

const resolversByFiles = new WeakMap<WorkspaceFiles, Map<string, ModuleResolver>>();

/** Most configurations of a workspace find modules in the same way; what one of them has found, the others need not look for. */
function resolverOver(files: WorkspaceFiles, settings: ResolverSettings): ModuleResolver {
  const known = resolversByFiles.get(files) ?? new Map<string, ModuleResolver>();
  resolversByFiles.set(files, known);
  const id = JSON.stringify(settings, (_, value: unknown) => (value instanceof RegExp ? String(value) : value));
  const found = known.get(id) ?? moduleResolver(settings);
  known.set(id, found);
  return found;
}

/** A graph over the files as they are now. */
export function moduleGraph(files: WorkspaceFiles, settings: GraphSettings, cache: FactsCache): ModuleGraph {
  const resolve = resolverOver(files, settings.resolver);
  const mocks = mockFiles(files);
  const nodes = new Map<string, ModuleNode>();
  const configurationNodes = new Map<string, ModuleNode>();

  const facts = (path: string): SourceFacts | undefined => {
    if (!mayReferToOthers(path)) return undefined;
    const hash = files.hashOf(path);
    const known = hash === undefined ? undefined : cache.get(path, hash);
    if (known) return known;
    const text = files.read(path);
    if (text === undefined) return undefined;
    const found = readSource(path, text, settings.compiler);
    if (hash !== undefined) cache.set(path, hash, found);
    return found;
  };

  const look = (path: string, nodeOf: typeof moduleNode): ModuleNode => {
    const found = facts(path);
    const node = found ? nodeOf(path, found, { files, resolve, settings }) : leaf(path);
    return withFiles(node, mocks.of(path, found?.references.map(({ specifier }) => specifier) ?? []));
  };

  return {
    facts,
    mocksBelow: (folder) =>
      mocks.below(folder, (specifier) => {
        return resolve({ kind: 'mock', specifier, line: 1 }, posix.join(folder, 'package.json')).packages.length > 0;
      }),
    findConfig: (specifier, from) => resolve({ kind: 'require', specifier, line: 1 }, from),
    node: (path) => {
      const node = nodes.get(path) ?? look(path, moduleNode);
      nodes.set(path, node);
      return node;
    },
    configurationNode: (path) => {
      const node = configurationNodes.get(path) ?? look(path, configurationNode);
      configurationNodes.set(path, node);
      return node;
    },
  };
}

function leaf(path: string): ModuleNode {
  return { path, files: [], reads: [], packages: [], environment: [], widenings: [] };
}
