import type { ModuleReference } from '../source/module-facts.js';
import type { Widening } from './widening.js';

/** Modules of Node and packages that start programs or threads. */
const STARTS_PROCESSES =
  /^(node:)?(child_process|worker_threads|cluster)$|^(execa|cross-spawn|tinyexec|nano-spawn|zx|shelljs|piscina|tinypool)$/;
/** What `node:worker_threads` has besides that tells of the own thread only, or passes on what others say. */
const HARMLESS = new Set([
  ...['isMainThread', 'threadId', 'threadName', 'parentPort', 'workerData', 'resourceLimits', 'SHARE_ENV'],
  ...['MessageChannel', 'MessagePort', 'BroadcastChannel', 'receiveMessageOnPort'],
]);

/** Whether who has these members of a module may start programs or threads; without any list, who has the whole module. */
export function startsProcesses(specifier: string, members?: readonly string[]): boolean {
  if (!STARTS_PROCESSES.test(specifier)) return false;
  if (!members) return true;
  return members.some((name) => !(specifier.endsWith('worker_threads') && HARMLESS.has(name)));
}

/** That programs may be started because of this mention. */
export function processWidening({
  specifier,
  line,
}: Pick<ModuleReference, 'specifier' | 'line'>): Omit<Widening, 'path'> {
  return { reason: 'process', extent: 'project', line, text: specifier };
}
