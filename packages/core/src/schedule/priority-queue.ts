import { at } from '../graph/at.js';

/**
 * A binary heap over indices: the smallest key comes first, of equal keys the smallest rank. Ranks all differ, so the
 * order is total, and the same on each machine. A key may change while its index is outside.
 *
 * *Complexity*: `push` and `pop` are `O(log n)`. *Source*: Williams 1964.
 *
 * *Example*: with keys `[3, 1, 1]` and ranks `[0, 2, 1]` the indices come out as 2, 1, 0.
 */
export class PriorityQueue {
  readonly #keys: Float64Array;
  readonly #ranks: Int32Array;
  #heap = new Int32Array(16);
  #size = 0;

  /** Holds each index of `keys` at most once. *Throws* `RangeError` when there are not as many ranks as keys. */
  constructor(keys: Float64Array, ranks: Int32Array) {
    if (ranks.length !== keys.length)
      throw new RangeError(`ranks must have ${keys.length} entries, got ${ranks.length}`);
    this.#keys = keys;
    this.#ranks = ranks;
  }

  get size(): number {
    return this.#size;
  }

  /** Adds an index that is not in the queue. *Throws* `RangeError` when every index is. */
  push(index: number): void {
    if (this.#size === this.#keys.length) throw new RangeError(`queue of ${this.#size} is full, got index ${index}`);
    if (this.#size === this.#heap.length) this.#grow();
    let hole = this.#size++;
    while (hole > 0) {
      const parent = (hole - 1) >> 1;
      const above = at(this.#heap, parent);
      if (!this.#isBefore(index, above)) break;
      this.#heap[hole] = above;
      hole = parent;
    }
    this.#heap[hole] = index;
  }

  /** The first index; it stays. */
  peek(): number | undefined {
    return this.#size === 0 ? undefined : this.#heap[0];
  }

  /** Takes the first index out. */
  pop(): number | undefined {
    if (this.#size === 0) return undefined;
    const first = at(this.#heap, 0);
    const moved = at(this.#heap, --this.#size);
    let hole = 0;
    for (let child = 1; child < this.#size; child = 2 * hole + 1) {
      if (child + 1 < this.#size && this.#isBefore(at(this.#heap, child + 1), at(this.#heap, child))) child++;
      const below = at(this.#heap, child);
      if (!this.#isBefore(below, moved)) break;
      this.#heap[hole] = below;
      hole = child;
    }
    this.#heap[hole] = moved;
    return first;
  }

  #grow(): void {
    const grown = new Int32Array(2 * this.#heap.length);
    grown.set(this.#heap);
    this.#heap = grown;
  }

  #isBefore(a: number, b: number): boolean {
    const keyOfA = at(this.#keys, a);
    const keyOfB = at(this.#keys, b);
    return keyOfA === keyOfB ? at(this.#ranks, a) < at(this.#ranks, b) : keyOfA < keyOfB;
  }
}
