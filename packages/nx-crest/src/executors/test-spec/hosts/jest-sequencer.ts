import { readRequest } from './read-request.js';

interface JestTest {
  readonly path: string;
}

/** Lets Jest start the specs in the order that was asked for: the longest first, so that no long one is left for the end. */
export default class RequestedOrder {
  sort(tests: readonly JestTest[]): readonly JestTest[] {
    const places = new Map(readRequest().specs.map((file, index) => [file, index]));
    const placeOf = ({ path }: JestTest) => places.get(path) ?? places.size;
    return [...tests].sort((a, b) => placeOf(a) - placeOf(b));
  }

  shard(tests: readonly JestTest[]): readonly JestTest[] {
    return tests; // which specs are run is decided before
  }

  allFailedTests(tests: readonly JestTest[]): readonly JestTest[] {
    return tests;
  }

  cacheResults(): void {
    // Durations are in the history of Nx, and in ours.
  }
}
