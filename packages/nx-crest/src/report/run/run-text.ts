import type { TextStyle } from '../text-style.js';
import type { RunReport } from './run-report.js';

/** Planned against measured, for the terminal: a few lines, each ended by a line feed; empty where there is nothing to say. */
export function runText(_report: RunReport, _style: TextStyle): string {
  return '';
}
