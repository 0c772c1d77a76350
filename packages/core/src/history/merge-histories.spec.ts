import fc from 'fast-check';
import { anyHistory } from '../testing/any-history.js';
import { formatHistory } from './format-history.js';
import { EMPTY_HISTORY, observationsOf, type History } from './history.js';
import { mergeHistories, withObservations } from './merge-histories.js';
import { KEPT } from './newest-observations.js';
import { parseHistory } from './parse-history.js';

const CLASS = 'linux-x64-2';
const runsOf = (...times: readonly number[]): History =>
  withObservations(
    EMPTY_HISTORY,
    CLASS,
    times.map((atS) => ['api:build', { atS, ms: 10 * atS }]),
  );
const timesOf = (history: History): readonly number[] =>
  observationsOf(history, CLASS, 'api:build').map(({ atS }) => atS);

/** Through the file and back: merging what was written must not differ from merging what was measured. */
function reread(history: History): History {
  const parsed = parseHistory(formatHistory(history), 'history');
  expect(parsed.diagnostics).toEqual([]);
  return parsed.history!;
}

describe('merging histories', () => {
  it('is associative, through files too', () => {
    fc.assert(
      fc.property(anyHistory, anyHistory, anyHistory, (a, b, c) => {
        const left = mergeHistories(mergeHistories(a, b), c);
        expect(mergeHistories(a, mergeHistories(b, c))).toEqual(left);
        expect(mergeHistories(reread(a), reread(mergeHistories(reread(b), c)))).toEqual(left);
      }),
    );
  });

  it('is commutative, to the byte', () => {
    fc.assert(
      fc.property(anyHistory, anyHistory, (a, b) => {
        expect(mergeHistories(b, a)).toEqual(mergeHistories(a, b));
        expect(formatHistory(mergeHistories(b, a))).toBe(formatHistory(mergeHistories(a, b)));
      }),
    );
  });

  it('is idempotent: what is known already changes nothing', () => {
    fc.assert(
      fc.property(anyHistory, anyHistory, (a, b) => {
        const both = mergeHistories(a, b);
        expect(mergeHistories(a, a)).toEqual(a);
        expect(mergeHistories(both, a)).toEqual(both);
        expect(mergeHistories(both, b)).toEqual(both);
        expect(mergeHistories(a, EMPTY_HISTORY)).toEqual(a);
      }),
    );
  });

  it('changes neither of them', () => {
    const [a, b] = [runsOf(1, 2), runsOf(3)];
    mergeHistories(a, b);
    expect([timesOf(a), timesOf(b)]).toEqual([[2, 1], [3]]);
  });

  it('keeps the newest observations of both', () => {
    expect(timesOf(mergeHistories(runsOf(1, 3, 5, 7, 9), runsOf(2, 4, 6, 8)))).toEqual([9, 8, 7, 6, 5, 4]);
  });

  it('keeps the observations of each machine class apart', () => {
    const other = withObservations(EMPTY_HISTORY, 'darwin-arm64-8', [['api:build', { atS: 2, ms: 7 }]]);
    const merged = mergeHistories(runsOf(1), other);
    expect(timesOf(merged)).toEqual([1]);
    expect(observationsOf(merged, 'darwin-arm64-8', 'api:build')).toEqual([{ atS: 2, ms: 7 }]);
  });
});

describe('adding observations', () => {
  it('keeps a fixed number of the newest, each once', () => {
    expect(timesOf(runsOf(4, 4, 9, 1, 2, 3, 5, 6, 7, 8))).toHaveLength(KEPT);
    expect(timesOf(runsOf(4, 4, 9))).toEqual([9, 4]);
  });

  it('takes the name of a prototype for a task like any other', () => {
    const history = withObservations(EMPTY_HISTORY, '__proto__', [['__proto__', { atS: 1, ms: 2 }]]);
    expect(observationsOf(reread(history), '__proto__', '__proto__')).toEqual([{ atS: 1, ms: 2 }]);
    expect(observationsOf(history, CLASS, 'toString')).toEqual([]);
  });

  it('is refused for times that are not whole numbers', () => {
    expect(() => withObservations(EMPTY_HISTORY, CLASS, [['a:b', { atS: 1, ms: 1.5 }]])).toThrow(
      'times of "a:b" must be whole numbers from 0, got atS 1, ms 1.5',
    );
    expect(() => withObservations(EMPTY_HISTORY, CLASS, [['a:b', { atS: -1, ms: 1 }]])).toThrow(RangeError);
  });
});
