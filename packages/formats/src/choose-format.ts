import { diagnostic, type Diagnostic } from '@nx-crest/core';
import { describeContent } from './describe-content.js';
import { detectFormat } from './detect-format.js';
import type { PlanFormat } from './plan-format.js';
import { formats } from './formats.js';
import type { SourceText } from './source/source-text.js';

/** A document as its caller has it: with line ends and byte order mark as on disk. */
export interface PlanDocument {
  /** Names the document in spans; with `/`, it helps to recognise the format. */
  readonly path: string;
  readonly raw: string;
}

/** How to read a document. */
export interface ReadOptions {
  /** A format's name; without it the format is recognised by path and content. */
  readonly format?: string | undefined;
}

/** The format to read a document with, or the diagnostic that says why there is none (CREST201, CREST401). */
export function chooseFormat(
  source: SourceText,
  { format: wanted }: ReadOptions,
): { readonly format?: PlanFormat; readonly diagnostics: readonly Diagnostic[] } {
  const names = formats.map(({ name }) => name);
  const format = wanted === undefined ? detectFormat(source) : formats.find(({ name }) => name === wanted);
  if (format) return { format, diagnostics: [] };
  const problem =
    wanted === undefined
      ? diagnostic('CREST201', { path: source.path, formats: names, found: describeContent(source) })
      : diagnostic('CREST401', { argument: `format "${wanted}"`, expected: `one of ${names.join(', ')}` });
  return { diagnostics: [problem] };
}
