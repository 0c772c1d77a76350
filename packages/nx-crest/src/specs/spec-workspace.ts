import type { WorkspaceFiles } from '@nx-crest/analyzer/test-specs';
import type { ConfigurationFile } from './find-configurations.js';
import type { ObservedInputs } from './observed-inputs.js';

/** The workspace in which specs lie. */
export interface SpecWorkspace {
  readonly workspaceRoot: string;
  readonly files: WorkspaceFiles;
  /** The root of the project that owns a file. */
  readonly projectOf: (path: string) => string | undefined;
  readonly observed: ObservedInputs;
  /** The configurations of runners that targets name. */
  readonly configured: readonly ConfigurationFile[];
}
