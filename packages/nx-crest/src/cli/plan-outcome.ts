import type { Diagnostic } from '@nx-crest/core';
import type { ReadInput, ReportInput } from '../report/report-input.js';
import type { PlanOrigin } from '../report/plan-report.js';
import type { LineReader } from './print-diagnostics.js';

/** What became of a request for a plan: what was read, with a graph where there is one, and everything worth telling. */
export interface PlanOutcome {
  readonly input?: ReadInput | ReportInput | undefined;
  /** What was asked for, also where there is no plan of it. */
  readonly origin?: PlanOrigin;
  readonly diagnostics: readonly Diagnostic[];
  /** The lines of the document that was read. */
  readonly lineOf?: LineReader;
}
