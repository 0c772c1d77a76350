import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import type { InstalledPackage } from '@nx-crest/analyzer/test-specs';

/** What is installed in a workspace; each package is looked at once. */
export interface InstalledPackages {
  /** Where packages lie that a module in `folder` asks for by name; those that are not installed are left out. */
  readonly find: (names: readonly string[], folder: string) => readonly InstalledPackage[];
  /** The version of an installed package; empty where it says none. */
  readonly versionAt: (folder: string) => string;
  /** What an installed package expects beside it, as far as it is there: not every lock file says so. */
  readonly peersOf: (folder: string) => readonly InstalledPackage[];
  /** Packages of types that a compiler looks at in `folder` although nobody names them. */
  readonly types: (folder: string) => readonly InstalledPackage[];
}

interface Manifest {
  readonly version?: string;
  readonly peerDependencies?: Readonly<Record<string, string>>;
}

/** What is installed now. Nothing that is installed later is seen. */
export function installedPackages(workspaceRoot: string): InstalledPackages {
  const manifests = new Map<string, Manifest | undefined>();
  const manifestAt = (folder: string): Manifest | undefined => {
    if (!manifests.has(folder)) manifests.set(folder, readManifest(join(workspaceRoot, folder, 'package.json')));
    return manifests.get(folder);
  };
  const findOne = (name: string, folder: string): readonly InstalledPackage[] => {
    for (let place = folder || '.'; ; place = posix.dirname(place)) {
      const found = posix.join(place, 'node_modules', name);
      if (manifestAt(found)) return [{ name, folder: found }];
      if (place === '.') return [];
    }
  };
  const find: InstalledPackages['find'] = (names, folder) => names.flatMap((name) => findOne(name, folder));
  return {
    find,
    versionAt: (folder) => manifestAt(folder)?.version ?? '',
    peersOf: (folder) => find(Object.keys(manifestAt(folder)?.peerDependencies ?? {}), folder),
    types: (folder) => typesAbove(folder, workspaceRoot),
  };
}

function typesAbove(folder: string, workspaceRoot: string): readonly InstalledPackage[] {
  const found: InstalledPackage[] = [];
  for (let place = folder || '.'; ; place = posix.dirname(place)) {
    const types = posix.join(place, 'node_modules/@types');
    for (const name of namesIn(join(workspaceRoot, types)))
      found.push({ name: `@types/${name}`, folder: posix.join(types, name) });
    if (place === '.') return found;
  }
}

/** `undefined` where there is none; one that is broken says nothing. */
function readManifest(file: string): Manifest | undefined {
  if (!existsSync(file)) return undefined;
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Manifest; // as npm has checked it
  } catch {
    return {};
  }
}

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder).sort();
  } catch {
    return []; // none are installed there
  }
}
