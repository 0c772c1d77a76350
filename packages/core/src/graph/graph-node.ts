import type { Milliseconds } from '../model/duration.js';
import type { EdgeOrigin } from '../model/plan.js';
import type { SourceSpan } from '../model/source-span.js';

/** "Waits for `on`", why, and where that is written. */
export interface GraphDependency {
  readonly on: string;
  readonly origin: EdgeOrigin;
  readonly span?: SourceSpan | undefined;
}

/** One task or milestone before it has an index. */
export interface GraphNode {
  readonly id: string;
  /** Ignored for a milestone. */
  readonly durationMs: Milliseconds;
  readonly milestone?: boolean | undefined;
  readonly span?: SourceSpan | undefined;
  readonly dependsOn: readonly GraphDependency[];
}
