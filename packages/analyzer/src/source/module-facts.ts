/** How a module is mentioned; it decides by which conditions it is resolved, and whether it is executed at all. */
export type ReferenceKind =
  /** `import`, `export … from`, `import()`. */
  | 'import'
  /** `require()`, `require.resolve()`, `import x = require()`. */
  | 'require'
  /** `jest.mock()`, `vi.mock()` and what is like them. What is mocked need not be there. */
  | 'mock'
  /** `import type`, `import('…')` in a type, `/// <reference types>`: erased before anything is executed. */
  | 'type';

/** One mention of another module, as it is written. */
export interface ModuleReference {
  readonly kind: ReferenceKind;
  readonly specifier: string;
  /** From 1. */
  readonly line: number;
  /** A declaration that the compiler drops where nothing uses it as a value. */
  readonly erasable?: true;
  /** All that is taken of the module, where that can be told here: `const { a } = await import('./x')`. */
  readonly taken?: readonly string[];
}

/** One thing of a module: `default`, or `*` for all of it. */
export interface ModuleMember {
  readonly specifier: string;
  readonly name: string;
}

/** Places in the lists of `ModuleFacts`; a list that would be empty is left out. */
export interface FactPlaces {
  readonly references?: readonly number[];
  readonly paths?: readonly number[];
  readonly globs?: readonly number[];
  readonly environment?: readonly number[];
  readonly pathLikeStrings?: readonly number[];
  readonly unknowns?: readonly number[];
  readonly seesPositions?: true;
}

/** Declarations that do nothing until someone uses them: functions, classes, constants that hold such. */
export interface DeferredPart extends FactPlaces {
  /** What it declares. */
  readonly names: readonly string[];
  /** Names of the module that stand in it; `a.b` where only that member of a namespace does. */
  readonly uses: readonly string[];
}

/**
 * How the parts of an ECMAScript module hang together. Of its declarations no one can get hold but by their names, here or through what
 * is exported: what is in a part that nobody uses is never executed.
 */
export interface ModuleLinks {
  /** Local name → what is imported. */
  readonly imports: Readonly<Record<string, ModuleMember>>;
  /** Exported name → local name, or what is passed on. */
  readonly exports: Readonly<Record<string, string | ModuleMember>>;
  /** `export * from`. */
  readonly stars: readonly string[];
  /** Facts that are in none of these count as soon as the module is loaded. */
  readonly deferred: readonly DeferredPart[];
  /** What is used as soon as the module is loaded. */
  readonly uses: readonly string[];
}

/** What a path is built on: the folder of the module itself, or the current folder of the process. */
export type PathBase = 'module' | 'cwd';

/** A path that the module builds, whatever it does with it. */
export interface PathUse {
  readonly base: PathBase;
  /** From the base, normalised, with `/`; `''` is the base itself. */
  readonly path: string;
  /** More follows that is not known: it may be anything that begins like this. */
  readonly open: boolean;
  readonly line: number;
}

/** `import.meta.glob`: patterns from the folder of the module, or with `/` in front from the root of the runner. */
export interface GlobUse {
  readonly patterns: readonly string[];
  readonly line: number;
  /** A query says that the files are not only executed: `?raw` gives their text. */
  readonly isRead?: true;
}

/** Something that cannot be told from the text: a computed specifier or pattern, or the environment as a whole. */
export interface UnknownUse {
  readonly what: 'import' | 'require' | 'mock' | 'glob' | 'path' | 'environment';
  /** As it is written, shortened. */
  readonly text: string;
  readonly line: number;
}

/** What the text of one module says of what it may observe when it is executed. Nothing is resolved; JSON. */
export interface ModuleFacts {
  readonly references: readonly ModuleReference[];
  readonly paths: readonly PathUse[];
  readonly globs: readonly GlobUse[];
  /** Environment variables that are named; sorted. */
  readonly environment: readonly string[];
  /** Strings that look like relative paths, wherever they stand: one that names a file may well be read. Sorted. */
  readonly pathLikeStrings: readonly string[];
  readonly unknowns: readonly UnknownUse[];
  /** `new Error().stack` and the like: positions in the source are seen, so that comments and types count. */
  readonly seesPositions: boolean;
  /** Types may be values at run time, where the compiler emits metadata for decorators. */
  readonly hasDecorators: boolean;
  /** `toMatchFileSnapshot`: snapshots may be any files beside the test. */
  readonly comparesFiles: boolean;
  /** Its types may be seen by modules that do not name it: it declares something global, or adds to other modules. */
  readonly declaresForAll: boolean;
  /** Missing where it is no ECMAScript module, or its parts cannot be told apart: then all of it counts. */
  readonly links?: ModuleLinks;
}
