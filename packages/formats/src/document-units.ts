import { compareText } from '@nx-crest/core/model';
import { registry } from './registry.js';

/** What becomes one plan: a document, or a folder whose documents make up a plan together. */
export interface DocumentUnit {
  /** Of the document or the folder. */
  readonly path: string;
  /** The format of a folder; undefined for a document alone. */
  readonly together?: string;
  /** The documents, sorted. */
  readonly documents: readonly string[];
}

/**
 * Sorts documents at the usual places of their formats into units, by path alone. *Returns* them sorted by path.
 * *Complexity*: O(n log n).
 */
export function documentUnits(paths: readonly string[]): readonly DocumentUnit[] {
  const folders = new Map<string, { readonly together: string; readonly documents: string[] }>();
  const alone: DocumentUnit[] = [];
  for (const path of [...paths].sort(compareText)) {
    const folder = folderOf(path);
    if (!folder) alone.push({ path, documents: [path] });
    else {
      const unit = folders.get(folder.path) ?? { together: folder.together, documents: [] };
      folders.set(folder.path, unit);
      unit.documents.push(path);
    }
  }
  return [...alone, ...[...folders].map(([path, unit]) => ({ path, ...unit }))].sort((a, b) =>
    compareText(a.path, b.path),
  );
}

/** The folder whose documents make up a plan with this one, and their format. */
function folderOf(path: string): { readonly path: string; readonly together: string } | undefined {
  for (const { name, together } of registry) {
    const found = together?.exec(path)?.[0];
    if (found !== undefined && path[found.length] === '/') return { path: found, together: name };
  }
  return undefined;
}

/** The format of a folder, where documents in it lie at the usual places of one whose folder it is. *Complexity*: O(n log n). */
export function formatOfFolder(folder: string, documents: readonly string[]): string | undefined {
  return documentUnits(documents).find(({ path, together }) => path === folder && together !== undefined)?.together;
}
