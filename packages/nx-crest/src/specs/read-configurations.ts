import { fork } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, posix } from 'node:path';
import { diagnostic, type Diagnostic } from '@nx-crest/core';
import type { ConfigurationFile } from './find-configurations.js';
import type { ConfigurationReads, RememberedConfigurations } from './memory/remembered-configurations.js';
import type { RunnerConfiguration } from './runner-configuration.js';
import type { ConfigurationAnswer } from './runners/main.js';

/** What a configuration file says, or why that is not known. */
export interface ReadConfigurations {
  readonly configurations: readonly RunnerConfiguration[];
  readonly diagnostics: readonly Diagnostic[];
}

/** Where configurations are read, and what is known of them. */
export interface ConfigurationReader {
  readonly workspaceRoot: string;
  readonly remembered?: RememberedConfigurations;
}

/** What is installed, and the file that Vite makes of a configuration for a moment. */
const VOLATILE = /(^|\/)node_modules\/|\.timestamp-/;
/** A configuration that takes longer than this waits for something that will not come. */
const PATIENCE_MS = 120_000;

/**
 * Lets the workspace's own runner resolve a configuration, unless it is known. Configurations are programs, and expect to be
 * executed where tests are started: where their target says so, else in their own folder, or where that fails, in the workspace
 * root.
 */
export async function readConfigurations(
  file: ConfigurationFile,
  { workspaceRoot, remembered }: ConfigurationReader,
): Promise<ReadConfigurations> {
  const { path, currentFolder } = file;
  const home = posix.dirname(path).replace(/^\.$/, '');
  const startRoot = file.root ?? home;
  // Started where its target says, or where it is tried first: it is the same question.
  const name = JSON.stringify([path, currentFolder ?? home, startRoot, file.env ?? {}, file.args ?? []]);
  const known = remembered?.get(name);
  if (known) return { configurations: known, diagnostics: [] };

  const folders = currentFolder === undefined ? new Set([home, '']) : [currentFolder];
  let reason = '';
  for (const folder of folders) {
    const { answer, reads } = await ask(file, { workspaceRoot, startRoot, folder });
    if ('configurations' in answer) {
      const own = reads.reads.filter((read) => !VOLATILE.test(read));
      const configurations = answer.configurations.map((found) => {
        return { ...found, currentFolder: folder, startRoot, reads: own };
      });
      remembered?.set(name, reads, configurations);
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

interface Start {
  readonly workspaceRoot: string;
  readonly startRoot: string;
  readonly folder: string;
}

/** In a process of its own, which writes down what it looks at. */
async function ask(
  { runner, path, env, args = [] }: ConfigurationFile,
  { workspaceRoot, startRoot, folder }: Start,
): Promise<{ readonly answer: ConfigurationAnswer; readonly reads: ConfigurationReads }> {
  const records = mkdtempSync(join(tmpdir(), 'crest-configuration-'));
  try {
    const answer = await answerOf(
      [runner, workspaceRoot, join(workspaceRoot, path), join(workspaceRoot, startRoot), JSON.stringify(args)],
      join(workspaceRoot, folder),
      {
        ...variablesOf(runner),
        ...process.env,
        ...env,
        CREST_AUDIT_ROOT: workspaceRoot,
        CREST_AUDIT_FOLDER: records,
        CREST_AUDIT_PROBES: 'true',
      },
    );
    return { answer, reads: readsIn(records) };
  } finally {
    rmSync(records, { recursive: true, force: true });
  }
}

function answerOf(args: readonly string[], cwd: string, env: NodeJS.ProcessEnv): Promise<ConfigurationAnswer> {
  return new Promise((resolve) => {
    const child = fork(join(__dirname, 'runners/main.js'), args, {
      cwd,
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'], // a configuration may print what it likes
      env,
      execArgv: ['--require', join(__dirname, 'audit/recorder.js')],
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

function readsIn(folder: string): ConfigurationReads {
  const lines = readdirSync(folder).flatMap((file) => readFileSync(join(folder, file), 'utf8').split('\n'));
  const of = (event: string) =>
    [...new Set(lines.flatMap((line) => (line.startsWith(`${event} `) ? [line.slice(event.length + 1)] : [])))].sort();
  return {
    reads: of('read'),
    lists: of('list'),
    trees: of('tree'),
    probes: of('probe'),
    variables: of('variable'),
  };
}

function firstLine(text: string): string {
  return text.trim().split('\n')[0] ?? '';
}
