import type { CompiledProblem } from '../problem/compile-problem.js';
import { int } from './columns.js';

/** Tasks by what they need: where one task of a kind lacks something, all do. */
export interface DemandKinds {
  readonly count: number;
  /** By task, its kind. */
  readonly kindOf: Int32Array;
}

/** Numbers kinds in the order in which they come. *Complexity*: linear in the demands. */
export function demandKinds({ size, demandOffsets, demandResources, demandAmounts }: CompiledProblem): DemandKinds {
  const numbers = new Map<string, number>();
  const kindOf = Int32Array.from({ length: size }, (_, task) => {
    const [from, to] = [int(demandOffsets, task), int(demandOffsets, task + 1)];
    const key = `${demandResources.subarray(from, to).join()} ${demandAmounts.subarray(from, to).join()}`;
    const number = numbers.get(key) ?? numbers.size;
    numbers.set(key, number);
    return number;
  });
  return { count: numbers.size, kindOf };
}
