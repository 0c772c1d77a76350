/** A workspace whose files change between one look and the next. */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { env, execPath } from 'node:process';
import { fileURLToPath } from 'node:url';

const GRAPH = fileURLToPath(new URL('project-graph.mjs', import.meta.url));
const GRAPH_PATIENCE_MS = 180_000;
/** What Nx and its plugins make projects, packages and targets that start tests of. */
const DECIDES_GRAPH =
  /(^|\/)(package\.json|project\.json|nx\.json|(jest|vitest|vite)[^/]*\.[cm]?[jt]s|[^/]*lock[^/]*|pnpm-workspace\.yaml)$/;

export function openWorkspace(root, data) {
  const hashes = new Map();
  let usual;
  return {
    root,
    list: () => listFiles(root, hashes),
    /** The graph for a state in which these files differ from the usual one; `undefined` where Nx cannot make one. */
    graph: (changed = []) => {
      if (changed.some((path) => DECIDES_GRAPH.test(path))) return readGraph(root, data);
      usual ??= readGraph(root, data);
      return usual;
    },
  };
}

/** As Nx lists them: what git does not ignore, each with a hash of its content. */
function listFiles(root, hashes) {
  const listed = git(root, ['ls-files', '-z', '-co', '--exclude-standard']).split('\0').filter(Boolean);
  return [...new Set(listed)].flatMap((file) => {
    try {
      const { ino, mtimeMs, ctimeMs, size } = statSync(join(root, file));
      const stamp = [ino, mtimeMs, ctimeMs, size].join(' ');
      if (hashes.get(file)?.stamp !== stamp) hashes.set(file, { stamp, hash: hashOf(join(root, file)) });
      return [{ file, hash: hashes.get(file).hash }];
    } catch {
      return []; // deleted, or a link to a folder
    }
  });
}

function hashOf(file) {
  return createHash('sha1').update(readFileSync(file)).digest('hex');
}

function readGraph(root, data) {
  const folder = join(data, 'nx');
  const file = join(data, 'project-graph.json');
  mkdirSync(folder, { recursive: true });
  rmSync(file, { force: true });
  spawnSync(execPath, [GRAPH, root, file], {
    ...{ cwd: root, stdio: 'ignore', timeout: GRAPH_PATIENCE_MS },
    env: {
      ...env,
      NX_DAEMON: 'false',
      NX_CACHE_PROJECT_GRAPH: 'false',
      NX_NO_CLOUD: 'true',
      NX_WORKSPACE_DATA_DIRECTORY: folder,
    },
  });
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return undefined;
  }
}

export function git(root, args) {
  const { status, stdout, stderr } = spawnSync('git', ['-C', root, ...args], { encoding: 'utf8', maxBuffer: 2 ** 28 });
  if (status !== 0) throw new Error(`git ${args.join(' ')}: ${stderr}`);
  return stdout;
}
