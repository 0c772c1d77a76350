import type { Milliseconds } from './duration.js';
import type { SourceSpan } from './source-span.js';

/** Where an estimate comes from, strongest first. */
export type EstimateSource = 'override' | 'history' | 'nx-history' | 'document' | 'prediction' | 'default';

/** How long a task is expected to take: the value to plan with and the 90th percentile (equal where nothing is known). */
export interface Estimate {
  readonly ms: Milliseconds;
  readonly p90Ms: Milliseconds;
  readonly source: EstimateSource;
}

/** Optimistic, most likely and pessimistic duration of a task (PERT; Malcolm et al. 1959). */
export interface PertTriple {
  readonly optimisticMs: Milliseconds;
  readonly likelyMs: Milliseconds;
  readonly pessimisticMs: Milliseconds;
}

/** An estimate that a document states: what was written, and where. */
export interface DocumentEstimate extends Estimate {
  readonly source: 'document';
  readonly text: string;
  readonly span: SourceSpan;
  /** Set where the document gives a range. */
  readonly pert?: PertTriple;
}
