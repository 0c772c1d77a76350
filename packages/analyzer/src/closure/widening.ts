/** Why more counts than what is known to be observed. Each has a code that `crest explain` prints. */
export type WideningReason =
  /** The specifier of an `import()`, `require()` or mock is computed. */
  | 'computed-module'
  /** A specifier leads nowhere. */
  | 'unresolved-module'
  /** The patterns of `import.meta.glob` are computed. */
  | 'computed-glob'
  /** A path is made of the module's own place by means that are not followed. */
  | 'computed-path'
  /** A whole folder is named, or a path in it is computed. */
  | 'folder'
  /** Other programs or threads are started. */
  | 'process'
  /** The environment is used as a whole. */
  | 'environment'
  /** A path leads out of the workspace. */
  | 'outside'
  /** The configuration decides something by means that are not known. */
  | 'configuration';

/** What counts because of it. */
export type WideningExtent =
  /** All files of the projects of the spec and of the module that is the reason. */
  | 'project'
  /** All files below a folder that is named; they are among the files of the closure. */
  | 'folder'
  /** All files of the workspace. */
  | 'workspace'
  /** Nothing: this cannot be counted. */
  | 'nothing';

/** One place where it could not be told exactly what is observed. */
export interface Widening {
  readonly reason: WideningReason;
  readonly extent: WideningExtent;
  /** The module, from the workspace root. */
  readonly path: string;
  readonly line: number;
  /** What is written there, shortened. */
  readonly text: string;
}
