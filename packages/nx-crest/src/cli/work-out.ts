import { compareDiagnostics } from '@nx-crest/core';
import { buildPlanReport } from '../report/build-plan-report.js';
import { planProblem } from '../report/plan-problem.js';
import type { PlanReport, UnplannedReport } from '../report/plan-report.js';
import type { PlanRequest } from '../report/plan-request.js';
import type { ReportInput } from '../report/report-input.js';
import { checkState } from '../report/replan/check-state.js';
import { NOTHING_READ, unplannedReport } from '../report/unplanned-report.js';
import type { PlanOutcome } from './plan-outcome.js';

/** The report on what was read; without a plan where there is none to be made. */
export function workOut(outcome: PlanOutcome, request: PlanRequest): PlanReport | UnplannedReport {
  const { input, origin } = outcome;
  const ready = withGraph(input);
  const checked = ready && planProblem(ready, request.resources);
  const inState = input && request.state ? checkState(input, request.state) : [];
  const diagnostics = [...outcome.diagnostics, ...(checked?.diagnostics ?? []), ...inState].sort(compareDiagnostics);
  if (ready && checked?.problem) return buildPlanReport({ ...ready, diagnostics }, checked.problem, request);
  const from = origin ? { generatedFrom: origin } : {};
  return unplannedReport({ ...(input ?? NOTHING_READ), ...from, diagnostics }, request);
}

function withGraph(input: PlanOutcome['input']): ReportInput | undefined {
  return input && 'graph' in input ? input : undefined;
}
