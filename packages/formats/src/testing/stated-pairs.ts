import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * What a line of `explicit-edges.tsv` says of each of its pairs; people read it in the documents, no reader of ours did.
 *
 * - `explicit`: the document names what the task waits for. The edge has this origin.
 * - `stated`: the document says so of phases, waves or groups. The edge may have their origin.
 * - `wave`: a wave list of the document puts one before the other.
 * - `chain`: the document gives an order in words or in a list; the task waits, by whatever chain of edges.
 * - `member`: the second holds the first.
 * - `outside`: the second lies in another document.
 * - `none`: it looks like a dependency and is none (parallel, mentioned, a requirement's number): no explicit edge, nothing outside.
 */
export type StatedKind = 'explicit' | 'stated' | 'wave' | 'chain' | 'member' | 'outside' | 'none';

/** One pair of ids, as the document writes them; `*` stands for every task of the document. */
export interface StatedPair {
  /** Below the folder of shared data: `kiro/…` of its `data/specs`, or `seeds/…`. */
  readonly file: string;
  readonly tag: string;
  readonly kind: StatedKind;
  readonly task: string;
  readonly on: string;
}

/** Every pair of the list: a line stands for each task of its fourth column with each of its fifth. */
export function readStatedPairs(): StatedPair[] {
  const lines = readFileSync(join(__dirname, 'explicit-edges.tsv'), 'utf8').trimEnd().split('\n').slice(1);
  return lines.flatMap((line) => {
    const [file = '', tag = '', kind = '', tasks = '', ons = ''] = line.split('\t');
    return tasks
      .split(', ')
      .flatMap((task) => ons.split(', ').map((on) => ({ file, tag, kind: kind as StatedKind, task, on })));
  });
}
