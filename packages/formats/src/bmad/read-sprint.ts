import { diagnostic, type Diagnostic } from '@nx-crest/core';
import { field, objectFields, type Fields } from '../fields/object-fields.js';
import type { JsonNode } from '../json/read-json.js';
import type { SourceText } from '../source/source-text.js';
import { readYaml } from '../yaml/read-yaml.js';
import type { PlacedStatus, Sprint, SprintEntry } from './model.js';
import { statusOfWord } from './status-words.js';
import { readEpicKey, readStoryKey } from './story-key.js';

/** Reads the entries of `development_status` in their order. *Complexity*: linear. */
export function readSprint(source: SourceText): Sprint {
  const { root, diagnostics: problems } = readYaml(source);
  const diagnostics: Diagnostic[] = [...problems];
  const fields: Fields = root?.type === 'object' ? objectFields(root) : new Map<string, JsonNode>();
  const list = field(fields, 'development_status');
  const title = field(fields, 'project')?.value as unknown;
  if (list && list.type !== 'object') {
    const span = source.spanAt(list.offset, list.offset + list.length);
    diagnostics.push(
      diagnostic('CREST208', { field: 'development_status', expected: 'a list of keys with a status each' }, { span }),
    );
  }
  const entries = (list?.type === 'object' ? (list.children ?? []) : []).flatMap((property): SprintEntry[] => {
    const [name, value] = property.children ?? [];
    const key = typeof name?.value === 'string' ? name.value.trim() : '';
    return name && key !== '' ? [readEntry(source, { key, name, value, diagnostics })] : [];
  });
  return { source, title: typeof title === 'string' ? title : undefined, entries, diagnostics };
}

interface EntryNodes {
  readonly key: string;
  readonly name: JsonNode;
  readonly value: JsonNode | undefined;
  readonly diagnostics: Diagnostic[];
}

function readEntry(source: SourceText, { key, name, value, diagnostics }: EntryNodes): SprintEntry {
  // Some tools write an object with a status in it.
  const scalar = value?.type === 'object' ? field(objectFields(value), 'status') : value;
  const status = scalar && placedStatus(source, scalar);
  if (status && statusOfWord(status.word) === undefined) {
    diagnostics.push(diagnostic('CREST215', { word: status.word }, { span: status.span }));
  }
  const end = scalar && scalar.length > 0 ? scalar.offset + scalar.length : name.offset + name.length;
  const span = source.spanAt(name.offset, end);
  const epic = readEpicKey(key);
  if (epic) {
    return {
      key,
      kind: epic.isRetrospective ? 'retrospective' : 'epic',
      epic: epic.epic,
      story: undefined,
      status,
      span,
    };
  }
  const story = readStoryKey(key);
  return { key, kind: story ? 'story' : 'other', epic: story?.epic, story, status, span };
}

function placedStatus(source: SourceText, node: JsonNode): PlacedStatus | undefined {
  const value: unknown = node.value;
  if (typeof value !== 'string' || value.trim() === '') return undefined;
  const [start, end] = [node.offset, node.offset + node.length];
  return { word: value, status: statusOfWord(value) ?? 'todo', start, end, span: source.spanAt(start, end) };
}
