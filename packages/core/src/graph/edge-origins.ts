import type { EdgeOrigin } from '../model/plan.js';

/**
 * Edge origins, strongest reason first. Where two edges join the same two tasks, the stronger origin is kept:
 * what the document says outranks what data or the workspace shows, and that outranks what position implies.
 */
export const EDGE_ORIGINS = [
  'explicit',
  'data-flow',
  'project',
  'group',
  'wave',
  'phase',
  'marker',
  'order',
] as const satisfies readonly EdgeOrigin[];

/** Position in `EDGE_ORIGINS`; smaller is stronger. */
export const ORIGIN_RANK: Readonly<Record<EdgeOrigin, number>> = {
  explicit: 0,
  'data-flow': 1,
  project: 2,
  group: 3,
  wave: 4,
  phase: 5,
  marker: 6,
  order: 7,
};
