import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { compareText, diagnostic, type Diagnostic } from '@nx-crest/core/model';

/** Beside `nx.json`, and committed: what an audit saw that could not be told from the sources. */
export const OBSERVED_FILE = 'crest.specs.json';

/** Spec → files that count for it besides; from the workspace root, sorted. */
export type ObservedInputs = ReadonlyMap<string, readonly string[]>;

/** What `crest audit specs --fix` has written; nothing where there is no such file. */
export function readObservedInputs(workspaceRoot: string): {
  readonly inputs: ObservedInputs;
  readonly diagnostics: readonly Diagnostic[];
} {
  const file = join(workspaceRoot, OBSERVED_FILE);
  if (!existsSync(file)) return { inputs: new Map(), diagnostics: [] };
  const reason = (text: string) => ({
    inputs: new Map<string, readonly string[]>(),
    diagnostics: [diagnostic('CREST504', { path: OBSERVED_FILE, reason: text })],
  });
  let content: unknown;
  try {
    content = JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    return reason(error instanceof Error ? error.message : String(error));
  }
  if (!isObserved(content)) return reason('it should map each spec to a list of files, under "inputs"');
  return { inputs: new Map(Object.entries(content.inputs)), diagnostics: [] };
}

/** The text of the file: the same for the same inputs, one file a line, so that git merges it. */
export function observedText(inputs: ObservedInputs): string {
  const sorted = [...inputs].sort(([a], [b]) => compareText(a, b));
  const entries = sorted.map(([spec, files]) => [spec, [...new Set(files)].sort(compareText)] as const);
  return `${JSON.stringify({ version: 1, inputs: Object.fromEntries(entries) }, undefined, 2)}\n`;
}

interface ObservedContent {
  readonly inputs: Readonly<Record<string, readonly string[]>>;
}

function isObserved(content: unknown): content is ObservedContent {
  const inputs: unknown =
    typeof content === 'object' && content !== null && 'inputs' in content ? content.inputs : undefined;
  if (typeof inputs !== 'object' || inputs === null || Array.isArray(inputs)) return false;
  return Object.values(inputs).every(
    (files: unknown) => Array.isArray(files) && files.every((file) => typeof file === 'string'),
  );
}
