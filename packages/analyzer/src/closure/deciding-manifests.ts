import { posix } from 'node:path';
import type { WorkspaceFiles } from './workspace-files.js';

/** What a `package.json` says of how its modules are found and executed. */
const DECIDING = [
  ...['name', 'type', 'main', 'module', 'browser', 'exports', 'imports', 'types', 'typings', 'typesVersions'],
  ...['sideEffects', 'jest', 'vitest', 'babel', 'browserslist'],
];

/** Every `package.json` in the folders of these files and above, sorted: tools look upwards for the nearest, and for the root of it all. */
export function decidingManifests(paths: readonly string[], files: WorkspaceFiles): readonly string[] {
  const folders = new Set(paths.map((path) => posix.dirname(path)));
  for (const folder of folders) if (folder !== '.') folders.add(posix.dirname(folder)); // walked over next
  const manifests = [...folders].map((folder) => posix.join(folder, 'package.json'));
  return manifests.filter((path) => files.hashOf(path) !== undefined).sort();
}

/** The part of a `package.json` that decides; the whole text where it is no object. */
export function decidingPart(text: string): string {
  try {
    const manifest = JSON.parse(text) as Readonly<Record<string, unknown>>;
    return JSON.stringify(DECIDING.map((field) => manifest[field] ?? null));
  } catch {
    return text;
  }
}
