import type { WorkspaceFiles } from '../closure/workspace-files.js';

/** A workspace that is there in memory only; a file's hash is its text. */
export function memoryFiles(contents: Readonly<Record<string, string>>): WorkspaceFiles {
  return {
    paths: Object.keys(contents).sort(),
    hashOf: (path) => contents[path],
    contentHash: (path) => contents[path],
    read: (path) => contents[path],
  };
}
