import type { Widening, WideningReason } from '@nx-crest/analyzer/test-specs';
import { diagnostic, type Diagnostic } from '@nx-crest/core';

const CODES = {
  'computed-module': 'CREST511',
  'unresolved-module': 'CREST512',
  'computed-glob': 'CREST513',
  'computed-path': 'CREST519',
  folder: 'CREST514',
  process: 'CREST515',
  environment: 'CREST516',
  outside: 'CREST517',
  configuration: 'CREST518',
} as const satisfies Record<WideningReason, string>;

/** Why more counts than is known to be observed, with its code and place. */
export function wideningDiagnostic({ reason, path, line, text }: Widening): Diagnostic {
  const position = { offset: 0, line, column: 1 };
  return diagnostic(CODES[reason], { text }, { span: { file: path, start: position, end: position } });
}
