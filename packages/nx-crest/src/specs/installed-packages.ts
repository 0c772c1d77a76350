import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import type { InstalledPackage } from '@nx-crest/analyzer/test-specs';

/** The version of an installed package; empty where it says none. */
export function versionAt(folder: string, workspaceRoot: string): string {
  return manifestAt(folder, workspaceRoot).version ?? '';
}

/** What an installed package expects beside it, as far as it is there: not every lock file says so. */
export function peersOf(folder: string, workspaceRoot: string): readonly InstalledPackage[] {
  const { peerDependencies = {} } = manifestAt(folder, workspaceRoot);
  return installedPackages(Object.keys(peerDependencies), folder, workspaceRoot);
}

interface Manifest {
  readonly version?: string;
  readonly peerDependencies?: Readonly<Record<string, string>>;
}

function manifestAt(folder: string, workspaceRoot: string): Manifest {
  try {
    return JSON.parse(readFileSync(join(workspaceRoot, folder, 'package.json'), 'utf8')) as Manifest; // as npm has checked it
  } catch {
    return {};
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

/** Packages of types that a compiler looks at in `folder` although nobody names them. */
export function installedTypes(folder: string, workspaceRoot: string): readonly InstalledPackage[] {
  const found: InstalledPackage[] = [];
  for (let place = folder || '.'; ; place = posix.dirname(place)) {
    const types = posix.join(place, 'node_modules/@types');
    for (const name of namesIn(join(workspaceRoot, types)))
      found.push({ name: `@types/${name}`, folder: posix.join(types, name) });
    if (place === '.') return found;
  }
}

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder).sort();
  } catch {
    return []; // none are installed there
  }
}
