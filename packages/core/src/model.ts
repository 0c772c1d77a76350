/** The model alone, without graphs and schedules: what a plugin of Nx loads at every start is kept small. */
export * from './model/compare-text.js';
export * from './model/diagnostic.js';
export * from './model/format-amount.js';
export * from './model/messages.js';
export * from './model/plan.js';
export * from './model/source-span.js';
export * from './model/task-status.js';
export { closestId } from './graph/closest-id.js';
