import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { RunnerConfiguration } from '../../specs/runner-configuration.js';
import type { PassedOn } from './passed-on.js';
import type { PlainTarget } from './plain-target.js';

/** What a person wants to look at. */
export interface InteractiveRun {
  readonly configuration: RunnerConfiguration;
  /** From the workspace root. */
  readonly specs: readonly string[];
  readonly plain: PlainTarget;
  readonly passedOn: PassedOn;
  readonly workspaceRoot: string;
}

/** Hands the terminal to the runner itself: to watch, or for a debugger. *Returns* whether it ended well. */
export function runInteractively(run: InteractiveRun): Promise<boolean> {
  const { configuration, passedOn, plain, workspaceRoot } = run;
  const args = configuration.runner === 'jest' ? jestCommand(run) : vitestCommand(run);
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [...args, ...plain.args, ...passedOn.args], {
      cwd: join(workspaceRoot, configuration.currentFolder),
      env: plain.env,
      stdio: 'inherit',
    });
    child.once('error', () => {
      resolve(false);
    });
    child.once('close', (code) => {
      resolve(code === 0);
    });
  });
}

function jestCommand({ configuration, specs, passedOn, workspaceRoot }: InteractiveRun): readonly string[] {
  const config = join(workspaceRoot, configuration.configFile);
  const bin = join(dirname(createRequire(config).resolve('jest/package.json')), 'bin/jest.js');
  const files = specs.map((spec) => join(workspaceRoot, spec));
  return [
    ...passedOn.nodeArgs,
    ...[bin, '--config', config, '--runTestsByPath', ...files],
    // A debugger sees one process only.
    ...(passedOn.nodeArgs.length > 0 ? ['--runInBand'] : []),
  ];
}

function vitestCommand({ configuration, specs, passedOn, workspaceRoot }: InteractiveRun): readonly string[] {
  const config = join(workspaceRoot, configuration.configFile);
  const bin = join(dirname(createRequire(config).resolve('vitest/package.json')), 'vitest.mjs');
  const isWatching = passedOn.args.some((word) => /^(--watch|-w|--ui)/.test(word));
  const { startRoot, name, typesOf } = configuration;
  return [
    ...[bin, isWatching ? 'watch' : 'run', '--root', join(workspaceRoot, startRoot), '--config', config],
    ...((typesOf ?? name) === '' ? [] : ['--project', typesOf ?? name]),
    ...(passedOn.nodeArgs.length > 0 ? [...passedOn.nodeArgs, '--no-file-parallelism'] : []),
    ...specs.map((spec) => join(workspaceRoot, spec)),
  ];
}
