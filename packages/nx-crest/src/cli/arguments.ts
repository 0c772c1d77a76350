import { diagnostic, type Diagnostic, type EdgeOrigin } from '@nx-crest/core';
import { INFERRED_ORIGINS, isInferredOrigin } from '../plugin/options.js';

/** What `crest plan` is asked to do, checked. */
export interface PlanArguments {
  /** A document's path or a spec project's name. */
  readonly what?: string;
  /** Targets of the workspace plan; empty for a document. */
  readonly targets: readonly string[];
  readonly projects: readonly string[];
  /** Left out: the knee of the sweep. */
  readonly workers?: number;
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
  readonly json?: boolean;
  readonly format?: string;
  readonly tag?: string;
  readonly without?: readonly string[];
  readonly all?: boolean;
}

/** More workers than any machine or team has; beyond it a mistyped number. */
const MOST_WORKERS = 10_000;

/** Checks the options of `crest plan`; every fault is told, not only the first. */
export function readPlanArguments(
  what: string | undefined,
  raw: RawPlanOptions,
): { readonly arguments: PlanArguments; readonly diagnostics: readonly Diagnostic[] } {
  const targets = splitList(raw.targets);
  const projects = splitList(raw.projects);
  const without = splitList(raw.without);
  const workers = raw.workers === undefined ? undefined : Number(raw.workers);
  const unknown = without.find((origin) => !isInferredOrigin(origin));

  const expected = new Map<string, string>();
  if (workers !== undefined && !(Number.isInteger(workers) && workers >= 1 && workers <= MOST_WORKERS)) {
    expected.set('--workers', `a whole number from 1 to ${MOST_WORKERS}`);
  }
  if (unknown !== undefined) expected.set(`--without ${unknown}`, `one of ${INFERRED_ORIGINS.join(', ')}`);
  if (what !== undefined && targets.length > 0) {
    expected.set(what, 'left out together with -t: plan a document, or targets');
  }
  if (projects.length > 0 && targets.length === 0) expected.set('--projects', 'given together with --targets');

  return {
    arguments: {
      ...given({ what, workers, format: raw.format, tag: raw.tag }),
      targets,
      projects,
      without: without.filter(isInferredOrigin),
      json: raw.json === true,
      all: raw.all === true,
    },
    diagnostics: Array.from(expected, ([argument, words]) => diagnostic('CREST401', { argument, expected: words })),
  };
}

/** The fields that were given; the others are left out, not undefined. */
function given<T extends object>(fields: T): { readonly [K in keyof T]?: Exclude<T[K], undefined> } {
  const known = Object.entries(fields).filter(([, value]) => value !== undefined);
  return Object.fromEntries(known) as { [K in keyof T]?: Exclude<T[K], undefined> }; // entries lose their names' types
}

/** `-t build,test` and `-t build test` mean the same, as they do for Nx. */
function splitList(values: readonly string[] | undefined): readonly string[] {
  const all = (values ?? []).flatMap((value) => value.split(',')).map((value) => value.trim());
  return [...new Set(all)].filter((value) => value !== '');
}
