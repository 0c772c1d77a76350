import type { SourceSpan } from '@nx-crest/core';
import { field, reportField, type Fields, type Reading } from '../fields/object-fields.js';
import type { JsonNode } from '../json/read-json.js';

/** A word of a field, and where it stands. */
export interface PlacedWord {
  readonly word: string;
  readonly span: SourceSpan;
}

/** The text of a field; empty where it is missing, or something else than a word. */
export function wordOf(fields: Fields, name: string): string {
  const node = field(fields, name);
  return node ? plainWord(node) : '';
}

/** The words of a field that holds a list, or one text with commas: `[1, 2]`, `1, 2`. Other values are reported. */
export function wordsOf(reading: Reading, fields: Fields, name: string): readonly PlacedWord[] {
  const node = field(fields, name);
  if (!node) return [];
  const { source } = reading;
  if (node.type === 'string') {
    const span = source.spanAt(node.offset, node.offset + node.length);
    const words = plainWord(node).split(',');
    return words.map((word) => ({ word: word.trim(), span })).filter(({ word }) => word !== '');
  }
  if (node.type !== 'array') {
    reportField(reading, node, { field: name, expected: 'a list' });
    return [];
  }
  return (node.children ?? []).flatMap((entry): readonly PlacedWord[] => {
    const word = plainWord(entry);
    if (word !== '') return [{ word, span: source.spanAt(entry.offset, entry.offset + entry.length) }];
    if (entry.type === 'object' || entry.type === 'array') {
      reportField(reading, entry, { field: name, expected: 'a list of words' });
    }
    return [];
  });
}

function plainWord({ value }: JsonNode): string {
  if (typeof value === 'boolean') return String(value);
  return typeof value === 'string' ? value.trim() : '';
}
