import { MINUTE, milliseconds } from '../../model/duration.js';
import { distributionOf, onlyValue } from './duration-distribution.js';

const estimate = (ms: number, p90Ms: number) => ({
  ms: milliseconds(ms),
  p90Ms: milliseconds(p90Ms),
  source: 'history' as const,
});

describe('distributionOf', () => {
  it('takes the PERT triple of a range', () => {
    const pert = { optimisticMs: MINUTE, likelyMs: milliseconds(2 * MINUTE), pessimisticMs: milliseconds(3 * MINUTE) };
    expect(distributionOf({ ...estimate(2 * MINUTE, 2.4 * MINUTE), pert })).toEqual({ kind: 'pert', ...pert });
  });

  it('is lognormal where the 90th percentile is above the planned value', () => {
    expect(distributionOf(estimate(100, 150))).toEqual({ kind: 'lognormal', medianMs: 100, p90Ms: 150 });
  });

  it.each([
    [100, 100],
    [100, 50],
    [0, 50],
  ])('is fixed where nothing is known of the spread (%p, %p)', (ms, p90Ms) => {
    expect(distributionOf(estimate(ms, p90Ms))).toEqual({ kind: 'fixed', ms });
  });
});

describe('onlyValue', () => {
  it.each([
    [{ kind: 'fixed', ms: 5 } as const, 5],
    [{ kind: 'pert', optimisticMs: 5, likelyMs: 5, pessimisticMs: 5 } as const, 5],
    [{ kind: 'lognormal', medianMs: 5, p90Ms: 5 } as const, 5],
    [{ kind: 'lognormal', medianMs: 0, p90Ms: 0 } as const, 0],
    [{ kind: 'samples', samplesMs: [5, 5, 5] } as const, 5],
    [{ kind: 'pert', optimisticMs: 5, likelyMs: 5, pessimisticMs: 6 } as const, undefined],
    [{ kind: 'lognormal', medianMs: 5, p90Ms: 6 } as const, undefined],
    [{ kind: 'samples', samplesMs: [5, 6, 5] } as const, undefined],
  ])('of %j is %p', (distribution, expected) => {
    expect(onlyValue(distribution)).toBe(expected);
  });

  it.each([
    { kind: 'fixed', ms: -1 } as const,
    { kind: 'fixed', ms: NaN } as const,
    { kind: 'pert', optimisticMs: 2, likelyMs: 1, pessimisticMs: 3 } as const,
    { kind: 'pert', optimisticMs: 1, likelyMs: 3, pessimisticMs: 2 } as const,
    { kind: 'lognormal', medianMs: 2, p90Ms: 1 } as const,
    { kind: 'lognormal', medianMs: 0, p90Ms: 1 } as const,
    { kind: 'lognormal', medianMs: 1, p90Ms: Infinity } as const,
    { kind: 'samples', samplesMs: [] } as const,
    { kind: 'samples', samplesMs: [1, -1] } as const,
  ])('refuses %j', (distribution) => {
    expect(() => onlyValue(distribution)).toThrow(RangeError);
  });
});
