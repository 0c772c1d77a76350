import type { Diagnostic, SourceSpan } from '@nx-crest/core';
import { field, listField, objectFields, type Reading } from '../fields/object-fields.js';
import { readJson } from '../json/read-json.js';
import type { SourceText } from '../source/source-text.js';
import { listOf, textOf, type ListedText } from './package-fields.js';

/** A lane: packages that share one branch and working copy. */
export interface Lane {
  readonly id: string;
  readonly span: SourceSpan;
  readonly packages: readonly ListedText[];
  readonly dependsOn: readonly ListedText[];
  readonly group: string | undefined;
}

/** What `lanes.json` says. */
export interface Lanes {
  readonly title: string | undefined;
  readonly lanes: readonly Lane[];
  readonly diagnostics: readonly Diagnostic[];
}

/** Reads `lanes.json`. *Complexity*: linear. */
export function readLanes(source: SourceText): Lanes {
  const { root, diagnostics } = readJson(source);
  const reading: Reading = { source, diagnostics: [...diagnostics] };
  const fields = root ? objectFields(root) : new Map<string, never>();
  const lanes = listField(reading, fields, 'lanes').map((node, index): Lane => {
    const lane = objectFields(node);
    const id = textOf(field(lane, 'lane_id')) || textOf(field(lane, 'id'));
    const group = textOf(field(lane, 'parallel_group'));
    return {
      id: id === '' ? `lane-${index + 1}` : id,
      span: source.spanAt(node.offset, node.offset + node.length),
      packages: listOf(source, field(lane, 'wp_ids')),
      dependsOn: listOf(source, field(lane, 'depends_on_lanes')),
      group: group === '' ? undefined : group,
    };
  });
  const title = textOf(field(fields, 'mission_slug')) || textOf(field(fields, 'feature_slug'));
  return { title: title === '' ? undefined : title, lanes, diagnostics: reading.diagnostics };
}
