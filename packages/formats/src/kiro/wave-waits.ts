import type { WaveId, WrittenWave } from './read-waves.js';

/** What one wave waits for. */
export interface WaveWaits {
  readonly tasks: readonly WaveId[];
  /** Indices of earlier waves. */
  readonly waves: readonly number[];
  /** Named, but neither a task nor an earlier wave. */
  readonly unknown: readonly WaveId[];
}

/**
 * Reads `dependsOn` lists of waves. An entry means a task where an earlier wave lists that very entry, else an earlier
 * wave with that id, else a task of the document. A number means a wave where waves have numbers and tasks are strings.
 *
 * *Complexity*: O(ids of all waves) once, O(entries) per list.
 */
export function waveWaits(
  waves: readonly WrittenWave[],
  isTask: (id: string) => boolean,
): (wave: number, entries: readonly WaveId[]) => WaveWaits {
  const tasks = new Map<string, number>();
  const numbers = new Map<string, number>();
  waves.forEach((wave, index) => {
    for (const entry of wave.tasks) remember(tasks, entry, index);
    if (wave.id) remember(numbers, wave.id, index);
  });
  return (wave, entries) => {
    const before = (places: ReadonlyMap<string, number>, key: string): number | undefined => {
      const place = places.get(key);
      return place !== undefined && place < wave ? place : undefined;
    };
    const result = { tasks: [] as WaveId[], waves: [] as number[], unknown: [] as WaveId[] };
    for (const entry of entries) {
      const exactWave = before(numbers, exact(entry));
      const asTask = before(tasks, exact(entry)) ?? (exactWave === undefined ? before(tasks, entry.id) : undefined);
      const asWave = exactWave ?? before(numbers, entry.id);
      if (asTask !== undefined) result.tasks.push(entry);
      else if (asWave !== undefined) result.waves.push(asWave);
      else if (isTask(entry.id)) result.tasks.push(entry);
      else result.unknown.push(entry);
    }
    return result;
  };
}

/** Under its type and without: the first wave counts. */
function remember(places: Map<string, number>, entry: WaveId, wave: number): void {
  for (const key of [exact(entry), entry.id]) if (!places.has(key)) places.set(key, wave);
}

/** No id begins with a colon, so that typed and plain keys do not meet. */
function exact({ id, isNumber }: WaveId): string {
  return `:${isNumber ? 'number' : 'text'}:${id}`;
}
