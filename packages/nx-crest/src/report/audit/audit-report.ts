import type { Diagnostic } from '@nx-crest/core';

/** What `crest audit specs --json` prints; stable. Paths from the workspace root. */
export interface AuditReport {
  readonly version: 1;
  /** Each run of a spec under a configuration, in order. */
  readonly specs: readonly AuditedRun[];
  /** What kept specs from being audited. */
  readonly diagnostics: readonly Diagnostic[];
}

/** One run of a spec, and what it read although it does not count. */
export interface AuditedRun {
  readonly spec: string;
  readonly runner: 'jest' | 'vitest';
  readonly configFile: string;
  /** Tells configurations of one file apart. */
  readonly name: string;
  readonly passed: boolean;
  /** Files of the workspace. */
  readonly filesRead: number;
  readonly misses: readonly { readonly path: string; readonly because: 'read' | 'listed' }[];
}
