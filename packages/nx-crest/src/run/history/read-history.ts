import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { diagnostic, EMPTY_HISTORY, parseHistory, type Diagnostic, type History } from '@nx-crest/core';
import { errorCode } from '../../nx/error-code.js';
import { DAMAGED_FILE, HISTORY_FILE, KEPT_ASIDE } from './history-file.js';

/** The workspace's history; empty where its file cannot be used, and then why. */
export interface ReadHistory {
  readonly history: History;
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Reads the workspace's history; there need not be one. What is wrong with its file is a warning: plans and runs go on with
 * weaker estimates.
 */
export function readHistory(workspaceRoot: string): ReadHistory {
  const { history, diagnostics } = readFile(join(workspaceRoot, HISTORY_FILE));
  const [first] = diagnostics;
  if (!first) return { history: history ?? EMPTY_HISTORY, diagnostics: [] };
  const hint = KEPT_ASIDE.has(first.code) ? ASIDE : first.hint;
  // One damaged line says that the file is not used; the others would say it again.
  return { history: EMPTY_HISTORY, diagnostics: [{ ...first, severity: 'warning', hint }] };
}

const ASIDE = `It is not used. The next run that measures something keeps it as ${DAMAGED_FILE}, and begins a new one.`;

function readFile(file: string): ReturnType<typeof parseHistory> {
  try {
    return parseHistory(readFileSync(file, 'utf8'), HISTORY_FILE);
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return { diagnostics: [] };
    const reason = error instanceof Error ? error.message : String(error);
    return { diagnostics: [diagnostic('CREST307', { path: HISTORY_FILE, reason })] };
  }
}
