import { uniqueIds } from '@nx-crest/core';
import type { DocumentWave, PlanDependency, PlanGroup, SourceSpan } from '@nx-crest/core';

/** A task or group with the wave that it stands in. */
export interface WaveMember {
  readonly id: string;
  /** Undefined outside of any wave. */
  readonly wave: { readonly name: string; readonly title: string; readonly span: SourceSpan } | undefined;
}

/** A document's waves, in the order in which they first occur. */
export type WaveMembers = readonly { readonly name: string; readonly wave: DocumentWave }[];

/** Gathers the members of each wave. The heading is what makes two waves different. *Complexity*: linear. */
export function collectWaves(members: readonly WaveMember[]): WaveMembers {
  const waves = new Map<number, { name: string; title: string; span: SourceSpan; taskIds: string[] }>();
  for (const { id, wave } of members) {
    if (!wave) continue;
    const known = waves.get(wave.span.start.offset);
    if (known) known.taskIds.push(id);
    else waves.set(wave.span.start.offset, { ...wave, taskIds: [id] });
  }
  return [...waves.values()].map(({ name, ...wave }) => ({ name, wave }));
}

/**
 * Groups that make each wave wait for the one before it; for documents that say nothing else about order.
 * Their ids differ from each other and from those `taken`.
 */
export function waveGroups(waves: WaveMembers, taken: readonly string[]): PlanGroup[] {
  const ids = uniqueIds([...taken, ...waves.map(({ name }) => name)]).ids.slice(taken.length);
  return waves.map(({ wave }, index): PlanGroup => {
    const before = ids[index - 1];
    const dependencies: PlanDependency[] =
      before === undefined ? [] : [{ on: before, origin: 'wave', span: wave.span }];
    const { title, span, taskIds: members } = wave;
    return { id: ids[index] ?? '', kind: 'wave', title, span, members, dependencies };
  });
}
