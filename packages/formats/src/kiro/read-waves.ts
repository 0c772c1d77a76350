import { diagnostic, type Diagnostic, type SourceSpan } from '@nx-crest/core';
import type { Node } from 'jsonc-parser';
import { readJson } from '../json/read-json.js';
import type { MarkdownBlocks, Zone } from '../markdown/read-blocks.js';
import type { SourceText } from '../source/source-text.js';

/** An id in the wave block: `1.1` or `"1.1"`. */
export interface WaveId {
  /** As written; of a number its digits, so that `1.10` stays `1.10`. */
  readonly id: string;
  readonly isNumber: boolean;
  readonly span: SourceSpan;
}

/** What a wave waits for: the wave before it, or what it says itself. */
export type WaveDependencies =
  | { readonly kind: 'previous' }
  | { readonly kind: 'list'; readonly ids: readonly WaveId[] }
  | { readonly kind: 'per-task'; readonly of: readonly { readonly task: WaveId; readonly on: readonly WaveId[] }[] };

/** One wave as the document writes it. */
export interface WrittenWave {
  /** Its `id` or `wave` field. */
  readonly id?: WaveId;
  readonly title: string;
  readonly tasks: readonly WaveId[];
  readonly dependencies: WaveDependencies;
  readonly span: SourceSpan;
}

/** The wave block of a document. */
export interface WrittenWaves {
  readonly waves: readonly WrittenWave[];
  readonly span?: SourceSpan;
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Reads the first fenced JSON block that has a `"waves"` list, in any of the shapes in use:
 * `{"id": 0, "tasks": […]}`, `{"wave": 1, …}`, bare lists, numeric ids, `dependsOn` / `depends_on` as a list of tasks
 * or waves, or as an object from task to tasks. Broken JSON is CREST207, a field of another shape CREST208.
 *
 * *Complexity*: O(n).
 */
export function readWaves(source: SourceText, blocks: MarkdownBlocks): WrittenWaves {
  for (const zone of blocks.zones) {
    if (zone.kind !== 'fence' || zone.info === 'mermaid') continue;
    const start = source.lineStarts[zone.firstLine] ?? source.text.length;
    const end = Math.max(start, blockEnd(source, zone));
    const text = source.text.slice(start, end);
    if (/^\s*\{/.test(text) && text.includes('"waves"')) return readBlock({ source, start, text });
  }
  return { waves: [], diagnostics: [] };
}

interface Block {
  readonly source: SourceText;
  readonly start: number;
  readonly text: string;
}

/** The start of the closing fence's line, or the end of an open block. */
function blockEnd(source: SourceText, zone: Zone): number {
  const closed = /^\s*(?:`{3,}|~{3,})\s*$/.test(source.lineText(zone.lastLine));
  return source.lineStarts[closed ? zone.lastLine - 1 : zone.lastLine] ?? source.text.length;
}

function readBlock(block: Block): WrittenWaves {
  const { root, diagnostics: problems } = readJson(block.source, { ...block, tolerant: true });
  const diagnostics = [...problems];
  const list = root && field(root, 'waves');
  if (!root || !list) return { waves: [], diagnostics };
  const span = spanOf(block, root);
  if (list.type !== 'array') {
    diagnostics.push(badField(block, list, 'waves', 'a list of waves'));
    return { waves: [], span, diagnostics };
  }
  const waves = (list.children ?? []).flatMap((node, index) => {
    const wave = readWave(block, node, index);
    if (!wave) diagnostics.push(badField(block, node, 'waves', 'a list of waves, each with "tasks"'));
    return wave ? [wave] : [];
  });
  return { waves, span, diagnostics };
}

function readWave(block: Block, node: Node, index: number): WrittenWave | undefined {
  const tasks = node.type === 'array' ? node : firstField(node, ['tasks', 'taskIds']);
  if (tasks?.type !== 'array') return undefined;
  const number = firstField(node, ['id', 'wave']);
  const id = number && readId(block, number);
  const name: unknown = firstField(node, ['name', 'title', 'description'])?.value;
  return {
    ...(id ? { id } : {}),
    title: typeof name === 'string' ? name : `Wave ${id?.id ?? index + 1}`,
    tasks: readIds(block, tasks),
    dependencies: readDependencies(block, firstField(node, ['dependsOn', 'depends_on'])),
    span: spanOf(block, node),
  };
}

function readDependencies(block: Block, node: Node | undefined): WaveDependencies {
  if (node?.type === 'array') return { kind: 'list', ids: readIds(block, node) };
  if (node?.type !== 'object') return { kind: 'previous' };
  const of = (node.children ?? []).flatMap(({ children }) => {
    const [key, value] = children ?? [];
    const task = key && readId(block, key);
    return task && value?.type === 'array' ? [{ task, on: readIds(block, value) }] : [];
  });
  return { kind: 'per-task', of };
}

function readIds(block: Block, list: Node): readonly WaveId[] {
  return (list.children ?? []).flatMap((node) => {
    const id = readId(block, node);
    return id ? [id] : [];
  });
}

function readId(block: Block, node: Node): WaveId | undefined {
  if (node.type !== 'string' && node.type !== 'number') return undefined;
  const written =
    node.type === 'number' ? block.text.slice(node.offset, node.offset + node.length) : String(node.value);
  const id = written
    .trim()
    .replace(/^task\s+/i, '')
    .replace(/[*.]$/, '');
  return { id, isNumber: node.type === 'number', span: spanOf(block, node) };
}

function field(node: Node, name: string): Node | undefined {
  if (node.type !== 'object') return undefined;
  return node.children?.find((property) => property.children?.[0]?.value === name)?.children?.[1];
}

function firstField(node: Node, names: readonly string[]): Node | undefined {
  for (const name of names) {
    const found = field(node, name);
    if (found) return found;
  }
  return undefined;
}

function badField(block: Block, node: Node, name: string, expected: string): Diagnostic {
  return diagnostic('CREST208', { field: name, expected }, { span: spanOf(block, node) });
}

function spanOf(
  { source, start }: Block,
  { offset, length }: { readonly offset: number; readonly length: number },
): SourceSpan {
  return source.spanAt(start + offset, start + offset + length);
}
