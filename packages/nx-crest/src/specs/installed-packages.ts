import { existsSync, readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import type { InstalledPackage } from '@nx-crest/analyzer/test-specs';

/** The version of an installed package; empty where it says none. */
export function versionAt(folder: string, workspaceRoot: string): string {
  try {
    const text = readFileSync(join(workspaceRoot, folder, 'package.json'), 'utf8');
    return (JSON.parse(text) as { version?: string }).version ?? '';
  } catch {
    return '';
  }
}

/** Where packages lie that a module in `folder` asks for by name; those that are not installed are left out. */
export function installedPackages(
  names: readonly string[],
  folder: string,
  workspaceRoot: string,
): readonly InstalledPackage[] {
  return names.flatMap((name) => {
    for (let place = folder || '.'; ; place = posix.dirname(place)) {
      const found = posix.join(place, 'node_modules', name);
      if (existsSync(join(workspaceRoot, found, 'package.json'))) return [{ name, folder: found }];
      if (place === '.') return [];
    }
  });
}
