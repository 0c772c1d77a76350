import type { TextEdit } from '../plan-format.js';
import type { SourceText } from '../source/source-text.js';
import type { JsonNode } from './read-json.js';

/** The edit that adds a property behind the last one of an object, set off like that one. `literal` is JSON. */
export function insertProperty(source: SourceText, node: JsonNode, name: string, literal: string): TextEdit {
  const last = node.children?.at(-1);
  if (!last) return { start: node.offset + 1, end: node.offset + 1, text: `"${name}": ${literal}` };
  const end = last.offset + last.length;
  const before = source.text.slice(0, last.offset);
  const blanks = before.slice(before.trimEnd().length);
  const colon = /^\s*:\s*/.exec(source.text.slice((last.children?.[0]?.length ?? 0) + last.offset, end))?.[0] ?? ': ';
  return { start: end, end, text: `,${blanks}"${name}"${colon}${literal}` };
}

/**
 * The edit that adds a line to the text of a property of an object, as its last line; a property that is missing is
 * added, one that is null replaced. *Returns* undefined where the property holds something else.
 */
export function appendLine(
  source: SourceText,
  node: JsonNode,
  { name, text }: { readonly name: string; readonly text: string },
): TextEdit | undefined {
  const properties = (node.children ?? []).filter((property) => property.children?.[0]?.value === name);
  const value = properties.at(-1)?.children?.[1]; // of a name that occurs twice the last one counts
  const literal = JSON.stringify(text);
  if (!value) return insertProperty(source, node, name, literal);
  const end = value.offset + value.length;
  if (value.type === 'null') return { start: value.offset, end, text: literal };
  if (typeof value.value !== 'string') return undefined;
  const line = literal.slice(1, -1);
  return { start: end - 1, end: end - 1, text: value.value === '' ? line : `\\n${line}` };
}
