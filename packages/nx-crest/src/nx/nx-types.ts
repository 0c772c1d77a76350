/** The parts of Nx's data that we read, in the shapes that 22, 23 and 24 have in common. */

export interface NxTarget {
  readonly executor?: string;
  readonly options?: Readonly<Record<string, unknown>>;
  readonly metadata?: Readonly<Record<string, unknown>>;
}

export interface NxProjectNode {
  readonly name: string;
  readonly data: {
    readonly root: string;
    readonly metadata?: Readonly<Record<string, unknown>>;
    readonly targets?: Readonly<Record<string, NxTarget>>;
  };
}

export interface NxProjectGraph {
  readonly nodes: Readonly<Record<string, NxProjectNode>>;
  /** What the lock file says is installed, by a name of Nx's own. */
  readonly externalNodes?: Readonly<Record<string, NxExternalNode>>;
  readonly dependencies?: Readonly<Record<string, readonly { readonly target: string }[]>>;
}

export interface NxExternalNode {
  readonly data: { readonly packageName: string; readonly version: string; readonly hash?: string };
}

export interface NxTaskTarget {
  readonly project: string;
  readonly target: string;
  readonly configuration?: string;
}

export interface NxTask {
  readonly id: string;
  readonly target: NxTaskTarget;
  /** Runs until the run ends, as a server does. */
  readonly continuous?: boolean;
}

/** A dependency: the task's id on 22 and 23, an object that holds it on 24. */
export type NxTaskEdge = string | { readonly id: string };

export interface NxTaskGraph {
  readonly tasks: Readonly<Record<string, NxTask>>;
  readonly dependencies: Readonly<Record<string, readonly NxTaskEdge[]>>;
  readonly continuousDependencies?: Readonly<Record<string, readonly NxTaskEdge[]>>;
}

/** Files by project name, paths from the workspace root. */
export type NxFileMap = Readonly<Record<string, readonly { readonly file: string }[]>>;

/** A file, from the workspace root, and the hash of its content. */
export interface NxFile {
  readonly file: string;
  readonly hash: string;
}
