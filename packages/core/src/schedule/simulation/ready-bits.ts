import { int } from './columns.js';

/** Adds a rank to a set of ranks, 32 of them in a word. */
export function addRank(words: Int32Array, rank: number): void {
  words[rank >> 5] = int(words, rank >> 5) | (1 << (rank & 31));
}

/** Takes a rank out that is in the set. */
export function deleteRank(words: Int32Array, rank: number): void {
  words[rank >> 5] = int(words, rank >> 5) ^ (1 << (rank & 31));
}

/** The smallest rank in a set that has one in this word or a later one. Ranks get ready nearly in order, so it is near. */
export function firstRank(words: Int32Array, fromWord: number): number {
  let word = fromWord;
  let bits = int(words, word);
  while (bits === 0) bits = int(words, ++word);
  return (word << 5) + 31 - Math.clz32(bits & -bits);
}
