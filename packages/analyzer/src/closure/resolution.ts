/** How the runner finds modules; read from its resolved configuration. Paths are absolute, with `/`. */
export interface ResolverSettings {
  readonly workspaceRoot: string;
  /** Tried one after the other behind a name without extension: `.ts`, `.js` … */
  readonly extensions: readonly string[];
  /**
   * Sets of conditions of `exports` and `imports`, and of fields of a package.json that name its main module, best first. Which of
   * them holds depends on who loads the module: what any of them leads to counts.
   */
  readonly conditionSets: readonly (readonly string[])[];
  readonly mainFieldSets: readonly (readonly string[])[];
  /** Folders with packages: names that are looked for upwards, or absolute paths. */
  readonly moduleFolders: readonly string[];
  /** What is replaced before anything is looked for; the first that matches. */
  readonly aliases: readonly Alias[];
}

/** A name that stands for another one. */
export interface Alias {
  /** A regular expression that finds what is replaced. */
  readonly pattern: RegExp;
  /** What stands there instead, with `$1` for groups and `$$` for a dollar; tried one after the other. */
  readonly replacements: readonly string[];
  /** Jest replaces the whole specifier; Vite only the part that was found. */
  readonly whole: boolean;
}

/** What a specifier leads to. */
export interface Resolution {
  /** Files of the workspace, from its root: more than one where tools may differ. */
  readonly files: readonly string[];
  /** Installed packages. */
  readonly packages: readonly InstalledPackage[];
  readonly kind: 'found' | 'builtin' | 'missing';
}

/** A package below a `node_modules`, by the name under which it is there. */
export interface InstalledPackage {
  readonly name: string;
  /** From the workspace root, as far as it lies below it. */
  readonly folder: string;
}
