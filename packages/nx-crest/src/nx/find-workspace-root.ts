import { existsSync } from 'node:fs';
import { join } from 'node:path';

/** The nearest folder at or above `from` that holds an `nx.json`. */
export function findWorkspaceRoot(from: string): string | undefined {
  for (let folder = from; ;) {
    if (existsSync(join(folder, 'nx.json'))) return folder;
    const parent = join(folder, '..');
    if (parent === folder) return undefined;
    folder = parent;
  }
}
