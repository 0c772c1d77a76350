import { posix } from 'node:path';
import type { WorkspaceFiles } from './workspace-files.js';

/** Mocks that lie in folders named `__mocks__`. */
export interface MockFiles {
  /** The mocks that may stand for this file, or for what it names. */
  readonly of: (path: string, specifiers: readonly string[]) => readonly string[];
  /** Mocks in a folder that may stand for a package, whoever loads it: those of its name, and those beside no file of theirs. */
  readonly below: (folder: string, isPackage: (name: string) => boolean) => readonly string[];
}

const MOCK = /^(.*\/|)__mocks__\/(.+)\.[^./]+$/;

/**
 * A mock stands for the file of its name beside its folder. Jest takes it for any module of its name as well, a package or one of
 * Node's, wherever the folder lies; so does this.
 */
export function mockFiles(files: WorkspaceFiles): MockFiles {
  const byName = new Map<string, string[]>();
  const byPlace = new Map<string, string[]>();
  const places = new Set<string>();
  for (const path of files.paths) {
    const [, folder, name] = MOCK.exec(path) ?? [];
    if (folder === undefined || name === undefined) places.add(withoutExtension(path));
    else {
      add(byName, name, path);
      add(byPlace, folder + name, path);
    }
  }
  if (byName.size === 0) return { of: () => [], below: () => [] };
  const all = [...byName].flatMap(([name, paths]) => paths.map((path) => ({ name, path })));
  return {
    of(path, specifiers) {
      const beside = byPlace.get(withoutExtension(path)) ?? [];
      return [...beside, ...specifiers.flatMap((specifier) => byName.get(specifier.replace(/^node:/, '')) ?? [])];
    },
    below(folder, isPackage) {
      const isBelow = (path: string) => folder === '' || folder === '.' || path.startsWith(`${folder}/`);
      const isBeside = (path: string) => places.has(withoutExtension(path.replace(/__mocks__\/(?!.*__mocks__\/)/, '')));
      return all
        .filter(({ name, path }) => isBelow(path) && (!isBeside(path) || isPackage(name)))
        .map(({ path }) => path)
        .sort();
    },
  };
}

function withoutExtension(path: string): string {
  return path.slice(0, path.length - posix.extname(path).length);
}

function add(map: Map<string, string[]>, key: string, path: string): void {
  const known = map.get(key);
  if (known) known.push(path);
  else map.set(key, [path]);
}
