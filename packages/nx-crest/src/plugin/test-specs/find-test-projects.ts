import { readFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path/posix';
import type { WorkspaceFiles } from '@nx-crest/analyzer/select-specs';
import { compareText } from '@nx-crest/core/model';
import type { NxJsonConfiguration, TargetConfiguration } from '../../nx/devkit.js';
import { workspacePackages } from '../../nx/project-files.js';
import { isRecord } from '../../resources/is-record.js';

/** A project as its own files describe it, before Nx has put it together. */
export interface TestProject {
  /** From the workspace root; `''` is the workspace. */
  readonly root: string;
  readonly name: string;
  readonly tags: readonly string[];
  /** What the files say of targets, with the defaults of `nx.json`; not what other plugins infer. */
  readonly targets: Readonly<Record<string, TargetConfiguration>>;
}

/**
 * The projects of a workspace, by root. Read from the files, since there is no graph yet: folders with a `project.json`, or with a
 * `package.json` that the package manager's workspaces name.
 *
 * *Cost*: one small read for each of these files.
 */
export async function findTestProjects(
  workspaceRoot: string,
  files: WorkspaceFiles,
  nxJson: NxJsonConfiguration,
): Promise<readonly TestProject[]> {
  const named = new Set(await workspacePackages(workspaceRoot));
  const rootsWith = (name: string): readonly string[] =>
    files.paths.filter((path) => basename(path) === name).map((path) => dirname(path).replace(/^\.$/, ''));
  const described = new Set(rootsWith('project.json'));
  const packages = rootsWith('package.json').filter(
    (root) => described.has(root) || named.has(join(root, 'package.json')),
  );
  const roots = [...new Set([...described, ...packages])].sort(compareText);
  return Promise.all(roots.map((root) => readProject(workspaceRoot, root, nxJson)));
}

async function readProject(
  workspaceRoot: string,
  root: string,
  { targetDefaults = {} }: NxJsonConfiguration,
): Promise<TestProject> {
  const [project, manifest] = await Promise.all([
    readObject(join(workspaceRoot, root, 'project.json')),
    readObject(join(workspaceRoot, root, 'package.json')),
  ]);
  const nx = objectOf(manifest['nx']);
  const folder = basename(root === '' ? workspaceRoot : root).toLowerCase();
  const named = [project['name'], nx['name'], manifest['name']].find((name) => typeof name === 'string' && name !== '');
  const targets: Record<string, TargetConfiguration> = {};
  for (const [script, content] of Object.entries(objectOf(manifest['scripts'])))
    targets[script] = { executor: 'nx:run-script', metadata: { ...{ scriptContent: content } } };
  for (const stated of [nx['targets'], project['targets'] ?? project['architect']])
    for (const [name, target] of Object.entries(objectOf(stated)))
      targets[name] = { ...targets[name], ...objectOf(target) };
  return {
    root,
    name: typeof named === 'string' ? named : folder,
    tags: [project['tags'], nx['tags']].flatMap((tags) => (Array.isArray(tags) ? tags.map(String) : [])),
    targets: Object.fromEntries(
      Object.entries(targets).map(([name, target]) => [name, withDefaults(name, target, targetDefaults)]),
    ),
  };
}

/** Defaults by the name of the executor, else by that of the target; what the target says itself comes first. */
function withDefaults(
  name: string,
  given: TargetConfiguration,
  all: NonNullable<NxJsonConfiguration['targetDefaults']>,
): TargetConfiguration {
  const target = given.command === undefined ? given : commandTarget(given);
  const stated: unknown = all[target.executor ?? ''] ?? all[name];
  // Nx 24 knows lists of defaults; which of them with a filter holds is seen only when the project is put together.
  const entries = (Array.isArray(stated) ? stated : [stated]).map(objectOf).filter((entry) => !('filter' in entry));
  const defaults: TargetConfiguration = Object.assign({}, ...entries) as TargetConfiguration;
  const options = { ...objectOf(defaults.options), ...objectOf(target.options) };
  return { ...defaults, ...target, options };
}

/** `command` beside the options is short for the executor that runs it. */
function commandTarget({ command, ...target }: TargetConfiguration): TargetConfiguration {
  return { ...target, executor: 'nx:run-commands', options: { ...objectOf(target.options), command } };
}

function objectOf(value: unknown): Record<string, unknown> {
  return isRecord(value) ? value : {};
}

/** Broken or missing files hold nothing here: Nx itself tells what is wrong with them. */
async function readObject(file: string): Promise<Record<string, unknown>> {
  try {
    return objectOf(JSON.parse(await readFile(file, 'utf8')));
  } catch {
    return {};
  }
}
