import { spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { ConfigurationFile } from '../find-configurations.js';
import type { RunnerConfiguration } from '../runner-configuration.js';
import type { Observation } from './compare-with-inputs.js';

/** A run of one spec, and what was observed in it. */
export interface RecordedSpec {
  readonly observed: readonly Observation[];
  /** 0 where the spec passed; a spec that fails observes files all the same. */
  readonly exitCode: number | null;
}

/** The configuration under which a spec runs, and how its target starts it. */
export interface RecordingPlace {
  readonly configuration: RunnerConfiguration;
  readonly file: Pick<ConfigurationFile, 'env' | 'args'>;
  readonly workspaceRoot: string;
}

/** A spec that takes longer waits for something that will not come. */
const PATIENCE_MS = 600_000;

/** Runs one spec alone, with the runner that the workspace has installed, and writes down what its processes do with files. */
export async function recordSpec(
  spec: string,
  { configuration, file, workspaceRoot }: RecordingPlace,
): Promise<RecordedSpec> {
  const folder = mkdtempSync(join(tmpdir(), 'crest-audit-'));
  try {
    const { cwd, args } = commandOf(spec, configuration, workspaceRoot);
    const recorder = join(__dirname, 'recorder.js');
    const env = {
      ...process.env,
      ...file.env,
      NODE_OPTIONS: `${process.env['NODE_OPTIONS'] ?? ''} --require ${JSON.stringify(recorder)}`.trim(),
      CREST_AUDIT_ROOT: workspaceRoot,
      CREST_AUDIT_FOLDER: folder,
    };
    const exitCode = await run([...args, ...(file.args ?? [])], { cwd, env });
    return { observed: readObservations(folder), exitCode };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function commandOf(
  spec: string,
  { runner, configFile, name, typesOf, currentFolder, startRoot }: RunnerConfiguration,
  workspaceRoot: string,
) {
  const config = join(workspaceRoot, configFile);
  const file = join(workspaceRoot, spec);
  const cwd = join(workspaceRoot, currentFolder);
  const require = createRequire(config);
  if (runner === 'jest') {
    const jest = join(dirname(require.resolve('jest/package.json')), 'bin/jest.js');
    return { cwd, args: [jest, '--config', config, '--ci', '--coverage=false', '--runTestsByPath', file] };
  }
  const vitest = join(dirname(require.resolve('vitest/package.json')), 'vitest.mjs');
  const project = (typesOf ?? name) === '' ? [] : ['--project', typesOf ?? name];
  return {
    cwd,
    args: [
      vitest,
      'run',
      '--root',
      join(workspaceRoot, startRoot),
      '--config',
      config,
      '--coverage.enabled=false',
      ...project,
      file,
    ],
  };
}

/** In our own process group, so that an interruption reaches the runner, too; without pipes, which its children could keep open. */
function run(
  args: readonly string[],
  options: { readonly cwd: string; readonly env: NodeJS.ProcessEnv },
): Promise<number | null> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, { ...options, stdio: 'ignore' });
    const timer = setTimeout(() => child.kill('SIGKILL'), PATIENCE_MS);
    child.once('error', reject);
    child.once('close', (exitCode) => {
      clearTimeout(timer);
      resolve(exitCode);
    });
  });
}

function readObservations(folder: string): readonly Observation[] {
  return readdirSync(folder)
    .sort()
    .flatMap((file, process) =>
      readFileSync(join(folder, file), 'utf8')
        .split('\n')
        .flatMap((line) => {
          const [, event, path] = /^(read|list|tree|make) (.*)$/.exec(line) ?? [];
          return event === undefined || path === undefined
            ? []
            : [{ event: event as Observation['event'], path, process }]; // one of the four
        }),
    );
}
