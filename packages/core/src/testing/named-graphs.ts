import { graphOf, nodesOf } from './graph-of.js';

/**
 * ```text
 *   a 2 ──► b 3 ──► d 1
 *     └───► c 1 ─────┘
 * ```
 */
export const diamond = graphOf(nodesOf({ a: [2], b: [3, 'a'], c: [1, 'a'], d: [1, 'b', 'c'] }));

/**
 * Two critical paths; both have 3 + 2 + 1.
 *
 * ```text
 *   s 3 ──► y 2 ──► t 1        (y stands before x in the document)
 *     ├───► x 2 ─────┤
 *     └───► z 1 ─────┘
 * ```
 */
export const twins = graphOf(nodesOf({ s: [3], y: [2, 's'], x: [2, 's'], z: [1, 's'], t: [1, 'x', 'y', 'z'] }));

/**
 * A phase is a joint: everything of one phase before everything of the next.
 *
 * ```text
 *   a 1 ──┐             ┌──► c 2 ──► d 1
 *         ├──► (one) ───┤
 *   b 4 ──┘             └──► e 1
 * ```
 */
export const phases = graphOf(
  nodesOf({ a: [1], b: [4], one: ['milestone', 'a', 'b'], c: [2, 'one'], d: [1, 'c'], e: [1, 'one'] }),
);

/**
 * The N: the smallest order that is not made of chains side by side and behind each other.
 *
 * ```text
 *   a 1 ──► c 1
 *     └───┐
 *   b 1 ──┴► d 1       d waits for a and b
 * ```
 */
export const letterN = graphOf(nodesOf({ a: [1], b: [1], c: [1, 'a'], d: [1, 'a', 'b'] }));

/**
 * Graham's example: 12 on three workers; a fourth makes plain list order worse (15).
 *
 * ```text
 *   t1 3 ──► t9 9
 *   t2 2   t3 2
 *   t4 2 ──► t5 4, t6 4, t7 4, t8 4
 * ```
 */
export const graham = graphOf(
  nodesOf({
    t1: [3],
    t2: [2],
    t3: [2],
    t4: [2],
    t5: [4, 't4'],
    t6: [4, 't4'],
    t7: [4, 't4'],
    t8: [4, 't4'],
    t9: [9, 't1'],
  }),
);

/**
 * Waves are not width: no wave has more than two tasks, but a, e and f can run at the same time.
 *
 * ```text
 *   a 1
 *   b 1 ──► e 1
 *     └───► f 1
 * ```
 */
export const widerThanItsWaves = graphOf(nodesOf({ a: [1], b: [1], e: [1, 'b'], f: [1, 'b'] }));

/** A chain `c0 ──► c1 ──► …` of tasks of 1 ms, as long as wanted. */
export function chainOf(length: number): ReturnType<typeof graphOf> {
  return graphOf(
    nodesOf(Object.fromEntries(Array.from({ length }, (_, i) => [`c${i}`, i === 0 ? [1] : [1, `c${i - 1}`]]))),
  );
}
