/**
 * The graphs that are run. A shape is projects in order of declaration, each with the projects that it depends on and the
 * milliseconds that its `build`, and perhaps its `test`, sleeps. A `build` waits for the builds of the projects that its own
 * depends on, a `test` for the build of its own project. Pure and seeded.
 */
import { lognormal, sample, seededRandom, shuffled, wholeBetween } from './random.mjs';

/** One for each random graph; printed with the results. */
export const RANDOM_SEEDS = Array.from({ length: 20 }, (_, index) => 4_001 + index);

const SPREAD = 0.8; // the standard deviation of the logarithm of a duration: one task in 20 takes 3.7 times the median
const LEAST_MS = 50;
const STEP_MS = 10;

const SHAPES = {
  a: { about: 'a chain of 8 × 1 s and 40 independent × 0.4 s', projects: chainAndSingles },
  b: { about: 'random layered, 60 tasks, lognormal, mean 0.5 s', projects: sixty },
  c: { about: 'fork-join: 3 forks of 14 tasks, lognormal, mean 0.4 s', projects: forkJoin },
  d: { about: '10 core, 30 feature, 10 app projects, build and test', projects: monorepo },
  e: { about: 'one task of 10 s and 40 × 0.5 s', projects: oneLarge },
};

/** All names: the five shapes, then `r4001` … for the random graphs. */
export const SHAPE_NAMES = [...Object.keys(SHAPES), ...RANDOM_SEEDS.map((seed) => `r${seed}`)];

/** @returns `{ name, about, projects: [{ name, dependsOn, build, test? }] }` */
export function shapeOf(name) {
  const seed = RANDOM_SEEDS.find((each) => name === `r${each}`);
  const { about, projects } = seed
    ? { about: `random layered, seed ${seed}`, projects: () => randomGraph(seed) }
    : (SHAPES[name] ?? {});
  if (!projects) throw new RangeError(`shape must be one of ${SHAPE_NAMES.join(', ')}, got ${name}`);
  return { name, about, projects: projects() };
}

/** So many projects, and so many of them with an independent task that takes no time: one for start-up, all for the cost of a task. */
export function noOps(projects, tasks) {
  const all = singles('p', projects, 0);
  return {
    name: `noop${tasks}`,
    about: `${projects} projects, ${tasks} with a task without work`,
    projects: all.map((project, index) => (index < tasks ? project : { ...project, build: undefined })),
  };
}

/**
 * The same graph with other names in another order, so that no tool is right by the luck of either: names are drawn, and
 * carry no trace of the role.
 */
export function redeclared(shape, seed) {
  const random = seededRandom(seed);
  const { projects } = shape;
  const width = String(projects.length).length;
  const numbers = shuffled(random, [...projects.keys()]);
  const names = new Map(projects.map(({ name }, index) => [name, `p${String(numbers[index]).padStart(width, '0')}`]));
  const renamed = projects.map((project) => ({
    ...project,
    name: names.get(project.name),
    dependsOn: shuffled(
      random,
      project.dependsOn.map((on) => names.get(on)),
    ),
  }));
  return { ...shape, projects: shuffled(random, renamed) };
}

/** The tasks of a shape: `{ id: 'project:target', durationMs, dependsOn: [ids] }`. */
export function tasksOf({ projects }) {
  return projects.flatMap(({ name, dependsOn, build, test }) => [
    ...(build === undefined
      ? []
      : [{ id: `${name}:build`, durationMs: build, dependsOn: dependsOn.map((on) => `${on}:build`) }]),
    ...(test === undefined ? [] : [{ id: `${name}:test`, durationMs: test, dependsOn: [`${name}:build`] }]),
  ]);
}

function chainAndSingles() {
  const chain = Array.from({ length: 8 }, (_, index) => ({
    name: `chain${index}`,
    dependsOn: index === 0 ? [] : [`chain${index - 1}`],
    build: 1_000,
  }));
  return [...chain, ...singles('single', 40, 400)];
}

function oneLarge() {
  return [{ name: 'large', dependsOn: [], build: 10_000 }, ...singles('small', 40, 500)];
}

function singles(prefix, count, build) {
  return Array.from({ length: count }, (_, index) => ({ name: `${prefix}${index}`, dependsOn: [], build }));
}

function sixty() {
  return layered(seededRandom(4_102), { size: 60, widest: 15, meanMs: 500 });
}

function randomGraph(seed) {
  const random = seededRandom(seed);
  const size = wholeBetween(random, 30, 50);
  const widest = wholeBetween(random, 6, 18);
  return layered(random, { size, widest, meanMs: 300 });
}

/** Tasks in layers of a third of `widest` up to that; each but those of the first waits for one to three of the two layers before it. */
function layered(random, { size: count, widest, meanMs }) {
  const projects = [];
  let before = [];
  let last = [];
  while (projects.length < count) {
    const size = Math.min(wholeBetween(random, Math.round(widest / 3), widest), count - projects.length);
    const layer = Array.from({ length: size }, (_, index) => {
      const near = last.length > 0 ? sample(random, last, 1) : [];
      const far = sample(random, [...last, ...before], wholeBetween(random, 0, 2));
      return {
        name: `t${projects.length + index}`,
        dependsOn: [...new Set([...near, ...far])],
        build: duration(random, meanMs),
      };
    });
    projects.push(...layer);
    before = last;
    last = layer.map(({ name }) => name);
  }
  return withMean(projects, meanMs);
}

/** A sample of few tasks has another mean than its distribution. */
function withMean(projects, meanMs) {
  const work = projects.reduce((sum, { build }) => sum + build, 0);
  return projects.map((project) => ({ ...project, build: rounded((project.build * meanMs * projects.length) / work) }));
}

function forkJoin() {
  const random = seededRandom(4_103);
  const projects = [{ name: 'join0', dependsOn: [], build: 200 }];
  for (let stage = 1; stage <= 3; stage += 1) {
    const fork = Array.from({ length: 14 }, (_, index) => ({
      name: `fork${stage}n${index}`,
      dependsOn: [`join${stage - 1}`],
      build: duration(random, 400),
    }));
    projects.push(...fork, { name: `join${stage}`, dependsOn: fork.map(({ name }) => name), build: 200 });
  }
  return projects;
}

/** 50 projects, 100 tasks: features use two to four cores, apps four to eight features. */
function monorepo() {
  const random = seededRandom(4_104);
  const group = (kind, count, wanted, meanMs) =>
    Array.from({ length: count }, (_, index) => ({
      name: `${kind}${index}`,
      dependsOn: wanted(index),
      build: duration(random, meanMs),
      test: duration(random, meanMs),
    }));
  const named = (projects) => projects.map(({ name }) => name);
  const cores = group('core', 10, (index) => (index === 0 ? [] : sample(random, ['core0'], index % 2)), 160);
  const features = group('feature', 30, () => sample(random, named(cores), wholeBetween(random, 2, 4)), 170);
  const apps = group('app', 10, () => sample(random, named(features), wholeBetween(random, 4, 8)), 240);
  return [...cores, ...features, ...apps];
}

function duration(random, meanMs) {
  return rounded(lognormal(random, meanMs, SPREAD));
}

function rounded(durationMs) {
  return Math.max(LEAST_MS, STEP_MS * Math.round(durationMs / STEP_MS));
}
