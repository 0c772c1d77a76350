/** Runs specs of one configuration from scratch, and says of each which of its tests passed. */
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join, relative } from 'node:path';
import { env, execPath, exit, kill } from 'node:process';
import { clearTimeout } from 'node:timers';

const PATIENCE_MS = 150_000;
const running = new Set();
// Runners are in process groups of their own, which an interruption does not reach.
process.once('exit', () => [...running].forEach(stop));
for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => exit(1));

/**
 * @param place `{ root, configuration, file, cacheFolder }`: the last may be undefined, then nothing that was compiled before is
 * trusted
 * @returns `{ exitCode, results, isStrange }`: spec → what became of its tests, as a text; nothing for a spec of which the runner says
 * nothing. It is strange where the run failed although no spec did.
 */
export async function runSpecs(specs, place) {
  const folder = mkdtempSync(join(tmpdir(), 'bench-mutation-'));
  try {
    const report = join(folder, 'report.json');
    const { cwd, args } = commandOf(specs, place, report);
    const code = await ended(args, { cwd, env: { ...env, ...place.file.env, PATH: pathFrom(cwd, place.root) } });
    const { results, hasSnapshotsOfGoneSpecs } = resultsIn(report, place.root);
    // Jest fails a run for these, whichever specs it runs: that is no result of one of them, and no task of ours fails for it.
    const exitCode = code === 1 && hasSnapshotsOfGoneSpecs ? 0 : code;
    const isExplained = exitCode === 0 || [...results.values()].some((result) => result.startsWith('["failed"'));
    return { exitCode, results, isStrange: !isExplained };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** As package managers and Nx set it: runners start compilers by name. */
function pathFrom(folder, root) {
  return [folder, root]
    .map((place) => join(place, 'node_modules/.bin'))
    .concat(env.PATH)
    .join(delimiter);
}

function commandOf(specs, { root, configuration, file, cacheFolder }, report) {
  const { runner, configFile, name, currentFolder, startRoot } = configuration;
  const config = join(root, configFile);
  const installed = dirname(createRequire(config).resolve(`${runner}/package.json`));
  const files = specs.map((spec) => join(root, spec));
  const cwd = join(root, currentFolder);
  const given = [...(file.args ?? []), '--config', config];
  if (runner === 'jest') {
    const jest = join(installed, 'bin/jest.js');
    const cache = cacheFolder ? ['--cacheDirectory', cacheFolder] : ['--no-cache'];
    const project = name === '' ? [] : ['--selectProjects', name];
    const quiet = ['--ci', '--coverage=false', '--json', '--outputFile', report];
    return { cwd, args: [jest, ...given, ...quiet, ...cache, ...project, '--runTestsByPath', ...files] };
  }
  const vitest = join(installed, 'vitest.mjs');
  const project = name === '' || name.endsWith('typecheck') ? [] : ['--project', name];
  const quiet = ['--coverage.enabled=false', '--reporter=json', `--outputFile=${report}`];
  return { cwd, args: [vitest, 'run', ...given, '--root', join(root, startRoot), ...quiet, ...project, ...files] };
}

/** In a process group of its own: what hangs may be a child of the runner. */
function ended(args, options) {
  return new Promise((resolve, reject) => {
    const child = spawn(execPath, args, { ...options, stdio: 'ignore', detached: true });
    const timer = setTimeout(() => stop(child), PATIENCE_MS);
    running.add(child);
    child.once('error', reject);
    child.once('close', (exitCode) => {
      clearTimeout(timer);
      running.delete(child);
      resolve(exitCode ?? 'killed');
    });
  });
}

function stop({ pid }) {
  try {
    kill(-pid, 'SIGKILL');
  } catch {
    // It has ended meanwhile.
  }
}

/** Jest and Vitest write the same form. Messages are left out: they hold times and addresses. */
function resultsIn(report, root) {
  const results = new Map();
  let hasSnapshotsOfGoneSpecs = false;
  try {
    const { testResults, numFailedTests, numRuntimeErrorTestSuites, snapshot } = JSON.parse(
      readFileSync(report, 'utf8'),
    );
    const isFine = numFailedTests === 0 && numRuntimeErrorTestSuites === 0 && snapshot?.unchecked === 0;
    hasSnapshotsOfGoneSpecs = isFine && snapshot.filesRemoved > 0;
    for (const { name, status, assertionResults } of testResults) {
      const tests = assertionResults.map((test) => `${test.status} ${test.fullName}`).sort();
      results.set(relative(root, name), JSON.stringify([status, ...tests]));
    }
  } catch {
    // It ended before it wrote anything: there is no result.
  }
  return { results, hasSnapshotsOfGoneSpecs };
}
