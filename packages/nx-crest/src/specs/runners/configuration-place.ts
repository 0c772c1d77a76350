/** Where a configuration is read. */
export interface ConfigurationPlace {
  readonly workspaceRoot: string;
  /** The configuration file, absolute. */
  readonly file: string;
  /** The root that Vitest is given, absolute. */
  readonly startRoot: string;
  /** What a target adds to the command. */
  readonly args: readonly string[];
  /** An absolute path from the workspace root, with `/`. */
  readonly toPath: (path: string) => string;
}
