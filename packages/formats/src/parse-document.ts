import { compareDiagnostics, diagnostic } from '@nx-crest/core';
import { chooseFormat, type PlanDocument, type ReadOptions } from './choose-format.js';
import { describeContent } from './describe-content.js';
import type { ParsedDocument } from './plan-format.js';
import { readSource } from './source/read-source.js';
import type { SourceText } from './source/source-text.js';

/** A parsed document, and the format that it was read with. */
export interface ReadDocument extends ParsedDocument {
  /** Missing where no format was recognised, or the one asked for does not exist. */
  readonly format?: string;
  /** The text that spans point into: repaired, without byte order mark. */
  readonly source: SourceText;
}

/**
 * Reads a planning document: its plans and everything worth telling, all of it in one pass. Nothing is thrown; a
 * recognised document without a task is CREST202, and no task is made up from prose.
 *
 * *Complexity*: O(n + dependencies).
 */
export function parseDocument(document: PlanDocument, options: ReadOptions = {}): ReadDocument {
  const { source, diagnostics: characters } = readSource(document.path, document.raw);
  const { format, diagnostics: choice } = chooseFormat(source, options);
  if (!format) return { source, plans: [], diagnostics: [...characters, ...choice].sort(compareDiagnostics) };
  const { plans, diagnostics } = format.parse(source);
  const found = [...characters, ...diagnostics];
  if (plans.every((plan) => plan.tasks.length === 0)) {
    found.push(diagnostic('CREST202', { format: format.name, found: describeContent(source) }));
  }
  return { source, format: format.name, plans, diagnostics: found.sort(compareDiagnostics) };
}
