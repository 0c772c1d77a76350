import type { Diagnostic } from '@nx-crest/core';
import type { ReportInput } from '../report/build-plan-report.js';
import type { PlanOrigin } from '../report/plan-report.js';
import type { LineReader } from './print-diagnostics.js';

/** What became of a request for a plan: its input, unless something is wrong, and everything worth telling. */
export interface PlanOutcome {
  readonly input?: ReportInput | undefined;
  /** What was asked for, also where there is no plan of it. */
  readonly origin?: PlanOrigin;
  readonly diagnostics: readonly Diagnostic[];
  /** The lines of the document that was read. */
  readonly lineOf?: LineReader;
}
