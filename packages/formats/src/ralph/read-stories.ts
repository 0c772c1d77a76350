import type { Diagnostic } from '@nx-crest/core';
import { field, objectFields, reportField, type Fields, type Reading } from '../fields/object-fields.js';
import { assignIds } from '../ids/assign-ids.js';
import { readJson, type JsonNode } from '../json/read-json.js';
import type { SourceText } from '../source/source-text.js';

/** One story as it stands in the file. */
export interface Story {
  readonly node: JsonNode;
  readonly fields: Fields;
  readonly title: string;
  /** The id in the plan. */
  readonly id: string;
}

/** What parsing and edits both need of a file. */
export interface StoryFile {
  /** Undefined for a bare list, and for a file that is none of Ralph's. */
  readonly root: Fields | undefined;
  readonly stories: readonly Story[];
  /** From an id as written to the id in the plan. */
  readonly idOf: ReadonlyMap<string, string>;
  /** The text is JSON throughout. */
  readonly valid: boolean;
  readonly diagnostics: readonly Diagnostic[];
}

/** Names of the list of stories, Ralph's own first. */
const LISTS = ['userStories', 'user_stories', 'stories', 'features', 'tasks', 'items'];

/** Reads the stories of a file and gives them their ids. *Complexity*: linear. */
export function readStories(source: SourceText): StoryFile {
  const { root, diagnostics } = readJson(source);
  const reading: Reading = { source, diagnostics: [...diagnostics] };
  const list = root && findList(root);
  const found = (list?.children ?? []).flatMap((node) => {
    if (node.type === 'object') return [readStory(reading, node)];
    reportField(reading, node, { field: 'userStories', expected: 'a list of objects' });
    return [];
  });
  const assigned = assignIds(
    found.map(({ node, fields, written, title }) => {
      const place = field(fields, 'id') ?? node;
      return { written, title, span: source.spanAt(place.offset, place.offset + place.length) };
    }),
  );
  return {
    root: root?.type === 'object' ? objectFields(root) : undefined,
    stories: found.map(({ node, fields, title }, index) => {
      const id = assigned.ids[index] ?? '';
      return { node, fields, title: title || id, id };
    }),
    idOf: assigned.idOf,
    valid: diagnostics.length === 0,
    diagnostics: [...reading.diagnostics, ...assigned.diagnostics],
  };
}

/** The first list that is there; none in a file of another kind, which is no mistake of its author's. */
function findList(root: JsonNode): JsonNode | undefined {
  if (root.type === 'array') return root;
  const fields = objectFields(root);
  return LISTS.map((name) => field(fields, name)).find((node) => node?.type === 'array');
}

function readStory(reading: Reading, node: JsonNode) {
  const fields = objectFields(node);
  const id = field(fields, 'id');
  const written = id && idText(reading.source, id);
  if (id && written === undefined) reportField(reading, id, { field: 'id', expected: 'a number or a string' });
  // Lists of features name what is wanted in the description alone.
  const title = ['title', 'name', 'description', 'category']
    .map((name) => text(fields, name))
    .find((one) => one !== '');
  return { node, fields, written, title: (title ?? '').split('\n', 1)[0] ?? '' };
}

/** An id as text; a number as it is written. */
export function idText(source: SourceText, node: JsonNode): string | undefined {
  if (node.type === 'number') return source.text.slice(node.offset, node.offset + node.length);
  const value: unknown = node.value;
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined;
}

/** A field's text, without a word where it is something else. */
export function text(fields: Fields, name: string): string {
  const value: unknown = field(fields, name)?.value;
  return typeof value === 'string' ? value.trim() : '';
}
