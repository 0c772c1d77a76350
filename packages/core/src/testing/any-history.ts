import fc from 'fast-check';
import { EMPTY_HISTORY, type History, type Observation } from '../history/history.js';
import { withObservations } from '../history/merge-histories.js';

/** Few different times, so that histories overlap, and ties occur. */
const observation: fc.Arbitrary<Observation> = fc
  .record({
    atS: fc.oneof(fc.nat(9), fc.nat(2_000_000_000)),
    ms: fc.oneof(fc.nat(3), fc.nat(1_000_000_000_000)),
    tenths: fc.option(fc.nat(200), { nil: undefined }),
  })
  .map(({ atS, ms, tenths }) => (tenths === undefined ? { atS, ms } : { atS, ms, cpuCores: tenths / 10 }));

/** Names as they are, and whatever else a text can be: line ends, halves of surrogate pairs, the empty text. */
const name = fc.oneof(
  fc.constantFrom('api:build', 'web:test', '@scope/lib:build:production', '__proto__', 'constructor', 'a b:c', ''),
  fc.string({ unit: fc.nat(0xffff).map((unit) => String.fromCharCode(unit)), maxLength: 6 }),
);

/** Histories of up to 30 observations, with the same few machine classes and tasks. */
export const anyHistory: fc.Arbitrary<History> = fc
  .array(fc.tuple(fc.oneof(fc.constantFrom('linux-x64-2', 'darwin-arm64-8'), name), name, observation), {
    maxLength: 30,
  })
  .map((all) =>
    all.reduce((history, [machine, id, one]) => withObservations(history, machine, [[id, one]]), EMPTY_HISTORY),
  );
