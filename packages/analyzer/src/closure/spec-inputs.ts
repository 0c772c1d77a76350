import { posix } from 'node:path';
import { compareText } from '@nx-crest/core/model';
import { compilerConfigs } from './compiler-configs.js';
import { decidingManifests } from './deciding-manifests.js';
import { executedClosure } from './executed-closure.js';
import type { ModuleGraph } from './module-graph.js';
import type { InstalledPackage } from './resolution.js';
import { bothClosures, closureFrom, type SpecClosure } from './spec-closure.js';
import { typesInScope, type TypesInScope } from './types-in-scope.js';
import type { Widening } from './widening.js';
import { filesFrom, type WorkspaceFiles } from './workspace-files.js';

/** One spec under one configuration. */
export interface SpecSubject {
  readonly spec: string;
  /** The modules that are the configuration, from the workspace root. */
  readonly configuration: readonly string[];
  /** Other files that count for every spec of the configuration; not all need be there. */
  readonly always: readonly string[];
  /** The folders in which the runner looks for mocks of packages. */
  readonly mockRoots: readonly string[];
  /** Packages that the configuration names. */
  readonly packages: readonly InstalledPackage[];
  /** Beginnings of paths of which the program is made that types are checked in; none where that is not done, or by another way. */
  readonly program: readonly string[];
  /** What of the configuration is not understood. */
  readonly widenings: readonly Widening[];
  /** The folder of the project that owns a file; `undefined` where none does. */
  readonly projectOf: (path: string) => string | undefined;
}

/** What a spec's result is made of, as far as it can be told; everything sorted. */
export interface SpecInputs extends SpecClosure, Pick<TypesInScope, 'names' | 'program'> {
  /** The `package.json` files of which the part that decides how modules are found counts. */
  readonly manifests: readonly string[];
  /** Folders of which all files count because of a widening; `''` is the workspace. */
  readonly wholeFolders: readonly string[];
}

/**
 * Everything that the result of a spec may depend on: what it leads to, what its configuration leads to, its snapshots, and what
 * says how modules are found and transformed. Where a widening lets a folder count, so does all that its files lead to.
 *
 * *Complexity*: O(files + edges) of the closure, for each time that a widening leads to another.
 */
export function specInputs(subject: SpecSubject, graph: ModuleGraph, files: WorkspaceFiles): SpecInputs {
  const { spec, mockRoots, program } = subject;
  const isThere = (path: string) => files.read(path) !== undefined;
  const there = subject.always.filter(isThere);
  const configuration = configurationClosure(subject.configuration.filter(isThere), graph, files);
  const scope = program.length === 0 ? NO_TYPES : typesInScope(program, graph, files);
  const roots = [
    spec,
    ...there,
    ...configuration.named,
    ...mockRoots.flatMap((folder) => graph.mocksBelow(folder)),
    ...snapshotsOf(spec, files, false),
    ...scope.files,
  ];
  const named = bothClosures(
    executedClosure(roots, (path) => graph.node(path), files),
    configuration,
  );
  let whole: readonly string[] = [];
  for (;;) {
    // What some roots lead to together is what each of them leads to.
    const closure = whole.map((folder) => folderClosure(folder, graph, files)).reduce(bothClosures, named);
    const widenings = [...subject.widenings, ...closure.widenings];
    const next = wholeFolders(widenings, subject);
    if (JSON.stringify(next) === JSON.stringify(whole))
      return assembled({ ...closure, widenings }, { subject, graph, files, whole, scope });
    whole = next;
  }
}

const folderClosures = new WeakMap<ModuleGraph, Map<string, SpecClosure>>();

/** Everything in a folder, and what that leads to: the same for every spec. */
function folderClosure(folder: string, graph: ModuleGraph, files: WorkspaceFiles): SpecClosure {
  const known = folderClosures.get(graph) ?? new Map<string, SpecClosure>();
  folderClosures.set(graph, known);
  const found =
    known.get(folder) ??
    executedClosure(filesFrom(files, folder === '' ? '' : `${folder}/`), (path) => graph.node(path), files);
  known.set(folder, found);
  return found;
}

/** The modules of the configuration, and `named`: whatever else they lead to, which may be executed while tests run. */
function configurationClosure(
  modules: readonly string[],
  graph: ModuleGraph,
  files: WorkspaceFiles,
): SpecClosure & { readonly named: readonly string[] } {
  const own = new Set(modules);
  const nodes = modules.map((path) => graph.configurationNode(path));
  const named = nodes.flatMap((node) => node.files).filter((path) => !own.has(path));
  return { ...closureFrom(own, nodes, files), named };
}

function assembled(
  closure: SpecClosure,
  {
    subject,
    graph,
    files,
    whole,
    scope,
  }: {
    subject: SpecSubject;
    graph: ModuleGraph;
    files: WorkspaceFiles;
    whole: readonly string[];
    scope: TypesInScope;
  },
): SpecInputs {
  const configs = compilerConfigs(closure.files, files, graph.findConfig);
  const compares = closure.files.some((path) => graph.facts(path)?.comparesFiles);
  const besides = [...configs.files, ...(compares ? snapshotsOf(subject.spec, files, true) : [])];
  const widened = closure.files.filter((path) =>
    whole.some((folder) => folder === '' || path.startsWith(`${folder}/`)),
  );
  return {
    ...closure,
    outputs: sorted(closure.outputs, scope.outputs),
    packages: mergedPackages(subject.packages, configs.packages, closure.packages, scope.packages),
    files: sorted(closure.files, besides),
    // Who may start programs, or compute what is loaded, may read sources, too.
    asWritten: sorted(closure.asWritten, widened, besides),
    manifests: decidingManifests(closure.files, files),
    wholeFolders: whole,
    names: scope.names,
    program: scope.program,
  };
}

const NO_TYPES: TypesInScope = { files: [], names: [], program: [], packages: [], outputs: [] };

function wholeFolders(widenings: readonly Widening[], { spec, projectOf }: SpecSubject): readonly string[] {
  const folders = widenings.flatMap(({ extent, path }) => {
    if (extent === 'workspace') return [''];
    return extent === 'project' ? [projectOf(spec) ?? '', projectOf(path) ?? ''] : [];
  });
  return outermost([...new Set(folders)]);
}

/** The snapshot where runners keep it, or everything beside it. */
function snapshotsOf(spec: string, files: WorkspaceFiles, isAll: boolean): readonly string[] {
  const folder = posix.join(posix.dirname(spec), '__snapshots__');
  return filesFrom(files, isAll ? `${folder}/` : `${folder}/${posix.basename(spec)}.`);
}

function mergedPackages(...lists: readonly (readonly InstalledPackage[])[]): readonly InstalledPackage[] {
  const byFolder = new Map(lists.flat().map((installed) => [installed.folder, installed]));
  return [...byFolder.values()].sort((a, b) => compareText(a.folder, b.folder));
}

function sorted(...lists: readonly (readonly string[])[]): readonly string[] {
  return [...new Set(lists.flat())].sort(compareText);
}

/** Without folders that lie in others of them. */
function outermost(folders: readonly string[]): readonly string[] {
  const isInner = (folder: string) =>
    folders.some((other) => other !== folder && (other === '' || folder.startsWith(`${other}/`)));
  return folders.filter((folder) => !isInner(folder)).sort(compareText);
}
