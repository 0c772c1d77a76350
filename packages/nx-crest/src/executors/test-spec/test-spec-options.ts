/** The options of one test spec's target. */
export interface TestSpecOptions {
  /** The spec, from the workspace root. Without one, the configuration cannot be read, and the target tells why. */
  readonly spec?: string;
  /** The configuration file of the runner, from the workspace root. */
  readonly config: string;
  /** The name of the configuration, where the file has several. */
  readonly name?: string;
  /** How many specs are run at a time. */
  readonly workers?: number;
  /** What is given behind the target on the command line; passed on to the runner. */
  readonly __unparsed__?: readonly string[];
}
