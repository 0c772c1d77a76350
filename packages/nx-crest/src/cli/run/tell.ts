import type { Diagnostic } from '@nx-crest/core';
import type * as printing from '../print-diagnostics.js';
import type * as styles from './style-of.js';
import { writeNow } from './write-now.js';

/**
 * Prints diagnostics beside what Nx prints, before it returns. What formats them is loaded when there is something to say:
 * it takes as long as a twentieth of a small run.
 */
export function tell(diagnostics: readonly Diagnostic[]): void {
  if (diagnostics.length === 0) return;
  /* eslint-disable @typescript-eslint/no-require-imports -- import() would come back after a process that is ending */
  const { formatDiagnostics } = require('../print-diagnostics.js') as typeof printing;
  const { styleOf } = require('./style-of.js') as typeof styles;
  /* eslint-enable @typescript-eslint/no-require-imports */
  writeNow(2, `${formatDiagnostics(diagnostics, { ...styleOf(process.stderr), lineOf: () => undefined })}\n`);
}
