import type { SpecInputs } from '@nx-crest/analyzer/test-specs';
import { compareText } from '@nx-crest/core/model';

/** What a process of a run did with a file of the workspace; in the order of each process. */
export interface Observation {
  /** `tree`: listed with everything below. */
  readonly event: 'read' | 'list' | 'tree' | 'make';
  /** From the workspace root. */
  readonly path: string;
  /** Tells processes apart. */
  readonly process: number;
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
  /** The files directly in a folder, or all below it. */
  readonly filesIn: (folder: string, isTree: boolean) => readonly string[];
  /** Whether it is there although it is none of the workspace's own files. */
  readonly isOutput: (path: string) => boolean;
}

/**
 * What was observed and does not count, sorted. What a run has made itself, the same process before or another one, is no input of
 * it, unless it is a file of the workspace. A folder that was listed counts with the files directly in it.
 */
export function missesOf(observed: readonly Observation[], inputs: SpecInputs, place: ObservedPlace): readonly Miss[] {
  const counted = new Set([...inputs.files, ...inputs.outputs, ...inputs.manifests]);
  const makers = new Map<string, Set<number>>();
  for (const { event, path, process } of observed)
    if (event === 'make') makers.set(path, (makers.get(path) ?? new Set<number>()).add(process));
  const madeHere = new Set<string>();
  const isMade = (path: string, reader: number): boolean =>
    madeHere.has(`${reader} ${path}`) || [...(makers.get(path) ?? [])].some((process) => process !== reader);
  /** Whole folders may be copied. */
  const isFolder = (path: string) => !place.isFile(path) && place.filesIn(path, true).length > 0;
  const misses = new Map<string, Miss['because']>();
  const look = (path: string, because: Miss['because']): void => {
    if (!counted.has(path) && !misses.has(path)) misses.set(path, because);
  };
  for (const { event, path, process } of observed) {
    if (event === 'make') madeHere.add(`${process} ${path}`);
    else if (event === 'read' && !isFolder(path)) {
      const isThere = place.isFile(path) || (place.isOutput(path) && !isMade(path, process));
      if (isThere) look(path, 'read');
    } else for (const file of place.filesIn(path, event !== 'list')) look(file, 'listed');
  }
  return [...misses].map(([path, because]) => ({ path, because })).sort((a, b) => compareText(a.path, b.path));
}
