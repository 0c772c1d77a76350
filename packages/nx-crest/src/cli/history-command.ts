import { realpath, stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import {
  diagnostic,
  EMPTY_HISTORY,
  formatHistory,
  hasErrors,
  isTaskId,
  mergeHistories,
  parseHistory,
  withoutFuture,
  type Diagnostic,
  type History,
} from '@nx-crest/core';
import { errorCode } from '../nx/error-code.js';
import { findWorkspaceRoot } from '../nx/find-workspace-root.js';
import { HISTORY_FILE } from '../run/history/history-file.js';
import { readHistory } from '../run/history/read-history.js';
import { recordHistorySync } from '../run/history/record-history.js';
import { replaceFile } from '../run/replace-file.js';
import type { Console } from './console.js';
import { EXIT, type ExitCode } from './exit-codes.js';
import { writeDiagnostics, type LineReader } from './print-diagnostics.js';
import { readBytes } from './read-bytes.js';

/** What came of a command: one line that says what was done; nothing was changed where it is missing. */
interface Outcome {
  readonly diagnostics: readonly Diagnostic[];
  readonly said?: string;
  /** For stdout; what was done is then said on stderr. */
  readonly output?: string;
}

/** What `crest history` can do, with the files that it is given. */
export type HistoryRequest =
  | { readonly verb: 'export' | 'import'; readonly file: string }
  | { readonly verb: 'merge'; readonly file: string; readonly others: readonly string[] };

/** `crest history`: one line says what was done; where something is wrong with a file, nothing is changed. */
export async function historyCommand(request: HistoryRequest, console: Console): Promise<ExitCode> {
  if (request.verb === 'merge') return mergeFiles(request.file, request.others, console);
  const workspaceRoot = findWorkspaceRoot(console.cwd);
  if (workspaceRoot === undefined) {
    return print({ diagnostics: [diagnostic('CREST402', { wanted: `crest history ${request.verb}` })] }, console);
  }
  return request.verb === 'export'
    ? exportHistory(request.file, workspaceRoot, console)
    : importHistory(request.file, workspaceRoot, console);
}

/** Writes the workspace's history to a file; `-` is stdout. */
async function exportHistory(path: string, workspaceRoot: string, console: Console): Promise<ExitCode> {
  const { history, diagnostics } = readHistory(workspaceRoot);
  // A history that is empty for this reason would look like one of a workspace in which nothing ran.
  if (diagnostics.length > 0) return print({ diagnostics: diagnostics.map(asError) }, console);
  const text = formatHistory(history);
  if (path === '-') return print({ diagnostics, output: text, said: `Exported ${sizeOf(history)}.` }, console);
  const failed = await writeText(path, text, console.cwd);
  return print({ diagnostics: failed, said: `Exported ${sizeOf(history)} to ${path}.` }, console);
}

/** Adds what a file holds to the workspace's history. */
function importHistory(path: string, workspaceRoot: string, console: Console): ExitCode {
  const given = readFiles([path], console.cwd);
  if (!given.history) return print(given, console, given.lineOf);
  const before = readHistory(workspaceRoot);
  const history = withoutFuture(given.history, Date.now()); // as it will be recorded
  const failed = recordHistorySync(workspaceRoot, history).map(asError);
  const now = sizeOf(readHistory(workspaceRoot).history);
  const said = `Imported ${sizeOf(history)} from ${path}; ${HISTORY_FILE} now holds ${now}.`;
  return print({ diagnostics: [...before.diagnostics, ...failed], said }, console);
}

/**
 * Adds what other files hold to the first one, which need not be there. Needs no
 * workspace; with git's `%A` and `%B` it is a merge driver.
 */
async function mergeFiles(path: string, others: readonly string[], console: Console): Promise<ExitCode> {
  const given = readFiles([path, ...others], console.cwd, { firstMayBeMissing: true });
  if (!given.history) return print(given, console, given.lineOf);
  const failed = await writeText(path, formatHistory(given.history), console.cwd);
  return print(
    { diagnostics: failed, said: `Merged ${others.join(', ')} into ${path}: ${sizeOf(given.history)}.` },
    console,
  );
}

interface ReadFiles {
  /** What all of them hold together; missing where something is wrong with one of them. */
  readonly history?: History;
  readonly diagnostics: readonly Diagnostic[];
  readonly lineOf: LineReader;
}

function readFiles(paths: readonly string[], cwd: string, { firstMayBeMissing = false } = {}): ReadFiles {
  const texts = new Map<string, string>();
  const diagnostics: Diagnostic[] = [];
  let history = EMPTY_HISTORY;
  for (const [index, path] of paths.entries()) {
    if (path === '-') {
      diagnostics.push(diagnostic('CREST401', { argument: '-', expected: 'the name of a file: stdin is not read' }));
      continue;
    }
    const bytes = readBytes({ file: resolve(cwd, path), path, kind: 'history file' });
    if (bytes.diagnostic) {
      const isNew = firstMayBeMissing && index === 0 && bytes.diagnostic.code === 'CREST303';
      if (!isNew) diagnostics.push(bytes.diagnostic);
      continue;
    }
    // What is not UTF-8 becomes another character, which the check of its line notices.
    const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes.content);
    texts.set(path, text);
    const parsed = parseHistory(text, path);
    diagnostics.push(...parsed.diagnostics);
    history = mergeHistories(history, parsed.history ?? EMPTY_HISTORY);
  }
  const lineOf: LineReader = (file, line) => texts.get(file)?.split(/\r?\n/)[line - 1];
  return { ...(diagnostics.length === 0 ? { history } : {}), diagnostics, lineOf };
}

/** Puts a text in the place of a file, or says why that cannot be. */
async function writeText(path: string, text: string, cwd: string): Promise<readonly Diagnostic[]> {
  const wanted = resolve(cwd, path);
  const failed = (reason: string) => [asError(diagnostic('CREST311', { reason: `${path} ${reason}` }))];
  try {
    const file = await realpath(wanted).catch(() => wanted);
    const present = await stat(file).catch(() => undefined);
    if (present && !present.isFile()) return failed('is no file');
    await replaceFile(file, text, present ?? { mode: 0o644 });
    return [];
  } catch (error) {
    return failed(`cannot be written (${errorCode(error) ?? String(error)})`);
  }
}

/** `12 tasks of linux-x64-2 (1,184 bytes)`. */
function sizeOf(history: History): string {
  const ids = new Set([...history.machines.values()].flatMap((tasks) => [...tasks.keys()].filter(isTaskId)));
  const machines = [...history.machines.keys()].sort().join(', ');
  const bytes = Buffer.byteLength(formatHistory(history)).toLocaleString('en');
  return `${ids.size} task${ids.size === 1 ? '' : 's'}${machines === '' ? '' : ` of ${machines}`} (${bytes} bytes)`;
}

/** What a run passes over is what these commands are there for. */
function asError(found: Diagnostic): Diagnostic {
  return { ...found, severity: 'error' };
}

function print({ diagnostics, said, output }: Outcome, console: Console, lineOf?: LineReader): ExitCode {
  const { stdout, stderr } = console;
  writeDiagnostics(diagnostics, console, lineOf);
  if (hasErrors(diagnostics)) {
    stderr.write('Nothing was changed.\n');
    return EXIT.badInput;
  }
  stdout.write(output ?? '');
  if (said !== undefined) (output === undefined ? stdout : stderr).write(`${said}\n`);
  return EXIT.done;
}
