import { diagnostic, type Diagnostic } from '@nx-crest/core';
import { isAlias, isMap, isScalar, isSeq, LineCounter, parseDocument, type ParsedNode, type Scalar } from 'yaml';
import type { JsonDocument, JsonNode } from '../json/read-json.js';
import type { SourceText } from '../source/source-text.js';

/** The part of a document that is YAML. */
export interface YamlPart {
  /** Where `text` starts in the document. */
  readonly start: number;
  readonly text: string;
}

/** The parser recurses; a document that nests deeper is none that a person wrote. */
const MAX_DEPTH = 100;

/**
 * Reads YAML as the same tree of nodes as JSON (`readJson`), so that one reader of fields serves both; offsets count
 * from the start of the document. CREST223 for each error, and then the tree is partial or missing.
 *
 * A plain scalar that is a number keeps its text as value (`4.10` stays `4.10`), for it is an id as often as a number.
 * An alias (`*name`) is read as its own text: expanding it could make any amount of nodes. *Complexity*: linear.
 */
export function readYaml(source: SourceText, part: YamlPart = { start: 0, text: source.text }): JsonDocument {
  const { start, text } = part;
  const problem = (reason: string, from: number, to: number): Diagnostic =>
    diagnostic('CREST223', { reason }, { span: source.spanAt(start + from, start + Math.max(to, from)) });
  const tooDeep = findTooDeep(text);
  if (tooDeep !== undefined) {
    return { diagnostics: [problem(`more than ${MAX_DEPTH} levels deep`, tooDeep, tooDeep + 1)] };
  }
  const options = { lineCounter: new LineCounter(), prettyErrors: false, strict: false, uniqueKeys: false } as const;
  const document = parseDocument(text, options);
  const diagnostics = document.errors.map(({ message, pos }) =>
    problem(message, Math.min(pos[0], text.length), Math.min(pos[1], text.length)),
  );
  const contents = document.contents; // what `parseDocument` makes has places
  return contents ? { root: toNode(contents, part), diagnostics } : { diagnostics };
}

function toNode(node: ParsedNode, part: YamlPart): JsonNode {
  const [from, to] = node.range;
  const place = { offset: part.start + from, length: to - from };
  if (isMap(node)) {
    const children = node.items.map(({ key, value }): JsonNode => {
      const name = { ...toNode(key, part), type: 'string' as const };
      const named = { ...name, value: String(name.value ?? '') };
      const end = value ? value.range[1] : key.range[1];
      const pair = { type: 'property' as const, offset: named.offset, length: part.start + end - named.offset };
      return { ...pair, children: value ? [named, toNode(value, part)] : [named] };
    });
    return { type: 'object', ...place, children };
  }
  if (isSeq(node)) {
    return { type: 'array', ...place, children: node.items.map((item) => toNode(item, part)) };
  }
  if (isAlias(node)) return { type: 'string', ...place, value: `*${node.source}` };
  return isScalar(node) ? toScalar(node, place) : { type: 'null', ...place, value: null };
}

function toScalar(node: Scalar.Parsed, place: { readonly offset: number; readonly length: number }): JsonNode {
  const { value, source } = node;
  if (value === null) return { type: 'null', ...place, value };
  if (typeof value === 'boolean') return { type: 'boolean', ...place, value };
  return { type: 'string', ...place, value: typeof value === 'string' ? value : source };
}

/** The offset where brackets, dashes or indented levels nest deeper than `MAX_DEPTH`; a quick look, in one pass. */
function findTooDeep(text: string): number | undefined {
  let brackets = 0;
  const columns: number[] = [];
  for (const { index, 0: mark } of text.matchAll(MARKS)) {
    if (mark === '[' || mark === '{') brackets++;
    else if (mark === ']' || mark === '}') brackets = Math.max(0, brackets - 1);
    else {
      // The blanks, dashes and question marks that a line begins with: each of the latter nests by itself.
      const dashes = mark.replace(/[ \t\r\n]/g, '').length;
      const column = mark.length - 1 - mark.lastIndexOf('\n');
      while ((columns.at(-1) ?? -1) >= column) columns.pop();
      columns.push(column);
      if (dashes > MAX_DEPTH) return index;
    }
    if (brackets > MAX_DEPTH || columns.length > MAX_DEPTH) return index;
  }
  return undefined;
}

const MARKS = /(?:^|\n)[ \t?-]*|[[\]{}]/g;
