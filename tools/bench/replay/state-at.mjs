import { createHash } from 'node:crypto';
import { env } from 'node:process';

const LOCK_FILE = /^(package-lock\.json|npm-shrinkwrap\.json|pnpm-lock\.yaml|yarn\.lock|bun\.lockb?)$/;

/**
 * Makes what is known of every spec at a commit: its key as the product makes it, its key if files counted by their bytes, and
 * what it was made of.
 *
 * The product's own functions make it, in a process that goes on: facts and configurations are kept. Two things differ from a run
 * in a checkout of that commit, since packages are installed only once. Versions of packages are those that the commit locks
 * (`lockedVersions`), and a configuration that cannot be read with what is installed is taken as it was read last.
 */
export function stateMaker({ workspaceRoot, product, projectGraph, locked, folder, only }) {
  const facts = product.rememberedFacts(folder);
  const lastRead = new Map();
  const peers = onceEach(product.installedPackages(workspaceRoot).peersOf);

  const readAll = async (workspace, remembered) => {
    const configurations = [];
    let unread = 0;
    for (const file of product
      .allConfigurations(workspace.files, workspace.configured)
      .filter(({ path }) => only(path))) {
      const read = await product.readConfigurations(file, { workspaceRoot, remembered });
      if (read.diagnostics.length > 0) unread += 1;
      else lastRead.set(file.path, read.configurations);
      configurations.push(...(lastRead.get(file.path) ?? []));
    }
    return { configurations, unread };
  };

  return async (listed) => {
    const workspace = product.specWorkspace({ workspaceRoot, listed, projectGraph, observed: new Map() });
    const { files } = workspace;
    const remembered = product.rememberedConfigurations(folder, {
      ...{ workspaceRoot, env },
      // What is installed stays, whatever the lock file says.
      files: { ...files, hashOf: (path) => (LOCK_FILE.test(path) ? undefined : files.hashOf(path)) },
    });
    const { configurations, unread } = await readAll(workspace, remembered);
    const linesOf = locked.at(files);
    const specs = new Map();
    for (const configuration of configurations) {
      const graph = product.specGraph(configuration, { files, workspaceRoot, facts });
      const context = { ...{ configuration, workspace, projectGraph, env }, args: [] };
      const byBytes = { ...graph, facts: (path) => withoutCode(graph.facts(path)) };
      const ids = new Map();
      for (const spec of product.selectSpecs(configuration.selection, files, workspaceRoot)) {
        const { inputs } = product.explainUnder(spec, { configuration, graph }, workspace);
        const packages = linesOf([...inputs.packages, ...inputs.packages.flatMap(({ folder: at }) => peers(at))]);
        const besides = hashOf([...packages, ...patchesOf(files)]);
        const known = { ...inputs, packages: [] };
        remember(ids, inputs, { graph, files, product });
        specs.set(JSON.stringify([spec, configuration.configFile, configuration.name]), {
          ...{ spec, configuration, inputs, graph, ids, projectOf: workspace.projectOf, packages: besides },
          key: `${product.specKey(spec, known, { ...context, graph })} ${besides}`,
          bytesKey: `${product.specKey(spec, known, { ...context, graph: byBytes })} ${besides}`,
        });
      }
    }
    remembered.save();
    return { specs, unread, files, save: () => facts.save() };
  };
}

/** What a file counts by must be written down now: soon the work tree holds another commit. */
function remember(ids, { files: paths, manifests }, { graph, files, product }) {
  for (const path of paths) {
    if (ids.has(path)) continue;
    const found = graph.facts(path);
    ids.set(path, { bytes: files.hashOf(path), ...pick(found) });
  }
  for (const path of manifests) {
    const name = `manifest ${path}`;
    if (!ids.has(name)) ids.set(name, { part: product.decidingPart(files.read(path) ?? '') });
  }
}

function pick({ executedHash: executed, typedHash: typed } = {}) {
  return { executed, typed };
}

function patchesOf(files) {
  return files.paths
    .filter((path) => /^(\.yarn\/)?patches\//.test(path))
    .map((path) => `${path} ${files.hashOf(path) ?? ''}`);
}

function withoutCode(facts) {
  return facts && { ...facts, executedHash: undefined, typedHash: undefined };
}

function hashOf(lines) {
  return createHash('sha256').update(lines.join('\0')).digest('hex').slice(0, 16);
}

function onceEach(make) {
  const known = new Map();
  return (value) => {
    if (!known.has(value)) known.set(value, make(value));
    return known.get(value);
  };
}
