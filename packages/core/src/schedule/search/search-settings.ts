/** What the genetic algorithm goes by. Shares are shares of the makespan, or of all tasks. */
export interface SearchSettings {
  /** At the beginning. */
  readonly population: number;
  /** At the end: first many tries side by side, then few that are followed further. */
  readonly lastPopulation: number;
  /** Schedules to choose the first population from. */
  readonly samples: number;
  /** How far a priority rule's keys are moved at most for another sample. */
  readonly sampleWidth: number;
  /** Share of tasks whose key is moved in a child, and how far at most. */
  readonly mutationRate: number;
  readonly mutationWidth: number;
}

const SMALLEST_POPULATION = 4;
const LAST_SHARE = 0.2;
const SAMPLES_SHARE = 0.1;
const MOST_SAMPLES_EACH = 6;

/** What a search is for. */
export interface SearchSize {
  /** Those with a duration. */
  readonly tasks: number;
  /** The workers, all resources and shared mutexes. */
  readonly resources: number;
  /** Schedules. */
  readonly budget: number;
}

/** Where one resource is scarce, many orders of the tasks are alike: that takes more variety, and smaller changes. */
const ONE_RESOURCE = { population: 1.3, mutation: 0.7 };

/**
 * Settings for a search: more schedules are worth more variety, and so are fewer tasks, of which there are fewer orders to
 * be in.
 *
 * The formulas go through the best settings that were found for 30, 60 and 120 tasks with four resources and for 50 and 100
 * with one, for 1,000 and 5,000 schedules: `docs/scheduling.md`.
 */
export function searchSettings({ tasks, resources, budget }: SearchSize): SearchSettings {
  const size = Math.max(1, tasks);
  const factor = resources === 1 ? ONE_RESOURCE : { population: 1, mutation: 1 };
  const crowd = factor.population * 100 * (budget / 5_000) ** (0.75 * Math.min(1, size / 120));
  const population = Math.max(SMALLEST_POPULATION, Math.round(crowd));
  return {
    population,
    lastPopulation: Math.max(SMALLEST_POPULATION, Math.round(LAST_SHARE * crowd)),
    samples: Math.max(population, Math.round(Math.min(SAMPLES_SHARE * budget, MOST_SAMPLES_EACH * population))),
    sampleWidth: Math.min(1, Math.max(0.1, 18 / size)),
    mutationRate: factor.mutation * Math.min(0.1, 2.5 / size),
    mutationWidth: factor.mutation * Math.min(0.3, Math.max(0.02, 6 / size)),
  };
}
