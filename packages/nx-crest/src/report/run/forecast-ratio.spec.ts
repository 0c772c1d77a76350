import { runRatio } from './forecast-ratio.js';
import type { RunForecast } from './forecast.js';

const sample: RunForecast = {
  ...{ p50Ms: 10_000, p90Ms: 15_000, lowerBoundMs: 9000 },
  ...{ busy: null, workers: 3, chain: [], chainMs: 0, workMs: 0 },
  ...{ tasks: 12, restored: 2, undecided: 0, sources: { history: 9, prediction: 1 } },
};
const ratio = (changes: Partial<RunForecast>, ran: Partial<Parameters<typeof runRatio>[1]> = {}) =>
  runRatio({ ...sample, ...changes }, { makespanMs: 13_000, executed: 10, ...ran });

describe('runRatio', () => {
  it('is what was measured by what was planned', () => {
    expect(ratio({})).toBe(1.3);
  });

  it.each([
    ['estimates were not measured by us', { sources: { history: 7, 'nx-history': 3 } }, {}],
    ['more tasks were executed than foreseen', {}, { executed: 12 }],
    ['fewer tasks were executed than foreseen', {}, { executed: 8 }],
    ['the run was too short', { p50Ms: 9000 }, {}],
    ['nothing was executed', { sources: {}, p50Ms: 15_000 }, { makespanMs: 0, executed: 0 }],
  ] as const)('is not taken where %s', (_, changes, ran) => {
    expect(ratio(changes, ran)).toBeUndefined();
  });

  it('allows for a few tasks more or less', () => {
    expect(ratio({}, { executed: 11 })).toBe(1.3);
    expect(ratio({}, { executed: 9 })).toBe(1.3);
  });
});
