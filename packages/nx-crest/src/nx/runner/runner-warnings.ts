import { createRequire } from 'node:module';
import type * as Core from '@nx-crest/core';

/** The warnings of a run; each is told once at most. */
export class RunnerWarnings {
  readonly #warn: (found: Core.Diagnostic) => void;
  readonly #told = new Set<Core.DiagnosticCode>();

  constructor(warn: (found: Core.Diagnostic) => void) {
    this.#warn = warn;
  }

  /** The run goes on in Nx's order. */
  stockOrder(reason: string): void {
    this.#tell(core().diagnostic('CREST413', { reason }));
  }

  /** A task was held back while nothing ran. */
  forced(id: string): void {
    this.#tell(core().diagnostic('CREST414', { id }));
  }

  /** Nx says that all is well. */
  neverRun(ids: readonly string[]): void {
    this.#tell(core().diagnostic('CREST415', { ids }));
  }

  #tell(found: Core.Diagnostic): void {
    if (this.#told.has(found.code)) return;
    this.#told.add(found.code);
    this.#warn(found);
  }
}

/** Loaded when there is something to say, and at once: a process that is ending does not wait. */
function core(): typeof Core {
  return createRequire(__filename)('@nx-crest/core') as typeof Core; // the package of that name
}
