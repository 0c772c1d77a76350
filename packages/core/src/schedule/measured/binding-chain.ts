import type { SchedulingProblem } from '../problem/scheduling-problem.js';
import type { BindingLink, MeasuredTask } from './measured-run.js';

/** The chain that determined when a run ended, first task first. */
export function bindingChain(_problem: SchedulingProblem, _measured: readonly MeasuredTask[]): readonly BindingLink[] {
  return [];
}
