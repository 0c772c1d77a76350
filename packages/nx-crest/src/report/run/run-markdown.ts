import type { RunReport } from './run-report.js';

/** The same for a GitHub step summary; empty where there is nothing to say. */
export function runMarkdown(_report: RunReport): string {
  return '';
}
