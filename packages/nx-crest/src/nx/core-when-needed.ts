import { createRequire } from 'node:module';
import type * as Core from '@nx-crest/core';

/**
 * The package `@nx-crest/core`, loaded when it is needed and at once: `crest run` has to start as fast as Nx does, and a
 * process that is ending does not wait for `import()`.
 */
export function coreWhenNeeded(): typeof Core {
  return createRequire(__filename)('@nx-crest/core') as typeof Core; // the package of that name
}
