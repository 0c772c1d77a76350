import { resolve } from 'node:path';
import type { Diagnostic } from '@nx-crest/core';
import { decodeDocument, readSource } from '@nx-crest/formats';
import type { StatedPlan } from '../../report/replan/stated-plan.js';
import type { LineReader } from '../print-diagnostics.js';
import { readBytes } from '../read-bytes.js';
import { parseState } from './parse-state.js';

/** What a state file says; without a plan where it cannot be read or is wrong. */
export interface ReadState {
  readonly plan?: StatedPlan;
  readonly diagnostics: readonly Diagnostic[];
  readonly lineOf?: LineReader;
}

/** Reads a state file; `path` counts from `cwd`. */
export function readState(path: string, cwd: string): ReadState {
  const bytes = readBytes({ file: resolve(cwd, path), path });
  if (bytes.diagnostic) return { diagnostics: [bytes.diagnostic] };
  const decoded = decodeDocument(path, bytes.content);
  if (decoded.kind === 'unreadable') return { diagnostics: decoded.diagnostics };
  const { source, diagnostics } = readSource(path, decoded.raw);
  const parsed = parseState(source);
  return {
    ...parsed,
    diagnostics: [...diagnostics, ...parsed.diagnostics],
    lineOf: (file, line) => (file === path ? source.lineText(line) : undefined),
  };
}
