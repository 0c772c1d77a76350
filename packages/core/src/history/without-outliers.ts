import { weightedMedian, type Weighted } from './weighted-quantile.js';

/** Nothing within this factor of the median is an outlier: a change of a task is not one. */
const LEAST_FACTOR = 3;
/** From the median absolute deviation to the standard deviation of a normal distribution. */
const TO_SIGMA = 1.4826;
const SIGMAS = 3;
/** Of fewer values nobody can say which is the odd one. */
const FEWEST = 3;

/**
 * The logarithms of durations without those that tell of something else than the task, such as a laptop that slept: they are
 * more than three standard deviations from the median, by the median absolute deviation, and at least a factor of 3. Both
 * medians are weighted; so of a task that has changed for good it is the old times that go, once the new ones weigh more
 * than half.
 *
 * *Source*: Hampel 1974; as a filter ("Hampel identifier") Pearson 2002.
 */
export function withoutOutliers<T extends Weighted>(logs: readonly T[]): readonly T[] {
  const centre = weightedMedian(logs);
  if (logs.length < FEWEST || centre === undefined) return logs;
  const distanceOf = ({ value }: T): number => Math.abs(value - centre);
  const deviation = weightedMedian(logs.map((log) => ({ value: distanceOf(log), weight: log.weight }))) ?? 0;
  const limit = Math.max(Math.log(LEAST_FACTOR), SIGMAS * TO_SIGMA * deviation);
  return logs.filter((log) => distanceOf(log) <= limit);
}
