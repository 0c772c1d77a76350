import { diagnostic, milliseconds, type Diagnostic, type Milliseconds } from '@nx-crest/core';
import { parseDuration, type JsonNode, type SourceText } from '@nx-crest/formats';

/** A JSON file that is being read, and what is wrong with it so far. */
export interface Reading {
  readonly source: SourceText;
  readonly diagnostics: Diagnostic[];
}

/** The fields of an object by name; of a name that occurs twice the last one. A map, not an object: see `__proto__`. */
export type Fields = ReadonlyMap<string, JsonNode>;

/** Says that a value is none that may stand there (`CREST208`). */
export function reportField(reading: Reading, node: JsonNode, wrong: { field: string; expected: string }): void {
  const span = reading.source.spanAt(node.offset, node.offset + node.length);
  reading.diagnostics.push(diagnostic('CREST208', wrong, { span }));
}

/** The fields of an object; anything else is reported. */
export function readFields(reading: Reading, node: JsonNode, field: string): Fields | undefined {
  if (node.type !== 'object') {
    reportField(reading, node, { field, expected: 'an object' });
    return undefined;
  }
  const fields = new Map<string, JsonNode>();
  for (const property of node.children ?? []) {
    const [name, value] = property.children ?? [];
    if (typeof name?.value === 'string' && value) fields.set(name.value, value);
  }
  return fields;
}

/** Reports fields that nobody reads: a mistyped name must not be passed over in silence. */
export function onlyFields(reading: Reading, fields: Fields, known: readonly string[]): void {
  for (const [field, node] of fields) {
    if (!known.includes(field))
      reportField(reading, node, { field, expected: `left out; known are ${known.join(', ')}` });
  }
}

/** The field, or a report that `owner` lacks it. */
export function requiredField(reading: Reading, fields: Fields, field: string, owner: JsonNode): JsonNode | undefined {
  const node = fields.get(field);
  if (!node) {
    const span = reading.source.spanAt(owner.offset, owner.offset + owner.length);
    const missing = diagnostic('CREST208', { field, expected: 'given here' }, { span });
    reading.diagnostics.push({ ...missing, hint: `Add "${field}".` });
  }
  return node;
}

/** A time or duration: whole milliseconds, or a text such as `"3h"`. */
export function readTime(reading: Reading, node: JsonNode | undefined, field: string): Milliseconds | undefined {
  if (!node) return undefined;
  const ms = timeOf(node.value);
  if (ms !== undefined && ms <= LONGEST_MS) return ms;
  const expected = ms === undefined ? 'whole milliseconds, or a duration such as "3h"' : `at most ${LONGEST_MS} ms`;
  reportField(reading, node, { field, expected });
  return undefined;
}

/** A hundred years of work and more; the times of thousands of such tasks still add up without loss. */
const LONGEST_MS = 1e12;

function timeOf(value: unknown): Milliseconds | undefined {
  if (typeof value === 'number') return Number.isSafeInteger(value) && value >= 0 ? milliseconds(value) : undefined;
  const parsed = typeof value === 'string' ? parseDuration(value) : undefined;
  return parsed?.pert ? undefined : parsed?.ms;
}

/** A whole number from `least` up. */
export function readCount(
  reading: Reading,
  node: JsonNode | undefined,
  { field, least }: { readonly field: string; readonly least: number },
): number | undefined {
  if (!node) return undefined;
  const value: unknown = node.value;
  if (typeof value === 'number' && Number.isInteger(value) && value >= least && value <= MOST) return value;
  reportField(reading, node, { field, expected: `a whole number from ${least} to ${MOST}` });
  return undefined;
}

const MOST = 10_000;
