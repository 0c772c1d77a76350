import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, relative } from 'node:path';
import { env, execPath } from 'node:process';
import { fileURLToPath } from 'node:url';

const VITEST_CHOICE = fileURLToPath(new URL('vitest-choice.mjs', import.meta.url));
const PATIENCE_MS = 180_000;

/**
 * What the runners themselves select for changed files: `jest --findRelatedTests --listTests`, and the function of Vitest behind
 * `vitest related`. Types are left out: Vitest selects them by a compiler.
 * @returns `{ [configFile]: specs }`; a configuration that fails is missing
 */
export function selectedByRunners(folder, { after, changed, log }) {
  const configurations = new Map(
    [...after.specs.values()].map(({ configuration }) => [configuration.configFile, configuration]),
  );
  const files = changed.filter((file) => existsSync(join(folder, file))).map((file) => join(folder, file));
  const selected = {};
  for (const [configFile, configuration] of configurations) {
    const choice = configuration.runner === 'jest' ? jestChoice : vitestChoice;
    const found = choice(folder, configuration, files);
    if (found instanceof Error) log(`${configFile}: ${found.message.slice(0, 200)}`);
    else selected[configFile] = found.map((path) => relative(folder, path));
  }
  return selected;
}

function jestChoice(folder, { configFile }, files) {
  if (files.length === 0) return [];
  const bin = join(dirname(createRequire(join(folder, configFile)).resolve('jest/package.json')), 'bin/jest.js');
  const args = [bin, '--config', join(folder, configFile), '--listTests', '--json', '--findRelatedTests', ...files];
  return answerOf(spawnSync(execPath, args, optionsIn(folder)));
}

function vitestChoice(folder, { configFile, startRoot, currentFolder }, files) {
  const args = [VITEST_CHOICE, join(folder, configFile), join(folder, startRoot), JSON.stringify(files)];
  return answerOf(spawnSync(execPath, args, optionsIn(join(folder, currentFolder))));
}

function optionsIn(cwd) {
  return { cwd, encoding: 'utf8', maxBuffer: 2 ** 28, timeout: PATIENCE_MS, env: { ...env, CI: 'true' } };
}

/** The last line is the answer: configurations print what they like. */
function answerOf({ stdout, stderr, error }) {
  try {
    return JSON.parse(stdout.trimEnd().split('\n').at(-1));
  } catch {
    return error ?? new Error(stderr.trim().split('\n')[0]);
  }
}
