import { diagnostic, type OutsideDependency } from '@nx-crest/core';
import { field, objectFields, reportField, type Reading } from '../fields/object-fields.js';
import type { SourceText } from '../source/source-text.js';
import { readYaml } from '../yaml/read-yaml.js';

/** The one field that sets an order between changes; `requires`, `provides`, `touches` and `parent` do not. */
const DEPENDENCIES = ['dependsOn', 'depends_on'];

/** What the metadata of a change says about order. */
export interface ChangeMetadata extends Pick<Reading, 'diagnostics'> {
  /** The changes that the whole change waits for, each once. */
  readonly outside: readonly OutsideDependency[];
}

/**
 * Reads a `.openspec.yaml`. A change that waits for itself is CREST232, a value of another type CREST208, broken YAML
 * CREST223.
 *
 * *Complexity*: linear.
 */
export function readMetadata(source: SourceText): ChangeMetadata {
  const { root, diagnostics } = readYaml(source);
  const reading: Reading = { source, diagnostics: [...diagnostics] };
  const fields = root?.type === 'object' ? objectFields(root) : new Map<string, never>();
  const outside = new Map<string, OutsideDependency>();
  for (const name of DEPENDENCIES) {
    const value = field(fields, name);
    if (!value) continue;
    for (const node of value.type === 'array' ? (value.children ?? []) : [value]) {
      const plan = typeof node.value === 'string' ? node.value.trim() : '';
      const span = source.spanAt(node.offset, node.offset + node.length);
      if (plan === '') reportField(reading, node, { field: name, expected: 'a list of names of changes' });
      else if (plan === changeName(source.path)) reading.diagnostics.push(diagnostic('CREST232', { plan }, { span }));
      else if (!outside.has(plan)) outside.set(plan, { plan, span });
    }
  }
  return { outside: [...outside.values()], diagnostics: reading.diagnostics };
}

/** The folder that a document lies in. */
function changeName(path: string): string {
  return path.replaceAll('\\', '/').split('/').at(-2) ?? '';
}
