import { diagnostic, type Diagnostic } from '@nx-crest/core';
import { isGroup } from '../checkbox/list-groups.js';
import type { ListDocument } from '../checkbox/list-document.js';
import type { LocatedId } from '../order/locate-references.js';
import type { WavePlan } from '../order/order-edges.js';
import type { DependencyCollector } from '../order/step-edges.js';
import type { WaveDependencies, WaveId, WrittenWave, WrittenWaves } from './read-waves.js';
import { waveWaits } from './wave-waits.js';

/** The waves of a document. */
export interface WavePlans {
  readonly waves: readonly WavePlan[];
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Reads what waves wait for: the one before, unless the wave says otherwise. A list names tasks or waves; an object gives
 * single tasks their own dependencies, and those tasks then wait for nothing else. Dependencies on tasks go to `found`;
 * unknown ids are CREST210.
 *
 * *Complexity*: O(ids), and for objects the size of the groups that they name.
 */
export function wavePlans(list: ListDocument, written: WrittenWaves, found: DependencyCollector): WavePlans {
  const waitsOf = waveWaits(written.waves, (id) => list.idOf.has(id));
  const indexOf = new Map(list.ids.map((id, index) => [id, index]));
  const unknown: WaveId[] = [];
  /** The ids that are known; the others are remembered. */
  const known = (entries: readonly WaveId[]): readonly LocatedId[] =>
    entries.flatMap((entry) => {
      const on = list.idOf.get(entry.id);
      if (on === undefined) unknown.push(entry);
      return on === undefined ? [] : [{ on, span: entry.span }];
    });
  const readObject = (of: PerTask['of']): ReadonlySet<string> => {
    const leaves = of.flatMap(({ task, on }) =>
      known([task]).flatMap(({ on: id }) => {
        for (const other of known(on)) if (other.on !== id) found.add(id, other.on, other.span);
        return leavesBelow(list, indexOf.get(id) ?? -1);
      }),
    );
    return new Set(leaves);
  };
  const readWave = ({ title, span, tasks, dependencies }: WrittenWave, index: number): WavePlan => {
    const previous = { title, span, waitsForWaves: index > 0 ? [index - 1] : [] };
    if (dependencies.kind === 'previous') return previous;
    if (dependencies.kind === 'per-task') return { ...previous, perTask: readObject(dependencies.of) };
    const waits = waitsOf(index, dependencies.ids);
    unknown.push(...waits.unknown);
    const waiting = tasks.flatMap(({ id }) => list.idOf.get(id) ?? []);
    found.addStep({ before: known(waits.tasks), waiting }, span);
    return { title, span, waitsForWaves: waits.waves };
  };
  const waves = written.waves.map(readWave);
  return { waves, diagnostics: unknown.map(({ id, span }) => diagnostic('CREST210', { id }, { span })) };
}

type PerTask = Extract<WaveDependencies, { readonly kind: 'per-task' }>;

/** The leaves of a group, or the leaf itself. *Complexity*: O(size of the group). */
function leavesBelow(list: ListDocument, entry: number): readonly string[] {
  const leaves: string[] = [];
  const open = [entry];
  for (const index of open) {
    if (isGroup(list.tree, index)) open.push(...(list.tree.children[index] ?? []));
    else leaves.push(list.ids[index] ?? '');
  }
  return leaves;
}
