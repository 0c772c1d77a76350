import { posix } from 'node:path';
import type { ModuleReference, PathUse, UnknownUse } from '../source/module-facts.js';
import type { SourceFacts } from '../source/read-source.js';
import { globFiles } from './glob-files.js';
import type { ModuleResolver } from './module-resolver.js';
import { filesOf, filesOfText, type PathPlace } from './paths-in-use.js';
import type { ModuleNode } from './module-parts.js';
import { moduleSplit, partNode, type NodePart, type NodeParts } from './module-split.js';
import { processWidening, startsProcesses } from './started-processes.js';
import type { Widening } from './widening.js';
import type { WorkspaceFiles } from './workspace-files.js';

/** What the runner says of how modules are found and checked. */
export interface ObservationSettings {
  /** Types decide, too: the transformer checks them. */
  readonly followsTypes: boolean;
  /** The folders from which relative paths may count, from the workspace root: where tests are started. */
  readonly currentFolders: readonly string[];
  /** The folder that `/` means in `import.meta.glob`. */
  readonly root: string;
  readonly configuration: ConfigurationFolders;
  /** What nobody uses of a module does not count; only where all that transforms modules is known. */
  readonly splitsModules: boolean;
}

/** Folders that a configuration names and the runner looks through by rules of its own: `root`, targets of aliases. */
export interface ConfigurationFolders {
  /** The modules that are the configuration, from the workspace root. */
  readonly modules: ReadonlySet<string>;
  /** What they name as a folder, from the workspace root, is not read because of that. */
  readonly folders: ReadonlySet<string>;
  /**
   * What was read when the configuration was resolved, from the workspace root. `undefined` where that says too little: something
   * of it is executed later, while tests run, and may read then.
   */
  readonly reads: ReadonlySet<string> | undefined;
}

/** Where a file is looked at. */
export interface NodeContext {
  readonly files: WorkspaceFiles;
  readonly resolve: ModuleResolver;
  readonly settings: ObservationSettings;
}

/**
 * What a module of the configuration leads to when it is executed for the configuration's sake. Then it was executed already, and
 * watched: where it names a folder, or a path in one is computed, it has read what it has read, and the same files are read by
 * the same modules again. What it made of that is in the resolved configuration.
 */
export function configurationNode(path: string, facts: SourceFacts, context: NodeContext): ModuleNode {
  const { modules, reads } = context.settings.configuration;
  return reads && modules.has(path)
    ? nodeOf(path, facts, { ...context, wasRead: (file) => reads.has(file) })
    : moduleNode(path, facts, context);
}

/** What a file leads to: everything in `facts`, found in this workspace. */
export function moduleNode(path: string, facts: SourceFacts, context: NodeContext): ModuleNode {
  return nodeOf(path, facts, context);
}

interface WatchedContext extends NodeContext {
  /** Of files of which it is only known where they lie, which were read; without it, any may be. */
  readonly wasRead?: (file: string) => boolean;
}

function nodeOf(path: string, facts: SourceFacts, context: WatchedContext): ModuleNode {
  const parts = nodeParts(path, facts, context);
  const whole = partNode(path, Object.values(parts).flat(), facts);
  // What the configuration does was watched.
  const { resolve, wasRead } = context;
  const { splitsModules, followsTypes } = context.settings;
  const links = splitsModules && !wasRead ? facts.links : undefined;
  return links ? { ...whole, split: moduleSplit({ path, facts, links, parts, resolve, followsTypes }) } : whole;
}

function nodeParts(path: string, facts: SourceFacts, context: WatchedContext): NodeParts {
  const { files, settings, wasRead } = context;
  const place = { module: path, currentFolders: settings.currentFolders };
  const isRead = (folder: string) => !isStated(path, folder, settings);
  const specifiers = new Set(facts.references.map(({ specifier }) => specifier));
  return {
    references: facts.references.map((reference) => ofReference(path, reference, context)),
    paths: facts.paths.map((use) => ofPath(use, place, context)),
    globs: facts.globs.map(({ patterns, isRead: isText }) => {
      const found = globFiles(patterns, { folder: posix.dirname(path), root: settings.root, files });
      return isText ? { reads: found } : { files: found };
    }),
    environment: facts.environment.map((name) => ({ environment: [name] })),
    pathLikeStrings: facts.pathLikeStrings.map((text) => ({
      ...loadedByText(text, path, context),
      // What is imported by the same name is no other file.
      reads: specifiers.has(text) ? [] : filesOfText(text, place, { files, isRead, wasRead }),
    })),
    unknowns: facts.unknowns.map((unknown) => {
      return wasRead && unknown.what === 'path' ? {} : { widenings: [wideningOf(unknown)] };
    }),
  };
}

/** `rewire('./x')`: a text that leads to a module, as a specifier would; who is given it may load all of that. */
function loadedByText(text: string, from: string, { resolve, wasRead }: WatchedContext): NodePart {
  if (wasRead || !/^\.{1,2}\//.test(text)) return {};
  return { files: resolve({ kind: 'mock', specifier: text, line: 1 }, from).files };
}

function ofReference(from: string, reference: ModuleReference, { resolve, settings }: NodeContext): NodePart {
  const { kind, specifier, line } = reference;
  if (kind === 'type' && !settings.followsTypes) return {};
  const found = resolve(reference, from);
  // A compiler finds modules by rules of its own: declarations beside JavaScript, types of packages, no mappers of the runner.
  const all =
    settings.followsTypes && kind !== 'type' ? [found, resolve({ ...reference, kind: 'type' }, from)] : [found];
  const isLost = found.kind === 'missing' && (kind === 'import' || kind === 'require');
  return {
    files: all.flatMap(({ files }) => files),
    packages: all.flatMap(({ packages }) => packages),
    // `./code.ts?raw`: its text.
    reads: /.\?/.test(specifier) ? all.flatMap(({ files }) => files) : [],
    widenings: [
      ...(startsProcesses(specifier, reference.taken) ? [processWidening(reference)] : []),
      ...(isLost ? [{ reason: 'unresolved-module', extent: 'project', line, text: specifier } as const] : []),
    ],
  };
}

/** What the configuration names as a folder is no folder that it reads. */
function isStated(module: string, folder: string, { configuration }: ObservationSettings): boolean {
  return configuration.modules.has(module) && configuration.folders.has(folder);
}

function ofPath(use: PathUse, place: PathPlace, { files, settings, wasRead }: WatchedContext): NodePart {
  const { folder, isOutside, files: meant, named } = filesOf(use, place, files);
  const { line, open } = use;
  const text = `${use.base === 'cwd' ? 'cwd:' : ''}${use.path || '.'}${open ? '…' : ''}`;
  const outside = isOutside ? [{ reason: 'outside', extent: 'nothing', line, text } as const] : [];
  if (folder === undefined) return { reads: meant, widenings: outside };
  if (wasRead)
    return { reads: [...named, ...(folder === '' ? files.paths : meant).filter(wasRead)], widenings: outside };
  if (!open && isStated(place.module, folder, settings)) return {};
  const extent = folder === '' ? 'workspace' : 'folder';
  return { reads: meant, widenings: [{ reason: 'folder', extent, line, text }, ...outside] };
}

function wideningOf({ what, text, line }: UnknownUse): Omit<Widening, 'path'> {
  if (what === 'environment') return { reason: 'environment', extent: 'nothing', line, text };
  if (what === 'path') return { reason: 'computed-path', extent: 'workspace', line, text };
  return { reason: what === 'glob' ? 'computed-glob' : 'computed-module', extent: 'project', line, text };
}
