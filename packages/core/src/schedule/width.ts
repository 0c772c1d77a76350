import { at } from '../graph/at.js';
import { reachability, setBit, type Reachability } from '../graph/reachability.js';
import type { TaskGraph } from '../graph/task-graph.js';

/**
 * The largest number of tasks that can run at once: of any two of them, neither waits for the other. Milestones do not
 * count. More workers than this never help.
 *
 * By Dilworth's theorem it is the smallest number of chains that hold all tasks: the number of tasks minus a maximum
 * matching of "comes before", found by augmenting paths over bit rows.
 *
 * *Complexity*: `O(rounds · V² / 32)`; a round finds many augmenting paths at once, so rounds are few.
 * *Returns* undefined above 5,000 tasks (`EXACT_LIMIT`). *Source*: Dilworth 1950; Fulkerson 1956; Hopcroft & Karp 1973.
 */
export function width(graph: TaskGraph): number | undefined {
  const reach = reachability(graph);
  if (!reach) return undefined;

  const tasks = new Uint32Array(reach.words);
  const free: number[] = [];
  for (let node = 0; node < graph.size; node++) {
    if (graph.isMilestone[node] === 1) continue;
    setBit(tasks, node);
    free.push(node);
  }
  const search: Search = {
    reach,
    chainedTo: new Int32Array(graph.size).fill(-1),
    unvisited: tasks.slice(),
    nextWord: new Int32Array(graph.size),
  };

  let count = free.length;
  let ends = free; // tasks after which no other task is chained yet
  for (let found = true; found;) {
    search.unvisited.set(tasks);
    search.nextWord.fill(0);
    const left = ends.filter((end) => !augment(end, search));
    found = left.length < ends.length;
    count -= ends.length - left.length;
    ends = left;
  }
  return count;
}

interface Search {
  readonly reach: Reachability;
  /** For each task the one before it in its chain, or -1. */
  readonly chainedTo: Int32Array;
  /** Tasks that this round has not looked at: once is enough, since what led nowhere still leads nowhere. */
  readonly unvisited: Uint32Array;
  readonly nextWord: Int32Array;
}

/** Looks for a way to chain one more task after `end`, moving others if need be. True when there is one. */
function augment(end: number, search: Search): boolean {
  const { chainedTo } = search;
  const path = [end]; // tasks that want a successor
  const taken: number[] = []; // the successor that each of them would get
  for (let task = path.at(-1); task !== undefined; task = path.at(-1)) {
    const successor = visitNext(task, search);
    if (successor === -1) {
      path.pop();
      taken.pop();
      continue;
    }
    taken.push(successor);
    const owner = at(chainedTo, successor);
    if (owner === -1) {
      for (const [step, owned] of taken.entries()) chainedTo[owned] = path[step] ?? -1;
      return true;
    }
    path.push(owner);
  }
  return false;
}

/** The next unvisited task that waits for `task`, now visited; -1 when there is none. */
function visitNext(task: number, search: Search): number {
  const { words, rows } = search.reach;
  for (let word = at(search.nextWord, task); word < words; word++) {
    const bits = at(rows, task * words + word) & at(search.unvisited, word);
    if (bits === 0) continue;
    const lowest = bits & -bits;
    search.unvisited[word] = at(search.unvisited, word) & ~lowest;
    search.nextWord[task] = word;
    return word * 32 + 31 - Math.clz32(lowest);
  }
  search.nextWord[task] = words;
  return -1;
}
