import { predictDuration, type DurationSample } from './predict-duration.js';

const size = (bytes: number) => ({ files: 1, bytes, lines: 1 });
const sample = (bytes: number, ms: number, target = 'build'): DurationSample => ({ target, size: size(bytes), ms });

describe('predictDuration', () => {
  it('falls back on 1.5 s plus 20 ms per kB where nothing was measured', () => {
    expect(predictDuration('build', size(100_000), [])).toEqual({ ms: 3500, p90Ms: 10_500, source: 'prediction' });
  });

  it('scales the constants by the ratio of one or two samples', () => {
    // 100 kB took 7 s, twice the 3.5 s of the constants: 0 kB takes 3 s.
    expect(predictDuration('build', size(0), [sample(100_000, 7000)]).ms).toBe(3000);
  });

  it('lies on the line through three or more samples', () => {
    const samples = [sample(1000, 2000), sample(2000, 3000), sample(4000, 5000)];
    expect(predictDuration('build', size(3000), samples).ms).toBe(4000);
  });

  it('takes the mean where larger projects were faster', () => {
    const samples = [sample(1000, 3000), sample(2000, 2000), sample(3000, 1000)];
    expect(predictDuration('build', size(9000), samples).ms).toBe(2000);
  });

  it('takes the mean where all projects have one size', () => {
    const samples = [sample(1000, 1000), sample(1000, 2000), sample(1000, 6000)];
    expect(predictDuration('build', size(5000), samples).ms).toBe(3000);
  });

  it('goes through the origin where the line would start below zero', () => {
    const samples = [sample(1000, 1), sample(2000, 1000), sample(3000, 2000)];
    expect(predictDuration('build', size(0), samples).ms).toBe(0);
    expect(predictDuration('build', size(1000), samples).ms).toBeGreaterThan(0);
  });

  it('asks only samples of the same target', () => {
    expect(predictDuration('test', size(0), [sample(1000, 90_000, 'build')]).ms).toBe(1500);
  });

  it('widens the 90th percentile by what the samples missed', () => {
    const samples = [sample(1000, 1000), sample(1000, 1000), sample(1000, 10_000)];
    expect(predictDuration('build', size(1000), samples)).toMatchObject({ ms: 4000, p90Ms: 10_000 });
  });

  it('leaves room above the prediction even where all samples agree', () => {
    const samples = [sample(1000, 1000), sample(2000, 2000), sample(3000, 3000)];
    expect(predictDuration('build', size(2000), samples)).toMatchObject({ ms: 2000, p90Ms: 3000 });
  });

  it('ignores samples without a duration', () => {
    expect(predictDuration('build', size(0), [sample(0, 0), sample(0, 0), sample(0, 0)]).ms).toBe(1500);
  });
});
