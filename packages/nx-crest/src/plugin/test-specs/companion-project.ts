import { posix } from 'node:path';
import { compareText } from '@nx-crest/core/model';
import type { ProjectConfiguration, TargetConfiguration } from '../../nx/devkit.js';
import type { SpecReference } from '../../specs/spec-session.js';

/** The executor that runs specs, with the hasher that knows what each of them may observe. */
export const TEST_SPEC_EXECUTOR = 'nx-crest:test-spec';

/** A project and the specs that become targets. */
export interface CompanionPlan {
  readonly projectRoot: string;
  readonly name: string;
  readonly target: string;
  readonly specs: readonly (SpecReference & { readonly dependsOn: TargetConfiguration['dependsOn'] })[];
  /** Configurations that cannot be read; asking for their specs tells why. */
  readonly unreadable: readonly string[];
  readonly workers?: number | undefined;
  /** Files outside of the project that count for every spec, from the workspace root. */
  readonly shared: readonly string[];
}

/** What `metadata.crestSpecs` of a companion project holds: the project whose specs these are. */
export interface CompanionMetadata {
  /** From the workspace root; `''` is the workspace. */
  readonly projectRoot: string;
}

/** The folder where a project's specs are said to lie as targets: it does not exist, so that it owns no file. */
export function companionRoot(projectRoot: string): string {
  return posix.join(projectRoot, '.crest/specs');
}

/** The project behind a companion project; `undefined` for every other project. */
export function companionOf({ metadata }: Pick<ProjectConfiguration, 'metadata'>): CompanionMetadata | undefined {
  return (metadata as { readonly crestSpecs?: CompanionMetadata } | undefined)?.crestSpecs; // nobody else writes under our name
}

/**
 * A project of its own with a target for each spec under each configuration, and one that stands for all of them. The real project
 * is not touched: one more target there would change the key of every task that it has.
 *
 * *Complexity*: O(specs log specs).
 */
export function companionProject(plan: CompanionPlan): ProjectConfiguration {
  const { projectRoot, name, target, specs, unreadable } = plan;
  const targets: Record<string, TargetConfiguration> = {};
  const nameOf = targetNames(plan);
  const named = specs.map((one) => [nameOf(one), one] as const).sort(([a], [b]) => compareText(a, b));
  for (const [targetName, one] of named) {
    const { spec, configFile, name: configuration, dependsOn } = one;
    targets[targetName] = {
      ...specTarget({ spec, config: configFile, ...(configuration === '' ? {} : { name: configuration }) }, plan),
      ...(dependsOn ? { dependsOn } : {}),
      metadata: { description: describe(one), technologies: TECHNOLOGIES },
    };
  }
  for (const config of unreadable) {
    targets[`${target}--${fromProject(config, projectRoot)}`] = {
      ...specTarget({ config }, plan),
      cache: false,
      metadata: { description: `${config} cannot be read: run this target to see why`, technologies: TECHNOLOGIES },
    };
  }
  targets[target] = {
    executor: 'nx:noop',
    cache: false,
    inputs: inputsOf(plan),
    dependsOn: Object.keys(targets).map((one) => ({ target: asPattern(one), params: 'forward' as const })),
    metadata: { description: `Run all test specs of ${projectRoot || 'the workspace'}`, technologies: TECHNOLOGIES },
  };
  return {
    root: companionRoot(projectRoot),
    name,
    targets,
    metadata: {
      description: `Test specs of ${projectRoot || 'the workspace'}, each as a task of its own`,
      technologies: TECHNOLOGIES,
      ...{ crestSpecs: { projectRoot } satisfies CompanionMetadata }, // Nx keeps what its own type does not know
    },
  };
}

const TECHNOLOGIES = ['nx-crest'];

/**
 * What Nx shows, and what `nx affected` counts: the project, all on which it depends, and what its configurations share. What a
 * spec observes elsewhere without a dependency of its project, the hasher tells. Nx's own default inputs fail for a project without
 * files.
 */
function inputsOf({ projectRoot, shared }: Pick<CompanionPlan, 'projectRoot' | 'shared'>): string[] {
  const own = projectRoot === '' ? '{workspaceRoot}/**/*' : `{workspaceRoot}/${projectRoot}/**/*`;
  return [own, '^default', ...shared.map((path) => `{workspaceRoot}/${path}`)];
}

/** Nx takes a name with any of these for a pattern, which would not match itself. One that matches more is no harm. */
function asPattern(name: string): string {
  return /[*|{}()[]/.test(name) ? name.replace(/[[\]{}()*!+@|?\\]+/g, '*') : name;
}

function specTarget(options: Readonly<Record<string, unknown>>, plan: CompanionPlan): TargetConfiguration {
  const { workers } = plan;
  return {
    executor: TEST_SPEC_EXECUTOR,
    cache: true,
    inputs: inputsOf(plan),
    outputs: [],
    options: { ...options, ...(workers === undefined ? {} : { workers }) },
  };
}

function describe({ spec, configFile, name }: SpecReference): string {
  return `Run ${spec} as ${configFile} says${name === '' ? '' : ` (${name})`}; "crest explain ${spec}" shows what it depends on`;
}

/** `test-specs--src/a.spec.ts`; where several configurations run a spec, each name says which one it is. */
function targetNames({ specs, target, projectRoot }: CompanionPlan): (reference: SpecReference) => string {
  const counts = new Map<string, number>();
  for (const { spec } of specs) counts.set(spec, (counts.get(spec) ?? 0) + 1);
  return ({ spec, configFile, name }) => {
    const plain = `${target}--${fromProject(spec, projectRoot)}`;
    if (counts.get(spec) === 1) return plain;
    return [
      plain,
      fromProject(configFile, projectRoot),
      ...(name === '' ? [] : [name.replace(/[^\w.@/-]+/g, '-')]),
    ].join('--');
  };
}

function fromProject(path: string, projectRoot: string): string {
  return path.startsWith(`${projectRoot}/`) ? path.slice(projectRoot.length + 1) : path;
}
