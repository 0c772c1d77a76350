import type { Diagnostic, Plan } from '@nx-crest/core';
import { decodeDocument, parseDocument, parseFolder, type SourceText } from '@nx-crest/formats';
import type { UnitBytes } from './unit-files.js';

/** The plans of a unit, and everything worth telling; `format` as for `parseDocument`. */
export function parseUnit(
  { path, isFolder, documents }: UnitBytes,
  format?: string,
): {
  readonly plans: readonly Plan[];
  readonly diagnostics: readonly Diagnostic[];
  readonly sources: readonly SourceText[];
} {
  const decoded = documents.map((one) => ({ path: one.path, ...decodeDocument(one.path, one.bytes) }));
  const unreadable = decoded.flatMap((one) => (one.kind === 'unreadable' ? one.diagnostics : []));
  const texts = decoded.flatMap((one) => (one.kind === 'text' ? [{ path: one.path, raw: one.raw }] : []));
  if (isFolder) {
    // A picture with a wrong ending beside the plan is nobody's error; a member that cannot be read is.
    const read = parseFolder(path, texts, { format });
    return { ...read, diagnostics: read.plans.length > 0 ? [...unreadable, ...read.diagnostics] : read.diagnostics };
  }
  const [text] = texts;
  if (!text) return { plans: [], sources: [], diagnostics: unreadable };
  const read = parseDocument(text, { format });
  return { plans: read.plans, diagnostics: read.diagnostics, sources: [read.source] };
}
