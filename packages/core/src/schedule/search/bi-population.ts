import { itemAt } from '../../graph/at.js';
import type { Levels } from '../levels.js';
import type { CompiledProblem } from '../problem/compile-problem.js';
import { crossover, type Crossing } from './crossover.js';
import { backwardKeys } from './justify.js';
import type { Individual, Passes } from './passes.js';
import type { SearchSettings } from './search-settings.js';
import { priorityRules, workShares } from './priority-rules.js';

/** Where a search starts from. */
export interface SearchSpace {
  readonly compiled: CompiledProblem;
  readonly levels: Levels;
  readonly random: () => number;
  readonly settings: SearchSettings;
  /** Good left-justified schedules that are there already. */
  readonly known: readonly Individual[];
}

const TOURNAMENT = 3;

type Pair = readonly [father: Individual, mother: Individual];

/**
 * A genetic algorithm with two populations: left-justified schedules have right-justified children and the other way round,
 * so that each pass both mixes two schedules and justifies the outcome. The populations shrink as the search goes on. Ends
 * when `passes` does, or when `until` schedules have been built.
 *
 * *Source*: Debels & Vanhoucke 2007 (bi-population, after 2005). What differs, and why: `docs/scheduling.md`.
 */
export function biPopulation(space: SearchSpace, passes: Passes, until: number): void {
  const { random, settings } = space;
  const { durations } = space.compiled;
  const begun = passes.built;
  const isOver = (): boolean => passes.built >= until || passes.isOver();
  const crossing: Crossing = { shares: workShares(space.compiled), durations, random, settings };
  let others = firstPopulation(space, passes);
  let parents: Individual[] = [];
  for (const individual of others) {
    if (isOver()) return;
    parents.push(passes.backward(backwardKeys(individual, durations)));
  }
  for (let backwards = false; !isOver(); backwards = !backwards) {
    for (let place = 0; place < parents.length && !isOver(); place++) {
      const pairs = matings(place, parents, random);
      const children = pairs.map((pair) => {
        const keys = crossover(pair, crossing, backwards);
        return backwards ? passes.backward(keys) : passes.forward(keys);
      });
      const child = children.reduce((best, other) => (other.fitness <= best.fitness ? other : best));
      if (isWelcome(child, place, others, passes.best?.makespan ?? Infinity)) others[place] = child;
    }
    const progress = Math.min(1, (passes.built - begun) / (until - begun));
    const size = Math.round(settings.population + progress * (settings.lastPopulation - settings.population));
    const kept = fittestPlaces(others, size);
    [parents, others] = [kept.map((place) => itemAt(others, place)), kept.map((place) => itemAt(parents, place))];
  }
}

/** The places of the fittest, in their order; ties go to the first. */
function fittestPlaces(population: readonly Individual[], size: number): readonly number[] {
  const fitness = (place: number): number => itemAt(population, place).fitness;
  const places = [...population.keys()].sort((a, b) => fitness(a) - fitness(b) || a - b);
  return places.slice(0, size).sort((a, b) => a - b);
}

/** Priority rules by both schemes, then the two best rules with random changes; the fittest stay. */
function firstPopulation(space: SearchSpace, passes: Passes): Individual[] {
  const { compiled, levels, random, known, settings } = space;
  const rules = priorityRules(compiled, levels).flatMap((keys) => [keys, keys]);
  const found = [...known];
  for (let sample = 0; sample < settings.samples && !passes.isOver(); sample++) {
    const rule = rules[sample];
    const keys = rule ?? changed(sample % 2 === 0 ? levels.latestStart : levels.latestFinish, space);
    const isParallel = rule ? sample % 2 === 0 : random() < 0.5;
    found.push(isParallel ? passes.forwardParallel(keys) : passes.forward(keys));
  }
  return found.sort((a, b) => a.fitness - b.fitness).slice(0, settings.population);
}

function changed(keys: Float64Array, { levels, random, settings }: SearchSpace): Float64Array {
  const width = settings.sampleWidth * levels.criticalPathLength;
  return keys.map((key) => key + (2 * random() - 1) * width);
}

/** A parent with two mates: of the first it is the father, of the second the mother. */
function matings(place: number, parents: readonly Individual[], random: () => number): readonly [Pair, Pair] {
  const parent = itemAt(parents, place);
  const [first, second] = [selectMate(place, parents, random), selectMate(place, parents, random)];
  return [
    [parent, first],
    [second, parent],
  ];
}

/** The fittest of a few others, drawn at random. */
function selectMate(place: number, parents: readonly Individual[], random: () => number): Individual {
  let best: Individual | undefined;
  for (let round = 0; round < TOURNAMENT; round++) {
    const drawn = Math.floor(random() * parents.length);
    const candidate = itemAt(parents, drawn === place ? (drawn + 1) % parents.length : drawn);
    if (!best || candidate.fitness < best.fitness) best = candidate;
  }
  return best ?? itemAt(parents, place);
}

/** A child takes its place unless the best schedule would be lost for a worse one, or is there already at another place. */
function isWelcome(child: Individual, place: number, population: readonly Individual[], best: number): boolean {
  if (population[place]?.makespan === best && child.makespan > best) return false;
  return population.every((other, at) => at === place || !isSame(child, other));
}

function isSame(a: Individual, b: Individual): boolean {
  return a.fitness === b.fitness && a.start.every((time, task) => time === b.start[task]);
}
