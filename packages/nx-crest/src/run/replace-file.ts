import { randomBytes } from 'node:crypto';
import { open, rename, rm } from 'node:fs/promises';

/**
 * Puts new content in the place of a file in one step: a reader, or a crash, sees the old content or the new one whole.
 * The new file is written beside the old one (a rename does not cross file systems) and is on disk before it is renamed.
 */
export async function replaceFile(file: string, content: string | Uint8Array, mode: number): Promise<void> {
  const fresh = `${file}.${randomBytes(6).toString('hex')}.tmp`;
  try {
    const handle = await open(fresh, 'wx', mode);
    try {
      await handle.writeFile(content);
      await handle.chmod(mode); // what the process's umask took away
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(fresh, file);
  } catch (error) {
    await rm(fresh, { force: true }).catch(() => undefined); // what went wrong first is what matters
    throw error;
  }
}
