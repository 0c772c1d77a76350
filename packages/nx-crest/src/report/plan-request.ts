import type { Resource, SearchOptions } from '@nx-crest/core';
import type { StatedPlan } from './replan/stated-plan.js';

/** What is to be worked out beyond what was read. */
export interface PlanRequest {
  /** Left out: the least that meet the deadline, else the knee of the sweep. */
  readonly workers?: number;
  /** What limits tasks besides the workers: each takes one of every resource that names its assignee or a label. */
  readonly resources: readonly Resource[];
  /** When the plan should have ended. *Units*: milliseconds of working time from its start. */
  readonly deadlineMs?: number;
  /** Simulate so many executions; left out: none. */
  readonly runs?: number;
  /** Work out what would save or cost time. */
  readonly whatIf: boolean;
  /** How far the plan has come; left out: nothing has begun. */
  readonly state?: StatedPlan;
  /** How long to search; left out: the search's own default. */
  readonly search: Pick<SearchOptions, 'budget' | 'shouldStop'>;
}

/** Nothing beyond the default plan. */
export const DEFAULT_REQUEST: PlanRequest = { resources: [], whatIf: false, search: {} };
