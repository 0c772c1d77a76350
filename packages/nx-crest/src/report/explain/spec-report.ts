import type { Diagnostic } from '@nx-crest/core';

/** What `crest explain --json` prints; stable. Paths from the workspace root; lists are sorted. */
export interface SpecReport {
  readonly version: 1;
  readonly spec: string;
  /** One for each configuration that runs the spec. */
  readonly configurations: readonly ExplainedConfiguration[];
  readonly diagnostics: readonly Diagnostic[];
}

/** What a spec may observe under one configuration. */
export interface ExplainedConfiguration {
  readonly runner: 'jest' | 'vitest';
  readonly runnerVersion: string;
  readonly configFile: string;
  /** Tells configurations of one file apart. */
  readonly name: string;
  /** The same as long as nothing changes that the result may depend on; on any machine of this platform and Node. */
  readonly key: string;
  readonly files: readonly string[];
  /** Files that are ignored: what tasks have made. */
  readonly outputs: readonly string[];
  /** Of these only what decides how modules are found. */
  readonly manifests: readonly string[];
  readonly packages: readonly { readonly name: string; readonly folder: string }[];
  readonly environment: readonly string[];
  /** Folders of which everything counts, since something there is not known exactly. */
  readonly wholeFolders: readonly string[];
  /** Where and why more counts than is known to be observed, or less. */
  readonly inexact: readonly Diagnostic[];
  /** With `--why`: the files by which that one came in, from the spec or the configuration on. */
  readonly why?: readonly string[];
}
