import { appendFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { diagnostic } from '@nx-crest/core';
import { forecastText } from '../../report/run/forecast-text.js';
import { runMarkdown } from '../../report/run/run-markdown.js';
import type { RunReport } from '../../report/run/run-report.js';
import { runText } from '../../report/run/run-text.js';
import { styleOf } from './style-of.js';
import { tell } from './tell.js';
import type { RunSetup } from './watched-run.js';
import { writeNow } from './write-now.js';

/** Planned against measured: to the terminal, to the file of `--json`, to the summary of a GitHub step. Synchronous. */
export function publishRun(report: RunReport, { args, cwd }: Pick<RunSetup, 'args' | 'cwd'>, tui: boolean): void {
  const style = styleOf(process.stdout);
  // Under the terminal UI there was no place for it before.
  const forecast = tui && report.forecast ? forecastText(report.forecast, style) : '';
  writeNow(1, forecast + runText(report, style));
  const { json } = args;
  if (json !== undefined) {
    attempt(json, () => {
      writeFileSync(resolve(cwd, json), `${JSON.stringify(report, undefined, 2)}\n`);
    });
  }
  const summary = process.env['GITHUB_STEP_SUMMARY'];
  if (summary) {
    attempt('GITHUB_STEP_SUMMARY', () => {
      appendFileSync(summary, runMarkdown(report));
    });
  }
}

function attempt(path: string, write: () => void): void {
  try {
    write();
  } catch (error) {
    tell([diagnostic('CREST314', { path, reason: error instanceof Error ? error.message : String(error) })]);
  }
}
