import { commonRange, type CommonKnowledge } from './forecast-range.js';

const measured: CommonKnowledge['workShares'] = { history: 1 };
const range = (ratios: readonly number[], workShares = measured, p90Ms = 1_050_000) =>
  commonRange({ p50Ms: 1_000_000, p90Ms }, { ratios, workShares });
const times = (ratio: number, count: number) => new Array<number>(count).fill(ratio);

/** Seeded numbers of a standard normal distribution (Marsaglia & Bray 1964; Park & Miller 1988). */
function normals(seed: number): () => number {
  let state = seed;
  const uniform = () => {
    state = (state * 16_807) % 2_147_483_647;
    return state / 2_147_483_647;
  };
  return () => Math.sqrt(-2 * Math.log(uniform())) * Math.cos(2 * Math.PI * uniform());
}

describe('commonRange', () => {
  it('keeps the median where nothing is known of earlier runs, and widens the spread', () => {
    const { p50Ms, p90Ms } = range([]);
    expect(p50Ms).toBe(1_000_000);
    expect(p90Ms).toBeGreaterThan(1_200_000);
  });

  it('leaves the median where the durations of earlier runs have put it', () => {
    expect(range(times(1.5, 10)).p50Ms).toBe(1_000_000);
  });

  it('is widened by faster runs as by slower ones', () => {
    expect(range(times(0.5, 4)).p90Ms).toBeCloseTo(range(times(2, 4)).p90Ms, 3);
    expect(range(times(2, 4)).p90Ms).toBeGreaterThan(range(times(1, 4)).p90Ms);
  });

  it('is not widened much by one run of a paused machine', () => {
    expect(range([50, 1, 1.02, 0.98, 1]).p90Ms).toBeLessThan(1.1 * range([1, 1, 1.02, 0.98, 1]).p90Ms);
  });

  it('passes over ratios that are none', () => {
    expect(range([0, -1, NaN, Infinity, 1.2])).toEqual(range([1.2]));
  });

  it('is the narrower the more earlier runs agree, and the wider the more they differ', () => {
    const width = (ratios: readonly number[]) => range(ratios).p90Ms / range(ratios).p50Ms;
    expect(width(times(1, 10))).toBeLessThan(width(times(1, 3)));
    expect(width(times(1, 3))).toBeLessThan(width([]));
    expect(width([0.7, 1.4, 1, 0.6, 1.5])).toBeGreaterThan(width(times(1, 5)));
  });

  it('is never narrower than independent durations alone', () => {
    const { p50Ms, p90Ms } = range(times(1, 10), measured, 2_000_000);
    expect(p90Ms / p50Ms).toBeGreaterThan(2);
  });

  it('is the wider the more of the work was guessed', () => {
    const shares = [{ history: 1 }, { history: 0.5, prediction: 0.5 }, { prediction: 1 }, { default: 1 }];
    const widths = shares.map((share) => range(times(1, 10), share).p90Ms);
    expect(widths).toEqual([...widths].sort((a, b) => a - b));
    expect(widths[2]).toBeGreaterThan(2_000_000);
  });

  it('says nothing of a run without time', () => {
    expect(commonRange({ p50Ms: 0, p90Ms: 0 }, { ratios: [2], workShares: {} })).toEqual({ p50Ms: 0, p90Ms: 0 });
  });

  it('holds 85 to 97 of 100 runs below its 90th percentile, where independent durations alone hold less than 65', () => {
    const normal = normals(7);
    let [within, withinIndependent] = [0, 0];
    const workspaces = 400;
    for (let workspace = 0; workspace < workspaces; workspace++) {
      // What this workspace's runs have in common, and how fast each of six runs was.
      const bias = 0.1 * normal();
      const ratio = () => Math.exp(bias + 0.1 * normal() + 0.04 * normal());
      const { p90Ms } = range(Array.from({ length: 6 }, ratio), measured, 1_000_000 * Math.exp(1.2816 * 0.04));
      const measuredMs = 1_000_000 * ratio();
      if (measuredMs <= p90Ms) within++;
      if (measuredMs <= 1_000_000 * Math.exp(1.2816 * 0.04)) withinIndependent++;
    }
    expect(within / workspaces).toBeGreaterThan(0.85);
    expect(within / workspaces).toBeLessThan(0.97);
    expect(withinIndependent / workspaces).toBeLessThan(0.68);
  });
});
