import { createRequire } from 'node:module';
import { join } from 'node:path';

const LOCK_FILES = { 'pnpm-lock.yaml': 'pnpm', 'yarn.lock': 'yarn', 'package-lock.json': 'npm' };

/**
 * What the lock file of each commit says, by Nx's own parser. Packages are installed once, as the newest commit has them: where an
 * older commit locks another version, that one takes the place of the installed one.
 */
export function lockedVersions(root, { product, workspaceRoot }) {
  const nx = (name) => createRequire(join(root, 'package.json'))(join(root, 'node_modules/nx/dist/src', name));
  const { getLockFileNodesForName, getLockFileDependencies } = nx('plugins/js/lock-file/lock-file.js');
  nx('utils/workspace-root.js').setWorkspaceRoot(workspaceRoot); // pnpm's lock file is read beside what it has installed
  const { lockedPackages } = product;
  const { versionAt } = product.installedPackages(workspaceRoot);
  const known = new Map();
  const read = (name, hash, content, manifest) => {
    if (known.has(hash)) return known.get(hash);
    const { nodes, keyMap } = getLockFileNodesForName(name, content, hash, manifest);
    const edges = getLockFileDependencies(
      LOCK_FILES[name],
      name,
      content,
      hash,
      { externalNodes: nodes, fileMap: { nonProjectFiles: [], projectFileMap: {} }, projects: {} },
      keyMap,
    );
    const dependencies = {};
    for (const { source, target } of edges) (dependencies[source] ??= []).push({ target });
    const byName = new Map();
    for (const [id, { data }] of Object.entries(nodes)) {
      const versions = byName.get(data.packageName) ?? [];
      byName.set(
        data.packageName,
        id === `npm:${data.packageName}` ? [data.version, ...versions] : [...versions, data.version],
      );
    }
    const answer = { graph: { externalNodes: nodes, dependencies }, byName, lines: new Map() };
    known.set(hash, answer);
    return answer;
  };
  return {
    /** @returns a function that gives the lines which packages of a key stand for, as the product makes them */
    at: (files) => {
      const name = Object.keys(LOCK_FILES).find((path) => files.hashOf(path) !== undefined);
      if (name === undefined) return () => [];
      const lock = read(name, files.hashOf(name), files.read(name) ?? '', manifestOf(files));
      return (packages) => linesOf(packages, lock, { lockedPackages, versionAt });
    },
  };
}

function manifestOf(files) {
  try {
    return JSON.parse(files.read('package.json') ?? '{}');
  } catch {
    return {};
  }
}

function linesOf(packages, { graph, byName, lines }, { lockedPackages, versionAt }) {
  const versions = packages.map(({ name, folder }) => ({
    name,
    version: lockedVersion(byName.get(name) ?? [], versionAt(folder)),
  }));
  const key = JSON.stringify(versions);
  if (!lines.has(key)) {
    const present = versions.filter(({ version }) => version !== undefined);
    const absent = versions.filter(({ version }) => version === undefined).map(({ name }) => `${name} is not locked`);
    lines.set(key, [...lockedPackages(present, graph, () => 'unknown'), ...absent]);
  }
  return lines.get(key);
}

/** The installed one where it is locked, else one of the same major version, else the one at the top. */
function lockedVersion(locked, installed) {
  if (locked.includes(installed)) return installed;
  return locked.find((version) => version.split('.')[0] === installed.split('.')[0]) ?? locked[0];
}
