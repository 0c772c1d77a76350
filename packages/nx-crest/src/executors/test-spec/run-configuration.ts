import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { LEADS_GROUP, signalGroup } from '../../run/process-group.js';
import type { RunnerConfiguration } from '../../specs/runner-configuration.js';
import type { PassedOn } from './passed-on.js';
import type { PlainTarget } from './plain-target.js';
import { REQUEST_VARIABLE, type HostMessage, type HostRequest, type SpecResult } from './spec-result.js';

/** Specs that one runner's process runs. */
export interface ConfigurationRun {
  readonly configuration: RunnerConfiguration;
  /** From the workspace root, in the order in which they start. */
  readonly specs: readonly string[];
  readonly workers: number;
  readonly plain: PlainTarget;
  readonly passedOn: PassedOn;
  readonly workspaceRoot: string;
  /** Ends the run. */
  readonly signal: AbortSignal;
  /** Told of each spec as soon as it is done; once more where it fails after all. The spec is from the workspace root. */
  readonly onResult: (spec: string, result: Omit<SpecResult, 'file'>) => void;
}

/** How the process ended: what failed that belongs to no spec. */
export interface ConfigurationEnd {
  readonly failure?: string;
  /** It ended before all specs were told of: nothing is said of those that were. */
  readonly isCrash?: boolean;
}

/** How long a runner may go on after its last spec; a teardown may take a while. */
const LINGER_MS = 60_000;

/** Runs specs of one configuration in one process of its runner, started where and as the plain target starts it. */
export async function runConfiguration(run: ConfigurationRun): Promise<ConfigurationEnd> {
  const { configuration, passedOn, plain, workspaceRoot } = run;
  const folder = mkdtempSync(join(tmpdir(), 'crest-specs-'));
  try {
    const byFile = new Map(run.specs.map((spec) => [realpathSync(join(workspaceRoot, spec)), spec]));
    const request = join(folder, 'request.json');
    writeFileSync(request, JSON.stringify(requestFor(run, [...byFile.keys()])));
    const child = spawn(
      process.execPath,
      [
        ...passedOn.nodeArgs,
        ...(configuration.runner === 'jest' ? jestArgs(run, [...byFile.keys()]) : [host('vitest-host')]),
      ],
      {
        cwd: join(workspaceRoot, configuration.currentFolder),
        env: { ...plain.env, [REQUEST_VARIABLE]: request },
        stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
        detached: LEADS_GROUP, // so that its workers end with it
      },
    );
    return await watch(child, run, byFile);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function requestFor(
  { configuration, workers, plain, passedOn, workspaceRoot }: ConfigurationRun,
  specs: readonly string[],
): HostRequest {
  const { runner, startRoot, configFile, name, typesOf } = configuration;
  if (runner === 'jest') return { specs };
  return {
    specs,
    vitest: {
      root: join(workspaceRoot, startRoot),
      config: join(workspaceRoot, configFile),
      project: typesOf ?? name,
      typechecks: typesOf !== undefined,
      args: [...plain.args, ...passedOn.args],
      workers,
      coverage: passedOn.wantsCoverage,
    },
  };
}

function jestArgs(
  { configuration, workers, plain, passedOn, workspaceRoot }: ConfigurationRun,
  files: readonly string[],
): readonly string[] {
  const config = join(workspaceRoot, configuration.configFile);
  const bin = join(dirname(createRequire(config).resolve('jest/package.json')), 'bin/jest.js');
  return [
    ...[bin, '--config', config, '--reporters', host('jest-reporter'), '--testSequencer', host('jest-sequencer')],
    ...['--maxWorkers', String(workers), '--passWithNoTests', '--bail=0', '--no-watchman'],
    ...(passedOn.wantsCoverage ? [] : ['--coverage=false']),
    ...(configuration.name === '' ? [] : ['--selectProjects', configuration.name]),
    ...plain.args,
    ...passedOn.args,
    ...['--runTestsByPath', ...files],
  ];
}

function host(name: string): string {
  return join(__dirname, 'hosts', `${name}.js`);
}

function watch(
  child: ChildProcess,
  run: ConfigurationRun,
  byFile: ReadonlyMap<string, string>,
): Promise<ConfigurationEnd> {
  return new Promise((resolve) => {
    const open = new Set(byFile.keys());
    let failed = '';
    let said = '';
    let anyFailed = false;
    let timer: NodeJS.Timeout | undefined;
    const linger = () => {
      timer ??= setTimeout(() => {
        signalGroup(child, 'SIGKILL');
      }, LINGER_MS);
    };
    const stop = () => {
      signalGroup(child, 'SIGTERM');
      timer ??= setTimeout(() => {
        signalGroup(child, 'SIGKILL');
      }, 4_000);
    };
    if (run.signal.aborted) stop();
    else run.signal.addEventListener('abort', stop, { once: true });
    for (const stream of [child.stdout, child.stderr]) {
      stream?.on('data', (text: Buffer) => {
        // What belongs to no spec alone: passed through, and kept for a process that dies.
        process.stdout.write(text);
        said = (said + text.toString()).slice(-20_000);
      });
    }
    child.on('message', (message: HostMessage) => {
      if (message.kind === 'done') linger();
      else if (message.kind === 'failed') failed += `${message.output}\n`;
      else {
        const { file, ...result } = message.result;
        const spec = byFile.get(file);
        if (spec === undefined) {
          if (!result.passed) failed += `${result.output}\n`;
          return;
        }
        open.delete(file);
        anyFailed ||= !result.passed;
        run.onResult(spec, result);
        if (open.size === 0) linger();
      }
    });
    child.once('error', (error) => {
      failed += error.message;
    });
    child.once('close', (code, by) => {
      clearTimeout(timer);
      run.signal.removeEventListener('abort', stop);
      const isExpected = code === 0 || (code !== null && anyFailed);
      if (failed !== '') resolve({ failure: failed });
      else if (open.size > 0)
        resolve({ failure: `${said}\nThe test runner ended with ${by ?? String(code)}.`, isCrash: true });
      else if (isExpected) resolve({});
      else resolve({ failure: `${said}\nThe test runner ended with ${by ?? String(code)}.` });
    });
  });
}
