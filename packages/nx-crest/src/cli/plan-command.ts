import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { diagnostic, hasErrors, type Diagnostic } from '@nx-crest/core';
import { findWorkspaceRoot } from '../nx/find-workspace-root.js';
import type { PlanReport, UnplannedReport } from '../report/plan-report.js';
import type { PlanRequest } from '../report/plan-request.js';
import { planText } from '../report/plan-text.js';
import { readPlanArguments, type PlanArguments, type RawPlanOptions } from './arguments.js';
import { columnsOf, paintOf, type Console } from './console.js';
import { EXIT, type ExitCode } from './exit-codes.js';
import type { PlanOutcome } from './plan-outcome.js';
import { countDiagnostics, writeDiagnostics } from './print-diagnostics.js';
import { given } from './given.js';
import { searchOptions } from './read-budget.js';
import { workOut } from './work-out.js';

/** `crest plan`: the plan to stdout, everything that is wrong to stderr, all of it in one pass. */
export async function planCommand(
  what: string | undefined,
  options: RawPlanOptions,
  console: Console,
): Promise<ExitCode> {
  const { arguments: args, diagnostics } = readPlanArguments(what, options);
  if (hasErrors(diagnostics)) return printPlan({ diagnostics }, planRequest(args, console), { args, console });
  const outcome = await makePlan(args, console.cwd);
  if (args.fromState === undefined) return printPlan(outcome, planRequest(args, console), { args, console });
  const { readState } = await import('./state/read-state.js');
  const state = readState(args.fromState, console.cwd);
  const { input, ...told } = outcome;
  return printPlan(
    {
      ...told,
      // A plan that passes over the state would be none that was asked for.
      ...(state.plan ? { input } : {}),
      diagnostics: [...told.diagnostics, ...state.diagnostics],
      lineOf: (file, line) => state.lineOf?.(file, line) ?? told.lineOf?.(file, line),
    },
    { ...planRequest(args, console), ...given({ state: state.plan }) },
    { args, console },
  );
}

async function makePlan(args: PlanArguments, cwd: string): Promise<PlanOutcome> {
  const workspaceRoot = findWorkspaceRoot(cwd);
  if (args.targets.length > 0) {
    if (workspaceRoot === undefined) return noWorkspace(`--targets ${args.targets.join(' ')}`);
    const { planWorkspace } = await import('./workspace-plan.js');
    return planWorkspace(args, workspaceRoot);
  }
  const { what } = args;
  if (what !== undefined && (workspaceRoot === undefined || isPath(what, cwd))) {
    return planFile(what, args, cwd, workspaceRoot);
  }
  if (workspaceRoot === undefined) return noWorkspace('a plan without a document');
  const { planSpecProject } = await import('./spec-project-plan.js');
  const outcome = await planSpecProject(args, workspaceRoot);
  // A project may be called `notes.md`; if none is, that was a file.
  const isMissingFile = what !== undefined && outcome.origin === undefined && FILE_NAME.test(what);
  return isMissingFile ? planFile(what, args, cwd, workspaceRoot) : outcome;
}

async function planFile(
  what: string,
  args: PlanArguments,
  cwd: string,
  workspaceRoot: string | undefined,
): Promise<PlanOutcome> {
  const { placeDocument, planDocument } = await import('./document-plan.js');
  return planDocument(placeDocument(what, cwd, workspaceRoot), args);
}

function noWorkspace(wanted: string): PlanOutcome {
  return { diagnostics: [diagnostic('CREST402', { wanted })] };
}

const FILE_NAME = /[.](?:md|json|txt)$/;

/** A file that exists, or a word that no project is called by: then there is no reason to ask Nx. */
function isPath(what: string, cwd: string): boolean {
  return existsSync(resolve(cwd, what)) || /[/\\]/.test(what);
}

function printPlan(
  outcome: PlanOutcome,
  request: PlanRequest,
  { args, console }: { readonly args: PlanArguments; readonly console: Console },
): ExitCode {
  const report = workOut(outcome, request);
  const failed = hasErrors(report.diagnostics);
  printDiagnostics(report.diagnostics, outcome.lineOf, console);
  const { stdout, env } = console;
  if (args.json) stdout.write(`${JSON.stringify(report, undefined, 2)}\n`);
  else if (isPlanned(report) && !failed) {
    stdout.write(planText(report, { paint: paintOf(stdout, env), columns: columnsOf(stdout, env) }));
  }
  if (failed) return EXIT.badInput;
  return isPlanned(report) && missesDeadline(report) ? EXIT.findings : EXIT.done;
}

function isPlanned(report: PlanReport | UnplannedReport): report is PlanReport {
  return report.schedule !== null;
}

function missesDeadline({ deadline, schedule }: PlanReport): boolean {
  return deadline !== null && schedule.makespanMs > deadline.deadlineMs;
}

function planRequest(args: PlanArguments, { now }: Console): PlanRequest {
  const { workers, resources, deadlineMs, runs, whatIf, budget } = args;
  const search = budget === undefined ? {} : searchOptions(budget, now);
  return { ...given({ workers, deadlineMs, runs }), resources, whatIf, search };
}

function printDiagnostics(diagnostics: readonly Diagnostic[], lineOf: PlanOutcome['lineOf'], console: Console): void {
  writeDiagnostics(diagnostics, console, lineOf);
  if (hasErrors(diagnostics)) console.stderr.write(`${countDiagnostics(diagnostics)}: nothing was planned.\n`);
}
