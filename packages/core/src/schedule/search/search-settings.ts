/** What the genetic algorithm goes by. Shares are shares of the makespan, or of all tasks. */
export interface SearchSettings {
  readonly population: number;
  /** Schedules to choose the first population from. */
  readonly samples: number;
  /** How far a priority rule's keys are moved at most for another sample. */
  readonly sampleWidth: number;
  /** Share of tasks whose key is moved in a child, and how far at most. */
  readonly mutationRate: number;
  readonly mutationWidth: number;
}

const SAMPLES_SHARE = 0.1;
const MOST_SAMPLES_EACH = 6;

/**
 * Settings for so many tasks with a duration and so many schedules: more schedules are worth more variety, and so are fewer
 * tasks, of which there are fewer orders to be in.
 *
 * The formulas go through the best settings found for 30, 60 and 120 tasks with 1,000 and 5,000 schedules:
 * `docs/scheduling.md`.
 */
export function searchSettings(tasks: number, budget: number): SearchSettings {
  const size = Math.max(1, tasks);
  const population = Math.max(4, Math.round(60 * (budget / 5_000) ** (0.75 * Math.min(1, size / 120))));
  return {
    population,
    samples: Math.max(population, Math.round(Math.min(SAMPLES_SHARE * budget, MOST_SAMPLES_EACH * population))),
    sampleWidth: Math.min(1, Math.max(0.1, 18 / size)),
    mutationRate: Math.min(0.1, 2.5 / size),
    mutationWidth: Math.min(0.3, Math.max(0.02, 6 / size)),
  };
}
