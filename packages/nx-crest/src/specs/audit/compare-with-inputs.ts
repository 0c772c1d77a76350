import type { SpecInputs } from '@nx-crest/analyzer/test-specs';
import { compareText } from '@nx-crest/core';

/** What the processes of a run did with files of the workspace, in order; of several processes one after the other. */
export interface Observation {
  readonly event: 'read' | 'list' | 'make';
  /** From the workspace root. */
  readonly path: string;
}

/** A file that was observed, and does not count. */
export interface Miss {
  readonly path: string;
  /** It was read, or it lies in a folder that was listed. */
  readonly because: 'read' | 'listed';
}

/** Where a file belongs. */
export interface ObservedPlace {
  /** The files of the workspace that are not ignored. */
  readonly isFile: (path: string) => boolean;
  /** The files directly in a folder. */
  readonly filesIn: (folder: string) => readonly string[];
  /** Whether it is there although it is none of the workspace's own files. */
  readonly isOutput: (path: string) => boolean;
}

/**
 * What was observed and does not count, sorted. What a run has made itself is no input of it, unless it is a file of the workspace; a folder that was listed counts with the
 * files directly in it.
 */
export function missesOf(observed: readonly Observation[], inputs: SpecInputs, place: ObservedPlace): readonly Miss[] {
  const counted = new Set([...inputs.files, ...inputs.outputs, ...inputs.manifests]);
  const made = new Set(observed.filter(({ event }) => event === 'make').map(({ path }) => path));
  const misses = new Map<string, Miss['because']>();
  const look = (path: string, because: Miss['because']): void => {
    if (!counted.has(path) && !misses.has(path)) misses.set(path, because);
  };
  for (const { event, path } of observed) {
    const isThere = place.isFile(path) || (place.isOutput(path) && !made.has(path));
    if (event === 'read' && isThere) look(path, 'read');
    if (event === 'list') for (const file of place.filesIn(path)) look(file, 'listed');
  }
  return [...misses].map(([path, because]) => ({ path, because })).sort((a, b) => compareText(a.path, b.path));
}
