import { closureOf, type SpecClosure } from './spec-closure.js';
import type { ModuleGraph } from './module-graph.js';
import { filesFrom, type WorkspaceFiles } from './workspace-files.js';

/** What a compiler that checks types sees although nothing that it checks leads there. Everything sorted. */
export interface TypesInScope extends Pick<SpecClosure, 'packages' | 'outputs'> {
  /** Files that declare something for all. */
  readonly files: readonly string[];
  /** Modules that are named in the program, apart from relative ones: what their packages declare for all is there. */
  readonly names: readonly string[];
  /** All files in the program: any of them may come to declare something for all. */
  readonly program: readonly string[];
}

const TYPED = /\.[cm]?[jt]sx?$/;

/**
 * What the program of a compiler holds besides what a spec leads to, as far as a check of these modules may see it.
 *
 * A compiler that is asked about some files, as ts-jest asks about each file that it transforms, says what is wrong in these. That
 * depends on what they lead to by values and types, and on what is global: a file of the program that is a module, augments
 * nothing and declares nothing global cannot be seen by one that does not lead to it. It can only bring others into the program.
 * So of such a file it counts to which files of the workspace it leads, which of those declare something for all, and which
 * packages it names, by their whole specifier. Among the files of the program are those of other specs, too: one process checks
 * several, in one program.
 *
 * Not seen is the order in which packages that add overloads to the same interface come into the program.
 *
 * *Complexity*: O(files + edges) of the program.
 */
export function typesInScope(places: readonly string[], graph: ModuleGraph, files: WorkspaceFiles): TypesInScope {
  const roots = new Set(places.flatMap((place) => filesFrom(files, place)).filter((path) => TYPED.test(path)));
  const closure = closureOf([...roots], (path) => graph.node(path), files);
  const program = closure.files.filter((path) => TYPED.test(path));
  const named = program.flatMap((path) => graph.facts(path)?.references ?? []).map(({ specifier }) => specifier);
  return {
    files: program.filter((path) => graph.facts(path)?.declaresForAll),
    names: [...new Set(named)].filter((name) => !name.startsWith('.')).sort(),
    program,
    packages: closure.packages,
    outputs: closure.outputs.filter((path) => TYPED.test(path)),
  };
}
