import type { Diagnostic, DiagnosticCode } from '@nx-crest/core';
import { coreWhenNeeded } from '../core-when-needed.js';

/** The warnings of a run; each is told once at most. */
export class RunnerWarnings {
  readonly #warn: (found: Diagnostic) => void;
  readonly #told = new Set<DiagnosticCode>();

  constructor(warn: (found: Diagnostic) => void) {
    this.#warn = warn;
  }

  /** The run goes on in Nx's order. */
  stockOrder(reason: string): void {
    this.#tell(coreWhenNeeded().diagnostic('CREST413', { reason }));
  }

  /** A task was held back while nothing ran. */
  forced(id: string): void {
    this.#tell(coreWhenNeeded().diagnostic('CREST414', { id }));
  }

  /** Nx says that all is well. */
  neverRun(ids: readonly string[]): void {
    this.#tell(coreWhenNeeded().diagnostic('CREST415', { ids }));
  }

  #tell(found: Diagnostic): void {
    if (this.#told.has(found.code)) return;
    this.#told.add(found.code);
    this.#warn(found);
  }
}
