import type { Diagnostic, Severity, SourceSpan } from '@nx-crest/core';
import type { SourceText } from '@nx-crest/formats';
import { displayWidth, printable, wrapText } from '../report/display-text.js';
import type { Paint } from '../report/paint.js';
import { columnsOf, paintOf, type Console } from './console.js';

/** The text of one line of a document that was read; `undefined` for any other. */
export type LineReader = (file: string, line: number) => string | undefined;

/** Reads the lines of these documents. */
export function lineReader(sources: readonly SourceText[]): LineReader {
  const byPath = new Map(sources.map((source) => [source.path, source]));
  return (file, line) => byPath.get(file)?.lineText(line);
}

export interface DiagnosticStyle {
  readonly paint: Paint;
  readonly columns: number;
  readonly lineOf: LineReader;
}

/**
 * Diagnostics as text, one block each, in the order given.
 *
 * *Example*:
 * ```
 * tasks.md:14:7 CREST102 error: task "api" depends on "db", which no task defines
 *   14 | | api | 2 h | db |
 *      |               ^
 *   Did you mean "db-schema"?
 * ```
 */
export function formatDiagnostics(diagnostics: readonly Diagnostic[], style: DiagnosticStyle): string {
  return diagnostics.map((found) => `${formatDiagnostic(found, style).join('\n')}\n`).join('\n');
}

/** Writes diagnostics to stderr, in its colours and width; nothing where there are none. */
export function writeDiagnostics(
  diagnostics: readonly Diagnostic[],
  { stderr, env }: Pick<Console, 'stderr' | 'env'>,
  lineOf: LineReader = () => undefined,
): void {
  if (diagnostics.length === 0) return;
  const style = { paint: paintOf(stderr, env), columns: columnsOf(stderr, env), lineOf };
  stderr.write(`${formatDiagnostics(diagnostics, style)}\n`);
}

/** `2 errors, 1 warning`; empty without any. */
export function countDiagnostics(diagnostics: readonly Diagnostic[]): string {
  const counts = (['error', 'warning'] as const).flatMap((severity) => {
    const count = diagnostics.filter((found) => found.severity === severity).length;
    return count === 0 ? [] : [`${count} ${severity}${count === 1 ? '' : 's'}`];
  });
  return counts.join(', ');
}

function formatDiagnostic(found: Diagnostic, style: DiagnosticStyle): readonly string[] {
  const { paint } = style;
  const place = found.span ? `${placeOf(found.span)} ` : '';
  const kind = severityPaint(found.severity, paint)(`${found.code} ${found.severity}:`);
  const lines = [`${paint.bold(place)}${kind} ${printable(found.message)}`];
  // A remark needs no picture; an error shows the line that it speaks of.
  if (found.span && found.severity !== 'info') lines.push(...formatSource(found.span, style));
  for (const related of found.related) {
    lines.push(`  ${placeOf(related.span)} ${printable(related.message)}`);
    if (found.severity !== 'info') lines.push(...formatSource(related.span, style));
  }
  lines.push(...wrapText(printable(found.hint), style.columns - 2).map((line) => `  ${paint.cyan(line)}`));
  return lines;
}

function placeOf(span: SourceSpan): string {
  return `${printable(span.file)}:${span.start.line}:${span.start.column}`;
}

function severityPaint(severity: Severity, paint: Paint): (text: string) => string {
  if (severity === 'error') return paint.red;
  return severity === 'warning' ? paint.yellow : paint.dim;
}

/** The line with a caret below the span's first character. Long lines are shown around it. */
function formatSource(span: SourceSpan, { paint, columns, lineOf }: DiagnosticStyle): readonly string[] {
  const raw = lineOf(span.file, span.start.line);
  if (raw === undefined) return [];
  const gutter = String(span.start.line);
  const { text, caretAt } = windowAround(raw, span.start.column - 1, columns - gutter.length - 5);
  return [
    `  ${paint.dim(`${gutter} |`)} ${text}`,
    `  ${paint.dim(`${' '.repeat(gutter.length)} |`)} ${' '.repeat(caretAt)}${paint.red('^')}`,
  ];
}

/**
 * The stretch of `raw` around the UTF-16 index `at` that fits into `width` columns, and the column of that character.
 * Tabs are spread before anything is counted, so that the caret stands right whatever the terminal's tab stops are.
 */
function windowAround(raw: string, at: number, width: number): { readonly text: string; readonly caretAt: number } {
  const before = Array.from(printable(raw.slice(0, at)));
  const after = Array.from(printable(raw.slice(at).trimEnd()));
  const wholeWidth = displayWidth(before.join('')) + displayWidth(after.join(''));
  if (wholeWidth <= width) return { text: [...before, ...after].join(''), caretAt: displayWidth(before.join('')) };

  const left = takeWhileFits(before.toReversed(), Math.floor(width / 2) - 1).toReversed();
  const head = left.length < before.length ? `…${left.join('')}` : left.join('');
  const right = takeWhileFits(after, width - displayWidth(head) - 1);
  const tail = right.length < after.length ? `${right.join('')}…` : right.join('');
  return { text: head + tail, caretAt: displayWidth(head) };
}

function takeWhileFits(chars: readonly string[], width: number): readonly string[] {
  let used = 0;
  const end = chars.findIndex((char) => (used += displayWidth(char)) > width);
  return end < 0 ? chars : chars.slice(0, end);
}
