import type { SourceSpan } from '@nx-crest/core';
import { parseDuration } from '../duration/parse-duration.js';
import type { SourceText } from '../source/source-text.js';

/** A field's value. *Units*: offsets in the document. */
export interface Field {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/** `### AGENT F1: UI kit` with the fields below: one piece of work for one agent. */
export interface Stream {
  readonly id: string;
  readonly idSpan: SourceSpan;
  readonly title: string;
  readonly span: SourceSpan;
  readonly dependencies: Field | undefined;
  readonly duration: Field | undefined;
  readonly status: Field | undefined;
  readonly details: readonly string[];
}

const HEADING =
  /^\W{0,6}(?:agent|stream|developer|dev|track|worker|workstream)\s+(?:#\s?)?([A-Z]{0,4}-?\d{1,4}[a-z]?|[A-Z])\s*[:–—-]\s*(.+)$/iu;
const FIELD =
  /^\s*(?:[-*+]\s+)?\*{0,2}(estimated time|estimate|time|duration|effort|dependencies|depends on|status|output|branch|files|deliverable)\*{0,2}\s*:\*{0,2}\s*(.*?)\s*$/i;

const DURATIONS = ['estimated time', 'estimate', 'duration', 'effort', 'time'];
/** The fields stand directly below the heading. */
const ENDS = /^\s*(?:#{1,6}\s|`{3}|~{3}|---\s*$)/;
const KEPT = /output|branch|files|deliverable/;

/**
 * Reads headings that hand one piece of work to one agent. A heading counts if a field stands below it, in a code fence
 * too: prompts with fences in them leave such documents with fences that open and close in the wrong places.
 *
 * *Complexity*: linear.
 */
export function readStreams(source: SourceText): readonly Stream[] {
  const streams: Stream[] = [];
  for (let line = 1; line <= source.lineStarts.length; line++) {
    const heading = /^ {0,3}#{1,6}\s+(.+?)\s*#*\s*$/.exec(source.lineText(line))?.[1];
    const [, id, title = ''] = HEADING.exec(heading ?? '') ?? [];
    const stream = id === undefined ? undefined : readStream(source, { line, id, title });
    if (stream) streams.push(stream);
  }
  return streams;
}

interface StreamHeading {
  readonly line: number;
  readonly id: string;
  readonly title: string;
}

function readStream(source: SourceText, { line: first, id, title }: StreamHeading): Stream | undefined {
  const fields = new Map<string, Field>();
  const details: string[] = [];
  for (let line = first + 1; line <= source.lineStarts.length && !ENDS.test(source.lineText(line)); line++) {
    const found = readField(source, line);
    if (!found) continue;
    if (!fields.has(found.name)) fields.set(found.name, found.field);
    if (KEPT.test(found.name)) details.push(source.lineText(line).trim());
  }
  if (fields.size === 0) return undefined;
  const text = source.lineText(first);
  const at = (source.lineStarts[first - 1] ?? 0) + text.lastIndexOf(id, text.lastIndexOf(title) - 1);
  const times = DURATIONS.flatMap((name) => fields.get(name) ?? []);
  return {
    id,
    idSpan: source.spanAt(at, at + id.length),
    title,
    span: source.lineSpan(first),
    dependencies: fields.get('dependencies') ?? fields.get('depends on'),
    duration: times.find((field) => parseDuration(field.text)) ?? times[0],
    status: fields.get('status'),
    details,
  };
}

function readField(source: SourceText, line: number): { readonly name: string; readonly field: Field } | undefined {
  const text = source.lineText(line);
  const [, name, value = ''] = FIELD.exec(text) ?? [];
  if (name === undefined) return undefined;
  const start = (source.lineStarts[line - 1] ?? 0) + text.trimEnd().length - value.length;
  return { name: name.toLowerCase(), field: { text: value, start, end: start + value.length } };
}
