import { createRequire } from 'node:module';
import { join } from 'node:path';
import { nxVersion } from '../../nx/installed-nx.js';
import { buildRunReport } from '../../report/run/build-run-report.js';
import { thisMachineClass } from '../../run/history/this-machine-class.js';
import { publishRun } from './publish-run.js';
import type { RunSetup } from './watched-run.js';

/** The report on a run of which we know no more than how it ended: Nx was not as we know it, or never came to its tasks. */
export function publishUnwatchedRun(setup: RunSetup, exitCode: number): void {
  const version = nxVersion(createRequire(join(setup.workspaceRoot, 'package.json'))) ?? 'unknown';
  const nothing = { forecast: null, problem: null, tasks: [], heldBack: [], workers: 0, elapsedMs: 0 };
  const report = buildRunReport({
    ...{
      command: setup.args.nxArgv,
      nxVersion: version,
      machine: thisMachineClass(),
      order: 'stock',
      exitCode,
    },
    ...{ startedAt: new Date().toISOString(), ...nothing },
  });
  publishRun(report, setup, false);
}
