import { globWithWorkspaceContext } from '../nx/devkit.js';

/** Finds the files of a workspace that match globs; paths from its root. */
export type FindFiles = (workspaceRoot: string, globs: readonly string[]) => Promise<readonly string[]>;

/** A document, and whether somebody named it: what is named and wrong is told, what was only found is left alone. */
export interface FoundDocument {
  readonly path: string;
  readonly named: boolean;
}

/** Through Nx: git-ignored files stay out, and a running daemon answers from memory. */
export const findFilesWithNx: FindFiles = (workspaceRoot, globs) => globWithWorkspaceContext(workspaceRoot, [...globs]);

/**
 * The planning documents of a workspace, sorted by path: those at the usual places, which Nx found with the plugin's
 * glob, and those that the option `documents` adds.
 */
export async function findDocuments(
  workspaceRoot: string,
  usual: readonly string[],
  documents: readonly string[],
  findFiles: FindFiles,
): Promise<readonly FoundDocument[]> {
  const globs = documents.filter(isGlob);
  const globbed = globs.length === 0 ? [] : await findFiles(workspaceRoot, globs);
  const found = new Map<string, FoundDocument>();
  for (const path of [...usual, ...globbed]) found.set(path, { path, named: false });
  for (const path of documents.filter((one) => !isGlob(one))) found.set(path, { path, named: true });
  return [...found.values()].sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0));
}

function isGlob(path: string): boolean {
  return /[*?{[]/.test(path);
}
