/** Changes of a workspace's files that are taken back, after an interruption, too. */
import {
  existsSync,
  mkdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmdirSync,
  rmSync,
  unlinkSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { git } from './workspace.mjs';

/** Writes `{ path, content }`, or removes where there is no content; what was there before is kept in `journal` first. */
export function applyChange(root, journal, writes) {
  const before = writes.map(({ path }) => {
    const file = inPlace(join(root, path));
    return { file, bytes: existsSync(file) ? readFileSync(file).toString('base64') : null };
  });
  writeFileSync(journal, JSON.stringify(before));
  for (const [index, { content }] of writes.entries()) put(before[index].file, content);
}

/** Takes back what `journal` says, if anything, and whatever runs have left behind. */
export function revertChange(root, journal) {
  if (existsSync(journal)) {
    for (const { file, bytes } of JSON.parse(readFileSync(journal, 'utf8')))
      put(file, bytes === null ? undefined : Buffer.from(bytes, 'base64'));
    rmSync(journal);
  }
  if (git(root, ['status', '--porcelain']) === '') return;
  git(root, ['checkout', '-q', '--', '.']);
  git(root, ['clean', '-fdq']);
}

/** A file of its own: package managers link the same file into many workspaces. */
function put(file, content) {
  if (content === undefined) {
    if (existsSync(file)) unlinkSync(file);
    removeEmptyFolders(dirname(file));
    return;
  }
  mkdirSync(dirname(file), { recursive: true });
  const fresh = `${file}.crest-mutation`;
  writeFileSync(fresh, content);
  renameSync(fresh, file);
}

function removeEmptyFolders(folder) {
  try {
    rmdirSync(folder); // fails where something is left in it
    removeEmptyFolders(dirname(folder));
  } catch {
    // Then it stays.
  }
}

/** Behind links: renaming would put a file in the place of the link. */
function inPlace(file) {
  return existsSync(file) ? realpathSync(file) : file;
}
