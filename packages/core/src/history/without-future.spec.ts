import fc from 'fast-check';
import { anyHistory } from '../testing/any-history.js';
import { EMPTY_HISTORY, type History } from './history.js';
import { withObservations } from './merge-histories.js';
import { withoutFuture } from './without-future.js';

const NOW_S = 1_700_000_000;
const DAY_S = 86_400;
const history = (...times: readonly (readonly [id: string, atS: number])[]): History =>
  withObservations(
    EMPTY_HISTORY,
    'linux-x64-2',
    times.map(([id, atS]) => [id, { atS, ms: 7 }]),
  );

describe('a history without the future', () => {
  it('has nothing that was observed more than a day ahead', () => {
    const given = history(['a:b', NOW_S + DAY_S + 1], ['a:b', NOW_S + DAY_S], ['a:b', 3], ['c:d', NOW_S + 2 * DAY_S]);
    expect(withoutFuture(given, NOW_S * 1000)).toEqual(history(['a:b', NOW_S + DAY_S], ['a:b', 3]));
  });

  it('knows no machine class of which nothing is left', () => {
    expect(withoutFuture(history(['a:b', NOW_S + 2 * DAY_S]), NOW_S * 1000)).toEqual(EMPTY_HISTORY);
  });

  it('is the whole history once all of it has passed', () => {
    fc.assert(
      fc.property(anyHistory, (given) => {
        expect(withoutFuture(given, 2_000_000_000_000)).toEqual(given);
      }),
    );
  });
});
