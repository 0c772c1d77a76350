import { randomBytes } from 'node:crypto';
import { open, rename, rm } from 'node:fs/promises';

/** `chown` leaves this one as it is. */
const KEEP = -1;

/** Whom the new file belongs to and who may use it; a file's `stat` where it is to stay as it is. */
export interface FileAccess {
  readonly mode: number;
  readonly uid?: number;
  readonly gid?: number;
}

/**
 * Puts new content in the place of a file in one step: a reader, or a crash, sees the old content or the new one whole.
 * The new file is written beside the old one (a rename does not cross file systems) and is on disk before it is renamed.
 * Owner and group are set as far as the system lets us.
 */
export async function replaceFile(file: string, content: string | Uint8Array, access: FileAccess): Promise<void> {
  const { uid = KEEP, gid = KEEP } = access;
  const mode = access.mode & 0o7777;
  const fresh = `${file}.${randomBytes(6).toString('hex')}.tmp`;
  try {
    const handle = await open(fresh, 'wx', mode);
    try {
      await handle.writeFile(content);
      // Mostly only the group can be given, and only one of our own. Before the mode, some bits of which this clears.
      await handle.chown(uid, gid).catch(() => handle.chown(KEEP, gid).catch(() => undefined));
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
