import { chmodSync, mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

const LINK = '120000';
const EXECUTABLE = '100755';
const SUBMODULE = '160000';

/**
 * Brings the files of a work tree to a commit. `git checkout` would refuse where a snapshot lacks a blob, and what is installed has
 * to stay: only what differs between two commits is written.
 */
export function worktree(repository) {
  let now; // path → mode and hash, as written
  return {
    bringTo: (commit) => {
      const wanted = new Map(repository.tree(commit).map((entry) => [entry.file, entry]));
      for (const file of now?.keys() ?? [])
        if (!wanted.has(file)) rmSync(join(repository.folder, file), { force: true });
      for (const entry of wanted.values()) {
        const is = now?.get(entry.file);
        if (is?.hash !== entry.hash || is.mode !== entry.mode) write(repository, entry);
      }
      now = wanted;
      return [...wanted.values()].filter(({ mode }) => mode !== SUBMODULE);
    },
    /** Before the first commit: what the checkout holds. */
    isAt: (commit) => {
      now = new Map(repository.tree(commit).map((entry) => [entry.file, entry]));
    },
  };
}

function write(repository, { file, mode, hash }) {
  const path = join(repository.folder, file);
  const content = mode === SUBMODULE ? undefined : repository.blob(hash);
  if (content === undefined) return;
  mkdirSync(dirname(path), { recursive: true });
  rmSync(path, { force: true, recursive: true }); // a folder may have been there, or a link
  if (mode === LINK) symlinkSync(content.toString(), path);
  else writeFileSync(path, content);
  if (mode === EXECUTABLE) chmodSync(path, 0o755);
}
