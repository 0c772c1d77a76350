/** A row that may make something. */
export interface Producer {
  readonly id: string;
  readonly agent: string | undefined;
  readonly title: string;
  readonly level: number;
  readonly stream: unknown;
}

/** What a row or trigger asks for. */
export interface Wanted {
  readonly agent: string | undefined;
  readonly what: string;
  /** The level of the one that asks. */
  readonly level: number;
  readonly id: string;
  readonly stream: unknown;
}

const IDLE = new Set([
  'ready',
  'complete',
  'completed',
  'completion',
  'done',
  'finished',
  'the',
  'all',
  'and',
  'is',
  'are',
  'of',
  'from',
  'output',
]);

/** The words of a text that may name a product, in the singular. */
export function productWords(text: string): readonly string[] {
  const words = text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
  return words
    .filter((word) => word.length > 1 && !IDLE.has(word))
    .map((word) => (word.length > 3 ? word.replace(/s$/, '') : word));
}

/** Finds who makes what a row asks for: the id of a row. */
export type FindProducer = (wanted: Wanted) => string | undefined;

/**
 * Prepares rows for look-up. Of the rows of the named agent, that one whose title has a word of what is wanted, in the same
 * stream or level before any other, the latest first; else the agent's latest row of an earlier level. Without an agent a
 * word must match.
 *
 * *Complexity*: O(words) to prepare; a look-up takes the rows that share a word or the agent, at most 1,000.
 */
export function producerFinder(rows: readonly Producer[]): FindProducer {
  const byAgent = group(rows, ({ agent }) => (agent === undefined ? [] : [agent]));
  const wordsOf = new Map(rows.map((row) => [row, new Set(productWords(row.title))]));
  const byWord = group(rows, (row) => [...(wordsOf.get(row) ?? [])]);
  return ({ agent, what, level, id, stream }) => {
    const words = productWords(what);
    const named = agent === undefined ? undefined : (byAgent.get(agent) ?? []);
    const candidates = named ?? words.flatMap((word) => byWord.get(word) ?? []);
    const open = candidates.slice(-1000).filter((row) => row.id !== id && row.level <= level);
    const matching = open.filter((row) => words.some((word) => wordsOf.get(row)?.has(word)));
    const same = matching.filter((row) => stream !== undefined && row.stream === stream);
    const fallback = named ? open.filter((row) => row.level < level) : [];
    return (same.at(-1) ?? matching.at(-1) ?? fallback.at(-1))?.id;
  };
}

function group(
  rows: readonly Producer[],
  keysOf: (row: Producer) => readonly string[],
): ReadonlyMap<string, readonly Producer[]> {
  const found = new Map<string, Producer[]>();
  for (const row of rows) {
    for (const key of new Set(keysOf(row))) {
      const known = found.get(key);
      if (known) known.push(row);
      else found.set(key, [row]);
    }
  }
  return found;
}
