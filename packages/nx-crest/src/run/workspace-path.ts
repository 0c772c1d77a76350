import { realpath } from 'node:fs/promises';
import { isAbsolute, join, relative, sep } from 'node:path';
import { posix } from 'node:path';

/**
 * A path as the whole product names it: from the workspace root, `/` as separator, no `.` or `..` steps.
 * `undefined` where it would leave the workspace.
 *
 * *Example*: `toWorkspacePath('./docs//plan.md')` is `docs/plan.md`; `toWorkspacePath('../plan.md')` is `undefined`.
 */
export function toWorkspacePath(path: string): string | undefined {
  const slashed = path.replaceAll('\\', '/');
  if (isAbsolute(path) || slashed.startsWith('/') || /^[A-Za-z]:/.test(slashed)) return undefined;
  const normal = posix.normalize(slashed);
  return normal === '.' || normal === '..' || normal.startsWith('../') ? undefined : normal.replace(/\/$/, '');
}

/**
 * The file that a path inside the workspace really names, links followed. `undefined` where that lies outside: a link
 * is followed for reading and writing only as far as the workspace reaches.
 *
 * *Throws* where there is no such file.
 */
export async function realFile(workspaceRoot: string, path: string): Promise<string | undefined> {
  const root = await realpath(workspaceRoot);
  const file = await realpath(join(root, path));
  const inside = relative(root, file);
  return inside === '..' || inside.startsWith(`..${sep}`) || isAbsolute(inside) ? undefined : file;
}
