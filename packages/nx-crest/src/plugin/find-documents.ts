import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { compareText, diagnostic, type Diagnostic } from '@nx-crest/core/model';
import { documentUnits } from '@nx-crest/formats/places';
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
 * glob, and those that the option `documents` adds. Never throws: a glob that Nx cannot read is told in `diagnostics`,
 * and the documents are then those of the others.
 */
export async function findDocuments(
  workspaceRoot: string,
  usual: readonly string[],
  documents: readonly string[],
  findFiles: FindFiles,
): Promise<{ readonly documents: readonly FoundDocument[]; readonly diagnostics: readonly Diagnostic[] }> {
  // A path that exists means itself: a folder may be called `[2024]`.
  const isGlob = (path: string): boolean => /[*?{[]/.test(path) && !existsSync(join(workspaceRoot, path));
  const { globbed, diagnostics } = await findGlobbed(workspaceRoot, documents.filter(isGlob), findFiles);
  const found = new Map<string, FoundDocument>();
  // Documents that make up a plan together are found as their folder.
  for (const { path } of documentUnits([...usual, ...globbed])) found.set(path, { path, named: false });
  for (const path of documents.filter((one) => !isGlob(one))) found.set(path, { path, named: true });
  const sorted = [...found.values()].sort((a, b) => compareText(a.path, b.path));
  return { documents: sorted, diagnostics };
}

async function findGlobbed(
  workspaceRoot: string,
  globs: readonly string[],
  findFiles: FindFiles,
): Promise<{ readonly globbed: readonly string[]; readonly diagnostics: readonly Diagnostic[] }> {
  if (globs.length === 0) return { globbed: [], diagnostics: [] };
  try {
    return { globbed: await findFiles(workspaceRoot, globs), diagnostics: [] };
  } catch {
    // One bad glob fails all of them: asked one by one, they tell which it is.
    const asked = await Promise.allSettled(globs.map(async (glob) => findFiles(workspaceRoot, [glob])));
    const globbed = asked.flatMap((one) => (one.status === 'fulfilled' ? one.value : []));
    const bad = globs.filter((_, index) => asked[index]?.status === 'rejected');
    const names = bad.map((glob) => JSON.stringify(glob)).join(', ');
    const expected = `a list of paths or globs, and there is neither a file nor a glob like ${names || globs.join(', ')}`;
    return { globbed, diagnostics: [diagnostic('CREST302', { option: 'documents', expected })] };
  }
}
