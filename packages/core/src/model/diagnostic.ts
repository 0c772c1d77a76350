import { compareText } from './compare-text.js';
import { DIAGNOSTICS } from './messages.js';
import type { SourceSpan } from './source-span.js';

export type Severity = 'error' | 'warning' | 'info';

/** Stable, never reused; each has an entry in `docs/codes.md`. */
export type DiagnosticCode = keyof typeof DIAGNOSTICS;

/** A second place that explains a diagnostic. */
export interface RelatedPlace {
  readonly message: string;
  readonly span: SourceSpan;
}

/** Something wrong, or worth knowing, in what the user gave us. A value: it is collected, never thrown. */
export interface Diagnostic {
  readonly code: DiagnosticCode;
  readonly severity: Severity;
  readonly message: string;
  readonly hint: string;
  readonly span?: SourceSpan;
  readonly related: readonly RelatedPlace[];
}

type MessageArgument<C extends DiagnosticCode> = Parameters<(typeof DIAGNOSTICS)[C]['message']>[0];

/** Where a diagnostic points, and what else explains it. */
export interface DiagnosticPlace {
  readonly span?: SourceSpan | undefined;
  readonly related?: readonly RelatedPlace[];
}

/** Makes a diagnostic of a known code; the words come from `messages.ts`. */
export function diagnostic<C extends DiagnosticCode>(
  code: C,
  argument: MessageArgument<C>,
  place: DiagnosticPlace = {},
): Diagnostic {
  // One entry, seen without its code: the union of message functions cannot be called with a union of arguments.
  const entry = DIAGNOSTICS[code] as unknown as MessageEntry;
  return {
    code,
    severity: entry.severity,
    message: entry.message(argument),
    hint: entry.hint(argument),
    ...(place.span ? { span: place.span } : {}),
    related: place.related ?? [],
  };
}

/** Errors first as they stand in the document: by file, position, code, message. */
export function compareDiagnostics(a: Diagnostic, b: Diagnostic): number {
  return (
    compareText(a.span?.file ?? '', b.span?.file ?? '') ||
    (a.span?.start.offset ?? -1) - (b.span?.start.offset ?? -1) ||
    compareText(a.code, b.code) ||
    compareText(a.message, b.message)
  );
}

/** Each finding once: a parser may have told already what the graph finds again. Keeps the order. */
export function withoutRepeats(diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  const keyOf = ({ code, message, span }: Diagnostic): string => `${code} ${span?.start.offset ?? ''} ${message}`;
  return [...new Map(diagnostics.map((found) => [keyOf(found), found])).values()];
}

/** True when at least one of them is an error. */
export function hasErrors(diagnostics: readonly Diagnostic[]): boolean {
  return diagnostics.some((found) => found.severity === 'error');
}

interface MessageEntry {
  readonly severity: Severity;
  readonly message: (argument: unknown) => string;
  readonly hint: (argument: unknown) => string;
}
