import { diagnostic, type Diagnostic } from '@nx-crest/core';
import { ancestorsOf, isGroup } from '../checkbox/list-groups.js';
import type { ListDocument } from '../checkbox/list-document.js';
import type { WrittenWaves } from './read-waves.js';

/** Which wave each leaf stands in, as the document says. */
export interface AssignedWaves {
  /** By id of a leaf; a leaf below a listed parent stands in the parent's wave. */
  readonly waveOf: ReadonlyMap<string, number>;
  /** The listed parent through which a leaf got its wave. */
  readonly listedParentOf: ReadonlyMap<string, string>;
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Matches the wave block with the leaves of the document. Unknown ids are CREST210, tasks and waves listed twice
 * CREST218, leaves in no wave CREST212.
 *
 * *Complexity*: O(leaves × depth + ids). *Ties*: an id listed twice stands where it is listed first; a leaf's own entry
 * goes before that of a parent.
 */
export function assignWaves(list: ListDocument, written: WrittenWaves): AssignedWaves {
  const diagnostics: Diagnostic[] = [];
  const listed = new Map<string, number>();
  written.waves.forEach(({ tasks }, wave) => {
    for (const { id: writtenId, span } of tasks) {
      const id = list.idOf.get(writtenId);
      if (id === undefined) diagnostics.push(diagnostic('CREST210', { id: writtenId }, { span }));
      else if (listed.has(id)) diagnostics.push(diagnostic('CREST218', { what: 'task', id: writtenId }, { span }));
      else listed.set(id, wave);
    }
  });
  const waveIds = new Set<string>();
  for (const { id } of written.waves) {
    if (!id) continue;
    if (waveIds.has(id.id)) diagnostics.push(diagnostic('CREST218', { what: 'wave', id: id.id }, { span: id.span }));
    waveIds.add(id.id);
  }
  const waveOf = new Map<string, number>();
  const listedParentOf = new Map<string, string>();
  const missing: string[] = [];
  list.ids.forEach((id, index) => {
    if (isGroup(list.tree, index)) return;
    const above = ancestorsOf(list.tree, index).map((parent) => list.ids[parent] ?? '');
    const place = [id, ...above].find((candidate) => listed.has(candidate));
    const wave = place === undefined ? undefined : listed.get(place);
    if (place === undefined || wave === undefined) missing.push(id);
    else {
      waveOf.set(id, wave);
      if (place !== id) listedParentOf.set(id, place);
    }
  });
  const [first] = missing;
  if (first !== undefined && waveOf.size > 0) {
    diagnostics.push(diagnostic('CREST212', { count: missing.length, first }, { span: written.span }));
  }
  return { waveOf, listedParentOf, diagnostics };
}
