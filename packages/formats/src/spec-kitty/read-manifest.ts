import { field, listField, objectFields, type Reading } from '../fields/object-fields.js';
import type { SourceText } from '../source/source-text.js';
import { readYaml } from '../yaml/read-yaml.js';
import type { MissionPart } from './model.js';
import { packageOf } from './package-fields.js';

/** Reads `wps.yaml`: the work packages of a mission with what they wait for. */
export function readManifest(source: SourceText): MissionPart {
  const { root, diagnostics } = readYaml(source);
  const reading: Reading = { source, diagnostics: [...diagnostics] };
  const entries = root?.type === 'object' ? listField(reading, objectFields(root), 'work_packages') : [];
  const packages = entries.flatMap((entry) => {
    const fields = objectFields(entry);
    const span = source.spanAt(
      entry.offset,
      entry.offset + source.text.slice(entry.offset, entry.offset + entry.length).trimEnd().length,
    );
    const wp = packageOf(source, { fields, id: field(fields, 'id') ?? field(fields, 'work_package_id'), span });
    return wp ? [wp] : [];
  });
  return { packages, subtasks: [], notTasks: [], diagnostics: reading.diagnostics };
}
