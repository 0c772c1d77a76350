import type { SourceSpan } from '@nx-crest/core';
import type { SourceText } from '../source/source-text.js';
import { readJson, type JsonNode } from './read-json.js';

/** One line of JSON Lines that is not blank: its value, or what is wrong with it. */
export type JsonLine =
  | { readonly line: number; readonly root: JsonNode }
  | { readonly line: number; readonly reason: string; readonly span: SourceSpan };

/**
 * Reads a document with one JSON value per line; what is wrong with one line does not hide the others. Offsets of nodes
 * count from the start of the document.
 *
 * *Complexity*: linear.
 */
export function readJsonLines(source: SourceText): readonly JsonLine[] {
  const lines: JsonLine[] = [];
  for (let line = 1; line <= source.lineStarts.length; line++) {
    const text = source.lineText(line);
    if (text.trim() === '') continue;
    const start = source.lineStarts[line - 1] ?? 0;
    const { root, diagnostics } = readJson(source, { start, text, tolerant: false });
    const [problem] = diagnostics;
    if (problem?.span) lines.push({ line, reason: problem.message, span: problem.span });
    else if (root) lines.push({ line, root: movedBy(root, start) });
  }
  return lines;
}

type Writable = { -readonly [Key in keyof JsonNode]: JsonNode[Key] };

/** The same tree, `by` characters further on. A loop: how deep values nest is the document's choice. */
function movedBy(root: JsonNode, by: number): JsonNode {
  const moved: Writable = { ...root };
  const pending = [moved];
  for (let next = pending.pop(); next; next = pending.pop()) {
    next.offset += by;
    if (!next.children) continue;
    const children = next.children.map((child): Writable => ({ ...child }));
    next.children = children;
    for (const child of children) pending.push(child);
  }
  return moved;
}
