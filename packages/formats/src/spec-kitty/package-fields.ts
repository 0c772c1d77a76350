import type { SourceSpan } from '@nx-crest/core';
import { field, type Fields } from '../fields/object-fields.js';
import type { JsonNode } from '../json/read-json.js';
import type { SourceText } from '../source/source-text.js';
import type { PackageReference, Subtask, WorkPackage } from './model.js';
import { packageId, readPackages } from './package-references.js';

/** A text of a list, with its place. */
export interface ListedText {
  readonly text: string;
  readonly span: SourceSpan;
  readonly node: JsonNode;
}

/** The texts of a list; of a single text, that one. */
export function listOf(source: SourceText, node: JsonNode | undefined): readonly ListedText[] {
  const nodes = node?.type === 'array' ? (node.children ?? []) : node ? [node] : [];
  return nodes.flatMap((one) => {
    const text = textOf(one);
    return text === '' ? [] : [{ text, span: source.spanAt(one.offset, one.offset + one.length), node: one }];
  });
}

/** A scalar as text; empty for another value. */
export function textOf(node: JsonNode | undefined): string {
  const value: unknown = node?.value;
  return typeof value === 'string' || typeof value === 'number' ? String(value).trim() : '';
}

/** What stands around the fields of a package. */
export interface PackagePlace {
  readonly fields: Fields;
  readonly id: JsonNode | undefined;
  readonly span: SourceSpan;
  /** Used where the fields have none. */
  readonly lane?: string | undefined;
}

/** A work package from the fields of a prompt file or of `wps.yaml`; undefined without an id. */
export function packageOf(source: SourceText, { fields, id, span, lane }: PackagePlace): WorkPackage | undefined {
  const written = textOf(id);
  if (written === '') return undefined;
  const text = (name: string): string => textOf(field(fields, name));
  const laneNode = field(fields, 'lane');
  const agent = text('agent').split(':', 1)[0] ?? '';
  const assignee = text('assignee') === '' ? agent : text('assignee');
  const word = textOf(laneNode) === '' ? lane : textOf(laneNode);
  const laneSpan = laneNode ? source.spanAt(laneNode.offset, laneNode.offset + laneNode.length) : span;
  const dependencies = field(fields, 'dependencies');
  return {
    id: packageId(written),
    title: text('title') === '' ? undefined : text('title'),
    span,
    isEntry: true,
    dependencies: dependencies && referencesOf(source, dependencies),
    lane: word === undefined ? undefined : { word, span: laneSpan },
    subtasks: listOf(source, field(fields, 'subtasks')).map((listed) => listedTask(source, listed, packageId(written))),
    files: listOf(source, field(fields, 'owned_files'))
      .filter((file) => !file.text.includes('*'))
      .map((file) => ({ path: file.text, span: file.span })),
    labels: [text('priority'), text('role')].filter((label) => label !== ''),
    assignee: assignee === '' ? undefined : assignee,
    effort: undefined,
    details: undefined,
    source,
  };
}

function referencesOf(source: SourceText, node: JsonNode): readonly PackageReference[] {
  return listOf(source, node).flatMap(({ text, span }): PackageReference[] => {
    const { references, isNothing } = readPackages(text, 0);
    if (isNothing) return [];
    if (references.length > 0) return references.map((reference) => ({ reference, text, span }));
    return [{ reference: { kind: 'id', id: text, start: 0, end: text.length }, text, span }];
  });
}

function listedTask(source: SourceText, { text, span }: ListedText, wp: string): Subtask {
  const none = { parallel: false, optional: false, status: undefined, labels: [] };
  const place = { span, source, line: undefined, entry: undefined, details: undefined };
  return { written: text, title: text, package: wp, ...none, ...place };
}
