import { readFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { FindFiles } from './find-documents.js';

/** What makes a folder a project for Nx itself. */
const PROJECT_FILES = ['project.json', '**/project.json', 'package.json', '**/package.json'];

/**
 * The names that projects of the workspace have or may have, lower case: two projects of one name would fail the whole
 * graph. Read from the files, since there is no graph yet; projects that other plugins infer from other files are not
 * seen (the option `namePrefix` keeps clear of them). Short forms count, too: `nx build shop` finds `@org/shop`.
 *
 * *Cost*: one small read for each of these files, and only in workspaces that have a planning document.
 */
export async function takenNames(workspaceRoot: string, findFiles: FindFiles): Promise<ReadonlySet<string>> {
  const files = await findFiles(workspaceRoot, PROJECT_FILES);
  const names = await Promise.all(files.map((file) => namesIn(workspaceRoot, file)));
  return new Set(names.flat().map((name) => name.toLowerCase()));
}

async function namesIn(workspaceRoot: string, file: string): Promise<readonly string[]> {
  // Nx names a project without a name after its folder.
  const folder = basename(dirname(file));
  const fallback = folder === '.' ? [] : [folder];
  try {
    const content: unknown = JSON.parse(await readFile(join(workspaceRoot, file), 'utf8'));
    const given = [textField(content, 'name'), textField(field(content, 'nx'), 'name')].filter((name) => name !== '');
    return given.length === 0 ? fallback : given.flatMap((name) => [name, name.slice(name.lastIndexOf('/') + 1)]);
  } catch {
    return fallback; // broken JSON is Nx's to report
  }
}

function field(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[name] : undefined;
}

function textField(value: unknown, name: string): string {
  const found = field(value, name);
  return typeof found === 'string' ? found : '';
}
