import { diagnostic } from '@nx-crest/core';
import type { Diagnostic } from '@nx-crest/core';
import type { JsonNode as Node } from '../json/read-json.js';
import type { SourceText } from '../source/source-text.js';

/** The document being read, and what there is to tell about it so far. */
export interface Reading {
  readonly source: SourceText;
  readonly diagnostics: Diagnostic[];
}

/** The values of an object by name; of a name that occurs twice the last one, as JSON has it. */
export type Fields = ReadonlyMap<string, Node>;

/** A map, not an object: a field may be called `__proto__`. */
export function objectFields(node: Node): Fields {
  const fields = new Map<string, Node>();
  for (const property of node.children ?? []) {
    const [name, value] = property.children ?? [];
    if (typeof name?.value === 'string' && value) fields.set(name.value, value);
  }
  return fields;
}

/** The value of a field; undefined where it is missing or null. */
export function field(fields: Fields, name: string): Node | undefined {
  const node = fields.get(name);
  return node?.type === 'null' ? undefined : node;
}

/** The text of a field; another type is reported. */
export function textField(reading: Reading, fields: Fields, name: string): string | undefined {
  const node = field(fields, name);
  if (!node) return undefined;
  if (typeof node.value === 'string') return node.value;
  reportField(reading, node, { field: name, expected: 'a string' });
  return undefined;
}

/** The elements of a field; anything but an array is reported. */
export function listField(reading: Reading, fields: Fields, name: string): readonly Node[] {
  const node = field(fields, name);
  if (!node) return [];
  if (node.type === 'array') return node.children ?? [];
  reportField(reading, node, { field: name, expected: 'an array' });
  return [];
}

/** Says that a value has the wrong type. */
export function reportField(reading: Reading, node: Node, wrong: { field: string; expected: string }): void {
  const span = reading.source.spanAt(node.offset, node.offset + node.length);
  reading.diagnostics.push(diagnostic('CREST208', wrong, { span }));
}
