import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { compareText } from '@nx-crest/core/model';

/** A document's bytes, by its path as the product names it. */
export interface DocumentBytes {
  readonly path: string;
  readonly bytes: Uint8Array;
}

/** What a plan is read from: one document, or the documents of a folder. */
export interface UnitBytes {
  readonly path: string;
  readonly isFolder: boolean;
  /** Sorted by path. */
  readonly documents: readonly DocumentBytes[];
}

/** Folders that hold no planning document of this workspace. */
const PASSED_OVER = new Set(['.git', '.nx', '.crest', 'node_modules']);
const DOCUMENT = /[.](?:md|markdown|txt|json|jsonl|ya?ml|mmd|mermaid)$/i;
/** A folder with more is no plan but a whole workspace. */
const MOST_DOCUMENTS = 5000;
const MOST_BYTES = 32 * 2 ** 20;

/**
 * Reads what a plan is made of: `file` on disk, called `path`. In a folder every file counts that may be a planning
 * document by its ending, up to 5,000; links in it are not followed. *Throws* what the disk says.
 */
export async function readUnitFiles(file: string, path: string): Promise<UnitBytes> {
  if (!(await stat(file)).isDirectory()) {
    return { path, isFolder: false, documents: [{ path, bytes: await readFile(file) }] };
  }
  const documents: DocumentBytes[] = [];
  for (const name of await listDocuments(file)) {
    const member = join(file, name);
    if ((await stat(member)).size > MOST_BYTES) continue;
    documents.push({ path: `${path}/${name}`, bytes: await readFile(member) });
  }
  return { path, isFolder: true, documents };
}

/** The files below a folder that may be planning documents, from there, `/` as separator, sorted. */
export async function listDocuments(folder: string): Promise<readonly string[]> {
  const found: string[] = [];
  const open = [''];
  for (let below = open.pop(); below !== undefined && found.length < MOST_DOCUMENTS; below = open.pop()) {
    for (const entry of await readdir(join(folder, below), { withFileTypes: true })) {
      const path = below === '' ? entry.name : `${below}/${entry.name}`;
      if (entry.isDirectory() && !PASSED_OVER.has(entry.name)) open.push(path);
      else if (entry.isFile() && DOCUMENT.test(entry.name)) found.push(path);
    }
  }
  return found.sort(compareText).slice(0, MOST_DOCUMENTS);
}
