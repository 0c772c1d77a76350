import { posix } from 'node:path';
import { compareText } from '@nx-crest/core/model';
import type { WorkspaceFiles } from './workspace-files.js';

/** What a `package.json` says for people, registries and package managers; any other field some tool may obey. */
const HARMLESS = new Set([
  ...['version', 'description', 'keywords', 'author', 'contributors', 'maintainers', 'license', 'licenses', 'homepage'],
  ...['repository', 'bugs', 'funding', 'private', 'publishConfig', 'files', 'scripts', 'engines', 'os', 'cpu'],
  ...['dependencies', 'devDependencies', 'peerDependencies', 'peerDependenciesMeta', 'optionalDependencies'],
  ...[
    'bundledDependencies',
    'bundleDependencies',
    'dependenciesMeta',
    'resolutions',
    'overrides',
    'pnpm',
    'packageManager',
  ],
  ...['devEngines', 'workspaces', 'nx', 'lint-staged', 'husky', 'simple-git-hooks', 'prettier', 'eslintConfig', 'knip'],
  ...['eslintIgnore', 'commitlint', 'size-limit', 'sherif', 'renovate'],
]);

/** Every `package.json` in the folders of these files and above, sorted: tools look upwards for the nearest, and for the root of it all. */
export function decidingManifests(paths: readonly string[], files: WorkspaceFiles): readonly string[] {
  const folders = new Set(paths.map((path) => posix.dirname(path)));
  for (const folder of folders) if (folder !== '.') folders.add(posix.dirname(folder)); // walked over next
  const manifests = [...folders].map((folder) => posix.join(folder, 'package.json'));
  return manifests.filter((path) => files.hashOf(path) !== undefined).sort();
}

/** The part of a `package.json` that may decide how modules are found and executed; the whole text where it is no object. */
export function decidingPart(text: string): string {
  try {
    const manifest = JSON.parse(text) as Readonly<Record<string, unknown>>;
    const fields = Object.entries(manifest).filter(([field]) => !HARMLESS.has(field));
    return JSON.stringify(fields.sort(([a], [b]) => compareText(a, b)));
  } catch {
    return text;
  }
}
