import { unescapeId } from './escape-id.js';
import type { Observation } from './history.js';
import { CHECK_LENGTH, lineCheck } from './line-check.js';
import { decodeObservations } from './observation-code.js';

/** What a line of a history file says; `column` counts from 1 and is where the damage shows. */
export type HistoryLine =
  | { readonly kind: 'machine'; readonly machine: string }
  | { readonly kind: 'task'; readonly id: string; readonly observations: readonly Observation[] }
  | { readonly kind: 'damaged'; readonly reason: string; readonly column: number };

/** Reads one line, without its end; `machine` is the class below whose line it stands. */
export function readHistoryLine(line: string, machine: string | undefined): HistoryLine {
  const name = line.slice(0, Math.max(0, line.lastIndexOf(' ')));
  const codeAt = name.length + 1;
  const checkAt = line.length - CHECK_LENGTH;
  if (!line.includes(' ') || checkAt < codeAt) return damaged('an id, a blank and a code are expected', 1);
  const id = unescapeId(name);
  const isMachine = checkAt === codeAt;
  const owner = isMachine ? id : machine;
  if (owner === undefined) return damaged('no machine class stands above it', 1);
  if (lineCheck(owner, line.slice(0, checkAt)) !== line.slice(checkAt)) {
    return damaged('its last two characters do not fit it, or it is not of this machine class', checkAt + 1);
  }
  if (isMachine) return { kind: 'machine', machine: id };
  const observations = decodeObservations(line.slice(codeAt, checkAt));
  return observations ? { kind: 'task', id, observations } : damaged('its code is not one of observations', codeAt + 1);
}

function damaged(reason: string, column: number): HistoryLine {
  return { kind: 'damaged', reason, column };
}
