import { selectSpecs, type WorkspaceFiles } from '@nx-crest/analyzer/select-specs';
import type { NxJsonConfiguration, ProjectConfiguration } from '../../nx/devkit.js';
import type { NxFile } from '../../nx/nx-types.js';
import { findMatchingProjects } from '../../nx/project-files.js';
import { configuredFiles } from '../../specs/configured-files.js';
import { allConfigurations, type ConfigurationFile } from '../../specs/find-configurations.js';
import { rememberedConfigurations } from '../../specs/memory/remembered-configurations.js';
import { nxWorkspaceFiles } from '../../specs/nx-workspace-files.js';
import { projectFinder } from '../../specs/project-finder.js';
import { configurationName, readAllConfigurations } from '../../specs/read-configurations.js';
import { runsSingleSpecs, type RunnerConfiguration } from '../../specs/runner-configuration.js';
import { companionProject, type CompanionPlan } from './companion-project.js';
import { findTestProjects, type TestProject } from './find-test-projects.js';
import { inheritedDependencies } from './inherited-dependencies.js';
import { projectEnvironment, type PlainTargetPlace } from './project-environment.js';
import type { NormalizedTestSpecs } from './test-specs-option.js';

/** Where projects with specs are looked for. */
export interface CompanionInput {
  readonly workspaceRoot: string;
  readonly nxJson: NxJsonConfiguration;
  readonly option: NormalizedTestSpecs;
  /** Every file of the workspace that is not ignored. */
  readonly listed: readonly NxFile[];
  readonly cacheFolder: string | undefined;
  /** Names that other projects of the plugin have. */
  readonly taken: readonly string[];
}

/** A configuration by its name, and the target in whose environment it was read. */
export interface ReadFor extends PlainTargetPlace {
  readonly name: string;
}

/** The projects by root, and what they were made of. */
export interface MadeCompanions {
  readonly companions: Readonly<Record<string, ProjectConfiguration>>;
  /** The configurations that were read; `undefined` where one of them could not be. */
  readonly configurations: readonly ReadFor[] | undefined;
}

/** A configuration file of a project, and what became of it. */
interface OwnedConfiguration {
  readonly file: ConfigurationFile;
  readonly project: TestProject;
  readonly configurations: readonly RunnerConfiguration[] | undefined;
}

/**
 * The companion projects of all projects that have specs, by root. Runners are started only for configurations of which something
 * has changed; no compiler is loaded.
 *
 * *Complexity*: O(files × patterns of the configurations).
 */
export async function companionProjects(input: CompanionInput): Promise<MadeCompanions> {
  const { workspaceRoot, nxJson, option, listed, cacheFolder, taken } = input;
  const files = nxWorkspaceFiles(listed, workspaceRoot);
  const projects = await findTestProjects(workspaceRoot, files, nxJson);
  const chosen = chosenProjects(projects, option.projects);
  const owned = await resolved(owners(projects, chosen, files), { workspaceRoot, files, cacheFolder, nxJson });

  const used = new Set([...projects.map(({ name }) => name), ...taken].map((name) => name.toLowerCase()));
  const companions: Record<string, ProjectConfiguration> = {};
  for (const project of chosen) {
    const own = owned.filter((one) => one.project === project);
    const plan = planFor(project, own, { files, workspaceRoot, option, nxJson });
    if (plan.specs.length + plan.unreadable.length === 0) continue;
    const name = freeName(`${project.name}${option.suffix}`, used);
    const companion = companionProject({ ...plan, name });
    companions[companion.root] = companion;
  }
  const isWhole = owned.every(({ configurations }) => configurations !== undefined);
  return { companions, configurations: isWhole ? owned.map((one) => readFor(one, nxJson)) : undefined };
}

function chosenProjects(projects: readonly TestProject[], patterns: readonly string[]): readonly TestProject[] {
  const nodes = Object.fromEntries(
    projects.map(({ name, root, tags }) => [
      name,
      { name, type: 'lib' as const, data: { root: root || '.', tags: [...tags] } },
    ]),
  );
  const names = new Set(findMatchingProjects([...patterns], nodes));
  return projects.filter(({ name }) => names.has(name));
}

/** Each configuration belongs to the nearest project above it; what no project owns is none's. */
function owners(projects: readonly TestProject[], chosen: readonly TestProject[], files: WorkspaceFiles) {
  const rootOf = projectFinder(projects);
  const byRoot = new Map(chosen.map((project) => [project.root, project]));
  return allConfigurations(files, configuredFiles(projects, files)).flatMap((file) => {
    const root = rootOf(file.path);
    const project = root === undefined ? undefined : byRoot.get(root);
    return project ? [{ file, project }] : [];
  });
}

function readFor(
  { file, project }: Pick<OwnedConfiguration, 'file' | 'project'>,
  nxJson: NxJsonConfiguration,
): ReadFor {
  const target = file.target ?? inferredTarget(file.runner, nxJson);
  return { name: configurationName(file), project: project.name, root: project.root, target };
}

