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
}
