/** The Nx plugin: planning documents become projects, their tasks targets. */
export { createNodes, createNodes as createNodesV2 } from './plugin/create-nodes.js';
export { createDependencies } from './plugin/create-dependencies.js';
export { postTasksExecution } from './plugin/post-tasks-execution.js';
export type { PluginOptions } from './plugin/options.js';

/** What Nx calls the plugin in its messages. */
export const name = 'nx-crest';
