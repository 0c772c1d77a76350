import { posix } from 'node:path';
import type { WorkspaceFiles } from './workspace-files.js';

/** What a `package.json` says of how its modules are found and executed. */
const DECIDING = [
  ...['name', 'type', 'main', 'module', 'browser', 'exports', 'imports', 'types', 'typings', 'typesVersions'],
  ...['sideEffects', 'jest', 'vitest', 'babel', 'browserslist'],
];

/** The nearest `package.json` of each of these files, sorted. */
export function decidingManifests(paths: readonly string[], files: WorkspaceFiles): readonly string[] {
  const byFolder = new Map<string, string | undefined>();
  const nearest = (folder: string): string | undefined => {
    if (byFolder.has(folder)) return byFolder.get(folder);
    const here = folder === '.' ? 'package.json' : `${folder}/package.json`;
    const found = files.hashOf(here) !== undefined ? here : folder === '.' ? undefined : nearest(posix.dirname(folder));
    byFolder.set(folder, found);
    return found;
  };
  return [...new Set(paths.flatMap((path) => nearest(posix.dirname(path)) ?? []))].sort();
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
