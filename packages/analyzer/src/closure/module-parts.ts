import type { InstalledPackage } from './resolution.js';
import type { Widening } from './widening.js';

/** One file, and what it leads to. Files are from the workspace root. */
export interface ModuleNode {
  readonly path: string;
  /** Files that may be observed because of this one. */
  readonly files: readonly string[];
  /** Those of them that may be read as they are written, not only executed. */
  readonly reads: readonly string[];
  readonly packages: readonly InstalledPackage[];
  readonly environment: readonly string[];
  readonly widenings: readonly Widening[];
  /** Positions in sources are seen. */
  readonly seesPositions?: boolean;
  /** Missing where all of it counts, whatever is used of it. */
  readonly split?: ModuleSplit;
}

/** What is used of other modules as soon as a part is. */
export interface SplitPart extends Omit<ModuleNode, 'path' | 'split'> {
  /** Names of the module; `a.b` for a member of a namespace. */
  readonly uses: readonly string[];
  /** Of these files something is taken by other ways than the names of imports; without a list, anything may be. */
  readonly taken: readonly TakenFiles[];
}

/** Files of which something is taken. */
export interface TakenFiles {
  readonly files: readonly string[];
  readonly members?: readonly string[];
}

/** A member of another module, wherever that may lie. */
export interface LinkedMember {
  readonly files: readonly string[];
  /** `*` is all of it. */
  readonly name: string;
  /** Who has it may start programs. */
  readonly widenings: readonly Widening[];
}

/** The parts of a module, and what leads from one to another. */
export interface ModuleSplit {
  /** What is executed when the module is loaded. */
  readonly loaded: SplitPart;
  readonly deferred: readonly SplitPart[];
  /** Name → the deferred parts that declare it. */
  readonly declared: ReadonlyMap<string, readonly number[]>;
  readonly imports: ReadonlyMap<string, LinkedMember>;
  /** A text is a name of the module. */
  readonly exports: ReadonlyMap<string, string | LinkedMember>;
  /** The files of which everything is exported, too. */
  readonly stars: readonly string[];
}
