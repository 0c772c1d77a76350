import { diagnostic, type Diagnostic, type EdgeOrigin, type Resource } from '@nx-crest/core';
import { INFERRED_ORIGINS, isInferredOrigin } from '../plugin/without-origins.js';
import { given } from './given.js';
import { readBudget, type SearchBudget } from './read-budget.js';
import { readDeadline } from './read-deadline.js';
import { readResources } from './read-resources.js';
import { readWholeNumber, type Faults } from './read-whole-number.js';

/** What `crest plan` is asked to do, checked. */
export interface PlanArguments {
  /** A document's path or a spec project's name. */
  readonly what?: string;
  /** Targets of the workspace plan; empty for a document. */
  readonly targets: readonly string[];
  readonly projects: readonly string[];
  /** Left out: the knee of the sweep. */
  readonly workers?: number;
  /** What limits tasks besides the workers. */
  readonly resources: readonly Resource[];
  /** Working time from the start of the plan. */
  readonly deadlineMs?: number;
  /** How long to search; left out: the search's own default. */
  readonly budget?: SearchBudget;
  /** Simulate so many executions. */
  readonly runs?: number;
  /** Work out what would save or cost time. */
  readonly whatIf: boolean;
  /** A file that says how far the plan has come. */
  readonly fromState?: string;
  readonly json: boolean;
  readonly format?: string;
  readonly tag?: string;
  /** Edges of these origins are left out. */
  readonly without: readonly EdgeOrigin[];
  /** Plan as though nothing were done. */
  readonly all: boolean;
}

/** Options as commander hands them over. */
export interface RawPlanOptions {
  readonly targets?: readonly string[];
  readonly projects?: readonly string[];
  readonly workers?: string;
  readonly resource?: readonly string[];
  readonly budget?: string;
  readonly deadline?: string;
  readonly simulate?: string;
  readonly whatIf?: boolean;
  readonly fromState?: string;
  readonly json?: boolean;
  readonly format?: string;
  readonly tag?: string;
  readonly without?: readonly string[];
  readonly all?: boolean;
}

/** More workers than any machine or team has; beyond it a mistyped number. */
const MOST_WORKERS = 10_000;
/** Fewer say nothing about an 80th percentile; more take minutes. */
const RUNS = { least: 100, most: 1_000_000 };

/** Checks the options of `crest plan`; every fault is told, not only the first. */
export function readPlanArguments(
  what: string | undefined,
  raw: RawPlanOptions,
): { readonly arguments: PlanArguments; readonly diagnostics: readonly Diagnostic[] } {
  const targets = splitList(raw.targets);
  const projects = splitList(raw.projects);
  const without = splitList(raw.without);
  const unknown = without.find((origin) => !isInferredOrigin(origin));

  const faults: Faults = new Map();
  const workers = readWholeNumber('--workers', raw.workers, { least: 1, most: MOST_WORKERS }, faults);
  const resources = readResources(splitList(raw.resource), faults);
  const budget = readBudget(raw.budget, faults);
  const deadlineMs = readDeadline(raw.deadline, faults);
  const runs = readWholeNumber('--simulate', raw.simulate, RUNS, faults);
  if (unknown !== undefined) faults.set(`--without ${unknown}`, `one of ${INFERRED_ORIGINS.join(', ')}`);
  if (what !== undefined && targets.length > 0) {
    faults.set(what, 'left out together with -t: plan a document, or targets');
  }
  if (raw.fromState !== undefined && budget?.kind === 'time') {
    faults.set('--budget', 'a number of schedules together with --from-state');
  }
  if (projects.length > 0 && targets.length === 0) faults.set('--projects', 'given together with --targets');

  return {
    arguments: {
      ...given({ what, workers, budget, deadlineMs, runs, format: raw.format, tag: raw.tag, fromState: raw.fromState }),
      targets,
      projects,
      resources,
      without: without.filter(isInferredOrigin),
      whatIf: raw.whatIf === true,
      json: raw.json === true,
      all: raw.all === true,
    },
    diagnostics: Array.from(faults, ([argument, expected]) => diagnostic('CREST401', { argument, expected })),
  };
}

/** `-t build,test` and `-t build test` mean the same, as they do for Nx. */
function splitList(values: readonly string[] | undefined): readonly string[] {
  const all = (values ?? []).flatMap((value) => value.split(',')).map((value) => value.trim());
  return [...new Set(all)].filter((value) => value !== '');
}
