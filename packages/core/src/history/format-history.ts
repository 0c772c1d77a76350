import { compareText } from '../model/compare-text.js';
import { escapeId } from './escape-id.js';
import type { History } from './history.js';
import { lineCheck } from './line-check.js';
import { encodeObservations } from './observation-code.js';

/** The first line of a history file, without its version. */
export const HISTORY_HEADER = 'crest history';
/** The version that is written, and the newest that is read. */
export const HISTORY_VERSION = 1;

/**
 * A history as text: one line for each task, which changes only when the task was measured. The same history gives the same
 * bytes.
 *
 * ```
 * crest history 1
 * linux-x64-2 Qk           a machine class, a blank, two characters that check the line
 * api:build gz7qzDg0BLA…   a task that ran there, a blank, its observations, two characters that check both lines
 * ```
 *
 * *Ties*: machine classes and tasks are sorted by their ids. *Complexity*: O(n log n).
 */
export function formatHistory({ machines }: History): string {
  const lines = [`${HISTORY_HEADER} ${HISTORY_VERSION}`];
  for (const [machine, tasks] of sorted(machines)) {
    const checked = (line: string): string => line + lineCheck(machine, line);
    lines.push(checked(`${escapeId(machine)} `));
    for (const [id, observations] of sorted(tasks)) {
      lines.push(checked(`${escapeId(id)} ${encodeObservations(observations)}`));
    }
  }
  return `${lines.join('\n')}\n`;
}

function sorted<V>(map: ReadonlyMap<string, V>): readonly (readonly [string, V])[] {
  return [...map].sort(([a], [b]) => compareText(a, b));
}
