import { posix } from 'node:path';
import type { PathUse } from '../source/module-facts.js';
import { filesFrom, type WorkspaceFiles } from './workspace-files.js';

/** Which files a path of a module means. */
export interface PathMeaning {
  readonly files: readonly string[];
  /** Those of them that are named themselves. */
  readonly named: readonly string[];
  /** The folder, from the workspace root, of which everything counts; `''` is the workspace root. */
  readonly folder?: string;
  /** It leads out of the workspace. */
  readonly isOutside?: true;
}

const NO_FILES: PathMeaning = { files: [], named: [] };

/**
 * The files that a path may mean: the file itself, all below a folder, or where more follows that is not known, all that
 * begin so. What is not there means nothing now; as soon as it is there, the list of files is another one.
 */
export function filesOf({ base, path, open }: PathUse, place: PathPlace, files: WorkspaceFiles): PathMeaning {
  const folders = base === 'module' ? [posix.dirname(place.module)] : place.currentFolders;
  return merged(folders.map((folder) => filesAt(posix.join(folder, path), open, files)));
}

/** Where paths begin, all from the workspace root. */
export interface PathPlace {
  readonly module: string;
  readonly currentFolders: readonly string[];
}

/**
 * The files that a text means if it is a path: from the module, the current folder, or the workspace root. `isRead` says of which
 * folders all files count.
 */
export function filesOfText(
  text: string,
  { module, currentFolders }: PathPlace,
  {
    files,
    isRead,
    wasRead,
  }: {
    readonly files: WorkspaceFiles;
    readonly isRead: (folder: string) => boolean;
    readonly wasRead?: ((file: string) => boolean) | undefined;
  },
): readonly string[] {
  const folders = new Set([posix.dirname(module), ...currentFolders, '.']);
  return [...folders].flatMap((folder) => {
    const path = posix.join(folder, text).replace(/\/$/, '');
    if (path.startsWith('..') || path === '.') return [];
    if (files.hashOf(path) !== undefined) return [path];
    if (!text.includes('/') || !isRead(path)) return [];
    return filesFrom(files, `${path}/`).filter((file) => wasRead?.(file) ?? true);
  });
}

function filesAt(path: string, open: boolean, files: WorkspaceFiles): PathMeaning {
  const target = path.replace(/\/$/, '');
  if (target === '..' || target.startsWith('../')) return { ...NO_FILES, isOutside: true };
  if (target === '.' || target === '') return { ...NO_FILES, folder: '' };
  if (!open && (files.hashOf(target) !== undefined || files.read(target) !== undefined))
    return { files: [target], named: [target] };
  const below = filesFrom(files, `${target}/`);
  if (!open) return below.length > 0 ? { ...NO_FILES, files: below, folder: target } : NO_FILES;
  const found = filesFrom(files, target);
  return found.length === 0
    ? NO_FILES
    : { ...NO_FILES, files: found, folder: below.length > 0 ? target : posix.dirname(target) };
}

function merged(meanings: readonly PathMeaning[]): PathMeaning {
  const files = meanings.flatMap((meaning) => meaning.files);
  const named = meanings.flatMap((meaning) => meaning.named);
  const folder = meanings
    .map((meaning) => meaning.folder)
    .filter((found) => found !== undefined)
    .sort()[0];
  const isOutside = meanings.some((meaning) => meaning.isOutside);
  return { files, named, ...(folder === undefined ? {} : { folder }), ...(isOutside ? { isOutside } : {}) };
}
