import { execFileSync } from 'node:child_process';

const MOST_FILES = 40;
const SOURCE = /\.[cm]?tsx?$/;

/** A repository as git has it; nothing is checked out for any of these questions. */
export function repository(folder) {
  const git = (...args) => execFileSync('git', args, { cwd: folder, encoding: 'utf8', maxBuffer: 2 ** 30 });
  const records = (text) => text.split('\0').filter((part) => part !== '');
  return {
    folder,
    /** The newest commits that change TypeScript and at most 40 files, no merges; newest first. */
    commits: (count) => {
      const log = git('log', '--no-merges', '--no-renames', '--name-only', '-z', '--format=%x01%H %P %cs', 'HEAD');
      return log
        .split('\x01')
        .slice(1)
        .map(commitOf)
        .filter(({ parent, files }) => parent && files.length <= MOST_FILES && files.some((file) => SOURCE.test(file)))
        .slice(0, count);
    },
    /** Every file of a commit: path, mode and hash. */
    tree: (commit) =>
      records(git('ls-tree', '-r', '-z', '--full-tree', commit)).map((record) => {
        const [, mode, hash, file] = /^(\d+) \w+ (\w+)\t(.*)$/s.exec(record);
        return { file, mode, hash };
      }),
    /** What is written in a file; undefined where a snapshot of the repository came without it. */
    blob: (hash) => {
      try {
        return execFileSync('git', ['cat-file', 'blob', hash], {
          ...{ cwd: folder, maxBuffer: 2 ** 30, stdio: ['ignore', 'pipe', 'ignore'] },
        });
      } catch {
        return undefined;
      }
    },
    head: () => git('rev-parse', 'HEAD').trim(),
  };
}

function commitOf(record) {
  const [head, ...names] = record.split('\0');
  const words = head.trim().split(' ');
  const files = names.map((name) => name.replace(/^\n/, '')).filter((name) => name !== '');
  return { commit: words[0], parent: words.length > 2 ? words[1] : undefined, date: words.at(-1), files };
}