async function resolved(
  owned: readonly Omit<OwnedConfiguration, 'configurations'>[],
  {
    workspaceRoot,
    files,
    cacheFolder,
    nxJson,
  }: Pick<CompanionInput, 'workspaceRoot' | 'cacheFolder' | 'nxJson'> & {
    readonly files: WorkspaceFiles;
  },
): Promise<readonly OwnedConfiguration[]> {
  const remembered = rememberedConfigurations(cacheFolder, { workspaceRoot, files, env: process.env });
  const all = owned.map(({ file }) => file);
  const places = new Map(owned.map((one) => [one.file, readFor(one, nxJson)]));
  const environmentOf = (file: ConfigurationFile): NodeJS.ProcessEnv => {
    const place = places.get(file);
    return place ? projectEnvironment(place, workspaceRoot) : process.env;
  };
  const read = await readAllConfigurations(all, { workspaceRoot, remembered, environmentOf });
  remembered.save();
  return owned.map((one, index) => {
    const { configurations = [], diagnostics = [] } = read[index] ?? {};
    const isUsable = diagnostics.length === 0 && configurations.every(runsSingleSpecs);
    return { ...one, configurations: isUsable ? configurations : undefined };
  });
}

/** Files in the workspace root that count for sources anywhere below. */
const SHARED =
  /^(tsconfig[^/]*\.json|\.swcrc|\.babelrc[^/]*|babel\.config\.\w+|\.browserslistrc|package\.json|crest\.specs\.json)$/;

interface PlanFrame {
  readonly files: WorkspaceFiles;
  readonly workspaceRoot: string;
  readonly option: NormalizedTestSpecs;
  readonly nxJson: NxJsonConfiguration;
}

function planFor(
  project: TestProject,
  owned: readonly OwnedConfiguration[],
  { files, workspaceRoot, option, nxJson }: PlanFrame,
): Omit<CompanionPlan, 'name'> {
  const named = owned.flatMap(({ configurations = [] }) =>
    configurations.flatMap((one) => [...one.configFiles, ...one.files]),
  );
  const isShared = (path: string): boolean => files.hashOf(path) !== undefined && !path.startsWith(`${project.root}/`);
  return {
    shared: [...new Set([...named, ...files.paths.filter((path) => SHARED.test(path))])].filter(isShared).sort(),
    projectRoot: project.root,
    target: option.target,
    workers: option.workers,
    unreadable: owned.filter(({ configurations }) => configurations === undefined).map(({ file }) => file.path),
    specs: owned.flatMap(({ file, configurations = [] }) => {
      const plain = project.targets[file.target ?? inferredTarget(file.runner, nxJson)];
      const dependsOn = inheritedDependencies(plain?.dependsOn ?? inferredDependsOn(file, nxJson), project.name);
      return configurations.flatMap(({ configFile, name, selection }) =>
        selectSpecs(selection, files, workspaceRoot).map((spec) => {
          return { spec, configFile, name, dependsOn: dependsOn.length === 0 ? undefined : [...dependsOn] };
        }),
      );
    }),
  };
}

/** The plugins that infer test targets, and the option that names these. */
const INFERRING: Readonly<Record<ConfigurationFile['runner'], readonly (readonly [plugin: string, option: string])[]>> =
  {
    jest: [['@nx/jest/plugin', 'targetName']],
    vitest: [
      ['@nx/vitest', 'testTargetName'],
      ['@nx/vitest/plugin', 'testTargetName'],
      ['@nx/vite/plugin', 'testTargetName'],
    ],
  };

/** The name of the plain target where another plugin infers it. */
function inferredTarget(runner: ConfigurationFile['runner'], { plugins = [] }: NxJsonConfiguration): string {
  for (const [plugin, option] of INFERRING[runner]) {
    const entry = plugins.find((one) => (typeof one === 'string' ? one : one.plugin) === plugin);
    const named =
      typeof entry === 'object'
        ? (entry.options as Readonly<Record<string, unknown>> | undefined)?.[option]
        : undefined;
    if (typeof named === 'string') return named;
  }
  return 'test';
}

/** An inferred target waits for what the defaults say of its name. */
function inferredDependsOn(
  file: ConfigurationFile,
  nxJson: NxJsonConfiguration,
): TestProject['targets'][string]['dependsOn'] {
  const stated: unknown = nxJson.targetDefaults?.[file.target ?? inferredTarget(file.runner, nxJson)];
  const entries = (Array.isArray(stated) ? stated : [stated]) as readonly (
    TestProject['targets'][string] | undefined
  )[];
  return entries.findLast((entry) => entry?.dependsOn !== undefined)?.dependsOn;
}

function freeName(name: string, used: Set<string>): string {
  let free = name;
  for (let number = 2; used.has(free.toLowerCase()); number++) free = `${name}-${number}`;
  used.add(free.toLowerCase());
  return free;
}
