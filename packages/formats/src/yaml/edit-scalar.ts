import type { JsonNode } from '../json/read-json.js';
import type { TextEdit } from '../plan-format.js';
import type { SourceText } from '../source/source-text.js';

/** The edit that puts a word of letters, digits, `-`, `_` and blanks in a scalar's place; its quotes stay as they are. */
export function editScalar(source: SourceText, node: JsonNode, word: string): TextEdit {
  const [start, end] = [node.offset, node.offset + node.length];
  const quote = /^["']/.exec(source.text.slice(start, end))?.[0];
  return quote === undefined ? { start, end, text: word } : { start: start + 1, end: end - 1, text: word };
}
