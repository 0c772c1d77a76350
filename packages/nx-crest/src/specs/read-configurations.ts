import { fork } from 'node:child_process';
import { join, posix } from 'node:path';
import { diagnostic, type Diagnostic } from '@nx-crest/core';
import type { ConfigurationFile } from './find-configurations.js';
import type { RunnerConfiguration } from './runner-configuration.js';
import type { ConfigurationAnswer } from './runners/main.js';

/** What a configuration file says, or why that is not known. */
export interface ReadConfigurations {
  readonly configurations: readonly RunnerConfiguration[];
  readonly diagnostics: readonly Diagnostic[];
}

/** A configuration that takes longer than this waits for something that will not come. */
const PATIENCE_MS = 120_000;

/**
 * Lets the workspace's own runner resolve a configuration. Configurations are programs, and expect to be executed where tests are
 * started: where their target says so, else in their own folder, or where that fails, in the workspace root.
 */
export async function readConfigurations(
  { runner, path, currentFolder, root }: ConfigurationFile,
  workspaceRoot: string,
): Promise<ReadConfigurations> {
  const folders = currentFolder === undefined ? new Set([posix.dirname(path), '.']) : [currentFolder];
  const startRoot = root ?? posix.dirname(path).replace(/^\.$/, '');
  let reason = '';
  for (const folder of folders) {
    const answer = await ask(
      runner,
      [workspaceRoot, join(workspaceRoot, path), join(workspaceRoot, startRoot)],
      join(workspaceRoot, folder),
    );
    if ('configurations' in answer) {
      const started = folder === '.' ? '' : folder;
      const configurations = answer.configurations.map((found) => ({ ...found, currentFolder: started, startRoot }));
      return { configurations, diagnostics: [] };
    }
    reason ||= answer.error;
  }
  return { configurations: [], diagnostics: [diagnostic('CREST501', { path, reason: firstLine(reason) })] };
}

/** What the runner itself sets before it reads a configuration, unless it is set. */
function variablesOf(runner: ConfigurationFile['runner']): NodeJS.ProcessEnv {
  return runner === 'jest' ? { NODE_ENV: 'test' } : { NODE_ENV: 'test', TEST: 'true', VITEST: 'true' };
}

function ask(runner: ConfigurationFile['runner'], args: readonly string[], cwd: string): Promise<ConfigurationAnswer> {
  return new Promise((resolve) => {
    const child = fork(join(__dirname, 'runners/main.js'), [runner, ...args], {
      cwd,
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'], // a configuration may print what it likes
      env: { ...variablesOf(runner), ...process.env },
    });
    let said = '';
    child.stderr?.on('data', (text: Buffer) => {
      said = (said + text.toString()).slice(-2_000);
    });
    const timer = setTimeout(() => child.kill('SIGKILL'), PATIENCE_MS);
    child.once('message', (answer) => {
      clearTimeout(timer);
      resolve(answer as ConfigurationAnswer); // `main.ts` sends nothing else
    });
    child.once('close', () => {
      clearTimeout(timer);
      resolve({ error: said || 'it ended without an answer' });
    });
    child.once('error', (error) => {
      resolve({ error: error.message });
    });
  });
}

function firstLine(text: string): string {
  return text.trim().split('\n')[0] ?? '';
}
