import type { Diagnostic } from '@nx-crest/core';

/** What `crest run` is asked to do. */
export interface RunArguments {
  /** What Nx is given: `run-many`, `affected` or `run`, and every flag that is not ours. */
  readonly nxArgv: readonly string[];
  /** `--parallel=auto`: the number of workers is ours to choose. */
  readonly parallelAuto: boolean;
  /** The file of the report (`--json FILE`), as typed. */
  readonly json?: string;
  /** `--help`: our own. */
  readonly help: boolean;
}

/** Reads what stands behind `crest run`. Where there is a diagnostic, nothing is to be run. */
export function readRunArguments(argv: readonly string[]): {
  readonly arguments: RunArguments;
  readonly diagnostics: readonly Diagnostic[];
} {
  return { arguments: { nxArgv: ['run-many', ...argv], parallelAuto: false, help: false }, diagnostics: [] };
}
