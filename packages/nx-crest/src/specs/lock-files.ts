import { posix } from 'node:path';
import type { WorkspaceFiles } from '@nx-crest/analyzer/test-specs';

/** What package managers call them. */
export const LOCK_FILES = [
  ...['package-lock.json', 'npm-shrinkwrap.json', 'pnpm-lock.yaml', 'yarn.lock', 'bun.lock', 'bun.lockb'],
];

/** Lock files between these installed packages and the workspace root: what lies below them was not installed by the root's. Sorted. */
export function nestedLockFiles(folders: readonly string[], files: WorkspaceFiles): readonly string[] {
  const places = new Set(folders.map((folder) => folder.replace(/(^|\/)node_modules\/.*$/, '')));
  for (const place of places) if (place.includes('/')) places.add(posix.dirname(place)); // walked over next
  places.delete('');
  const paths = [...places].flatMap((place) => LOCK_FILES.map((name) => posix.join(place, name)));
  return paths.filter((path) => files.hashOf(path) !== undefined).sort();
}
