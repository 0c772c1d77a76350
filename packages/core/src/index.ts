/** The model and the mathematics: task graphs, levels, critical path, slack, waves, bounds, schedules. Pure. */
export * from './model/diagnostic.js';
export * from './model/duration.js';
export * from './model/estimate.js';
export * from './model/messages.js';
export * from './model/plan.js';
export * from './model/source-span.js';
export * from './graph/unique-ids.js';
