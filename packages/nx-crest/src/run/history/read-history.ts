import { lstatSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  diagnostic,
  EMPTY_HISTORY,
  LONGEST_HISTORY,
  parseHistory,
  withoutFuture,
  type Diagnostic,
  type History,
} from '@nx-crest/core';
import { errorCode } from '../../nx/error-code.js';
import { DAMAGED_FILE, HISTORY_FILE, KEPT_ASIDE } from './history-file.js';

/** The workspace's history; empty where its file cannot be used, and then why. */
export interface ReadHistory {
  readonly history: History;
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Reads the workspace's history; there need not be one. What is wrong with its file is a warning: plans and runs go on with
 * weaker estimates. What was observed in the future is left out. *Units*: `nowMs` as `Date.now()`.
 */
export function readHistory(workspaceRoot: string, nowMs = Date.now()): ReadHistory {
  const { history, diagnostics } = readFile(join(workspaceRoot, HISTORY_FILE));
  const [first] = diagnostics;
  if (!first) return { history: withoutFuture(history ?? EMPTY_HISTORY, nowMs), diagnostics: [] };
  const hint = KEPT_ASIDE.has(first.code) ? ASIDE : first.hint;
  // One damaged line says that the file is not used; the others would say it again.
  return { history: EMPTY_HISTORY, diagnostics: [{ ...first, severity: 'warning', hint }] };
}

const ASIDE = `It is not used. The next run that measures something keeps it as ${DAMAGED_FILE}, and begins a new one.`;

function readFile(file: string): ReturnType<typeof parseHistory> {
  try {
    // Before it is opened: a pipe would be waited for, a device might never end, and a link is replaced by the next write.
    const present = lstatSync(file);
    if (!present.isFile()) return { diagnostics: [{ ...unreadable('it is no file of its own'), hint: REMOVE }] };
    if (present.size > LONGEST_HISTORY) {
      const reason = `it is longer than ${LONGEST_HISTORY} bytes`;
      return { diagnostics: [diagnostic('CREST308', { path: HISTORY_FILE, reason })] };
    }
    return parseHistory(readFileSync(file, 'utf8'), HISTORY_FILE);
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return { diagnostics: [] };
    return { diagnostics: [unreadable(error instanceof Error ? error.message : String(error))] };
  }
}

const REMOVE = 'Remove it: the next run that measures something begins a new one.';

function unreadable(reason: string): Diagnostic {
  return diagnostic('CREST307', { path: HISTORY_FILE, reason });
}
