import type { SpecSelection } from '@nx-crest/analyzer/select-specs';

/** One resolved configuration of a test runner: what it runs, and how. JSON; paths from the workspace root, with `/`. */
export interface RunnerConfiguration extends ResolvedConfiguration {
  /** The folder in which the runner is started; `''` is the workspace root. */
  readonly currentFolder: string;
  /** The root that Vitest is given. */
  readonly startRoot: string;
  /** What was read while it was resolved, of what lies in the workspace and not below `node_modules`; from the root, sorted. */
  readonly reads: readonly string[];
}

/** Whether specs can be tasks with this version: older ones of Vitest tell too little while they run. */
export function runsSingleSpecs({ runner, version }: Pick<ResolvedConfiguration, 'runner' | 'version'>): boolean {
  return Number(version.split('.')[0]) >= (runner === 'jest' ? 29 : 3);
}

/** What the runner itself says. */
export interface ResolvedConfiguration {
  readonly runner: 'jest' | 'vitest';
  readonly version: string;
  /** The file that was read. */
  readonly configFile: string;
  /** Tells configurations of one file apart; `''` where there is only one. */
  readonly name: string;
  /** The folder that the runner takes for the project. */
  readonly root: string;
  readonly selection: SpecSelection;
  /** The modules that are the configuration. */
  readonly configFiles: readonly string[];
  /** Nothing of it is executed while tests run, but what is known to read nothing by paths of its own. */
  readonly isResolved: boolean;
  /** Files of the workspace that count for every spec besides: what the configuration names; not all need be there. */
  readonly files: readonly string[];
  /** Packages that the configuration names: environments, transformers, presets. */
  readonly packages: readonly string[];
  readonly resolution: RunnerResolution;
  /** The transformer checks types: every type that is named may fail a test. */
  readonly checksTypes: boolean;
  /**
   * The tsconfig files, from the workspace root, of the programs in which types are checked module by module, and nowhere else.
   * Not each need be there: then its folder is the program.
   */
  readonly programs: readonly string[];
  /** Something unknown transforms sources, and may make something of every character in them. */
  readonly readsSources: boolean;
  /** Its specs are tests of types of this project of Vitest. */
  readonly typesOf?: string;
  /** What of the configuration decides how modules are found or transformed, and is not understood. */
  readonly unknowns: readonly string[];
  /** Everything else that was resolved, without what depends on the machine. */
  readonly settings: string;
}

/** How modules are found; `pattern` is the source of a regular expression. */
export interface RunnerResolution {
  readonly extensions: readonly string[];
  readonly conditionSets: readonly (readonly string[])[];
  readonly mainFieldSets: readonly (readonly string[])[];
  readonly moduleFolders: readonly string[];
  readonly aliases: readonly {
    readonly pattern: string;
    readonly flags?: string;
    readonly replacements: readonly string[];
    readonly whole: boolean;
  }[];
}
