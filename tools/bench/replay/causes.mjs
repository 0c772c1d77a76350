/** Why more counts than what is known: the codes of the product. */
const CODES = {
  'computed-module': 'CREST511',
  'unresolved-module': 'CREST512',
  'computed-glob': 'CREST513',
  folder: 'CREST514',
  process: 'CREST515',
  environment: 'CREST516',
  outside: 'CREST517',
  configuration: 'CREST518',
  'computed-path': 'CREST519',
};
const COMPILER_CONFIG = /(^|\/)(tsconfig[^/]*\.json|\.swcrc|\.babelrc[^/]*|babel\.config\.[^/]+|\.browserslistrc)$/;
const CODE = /\.([cm]?[jt]sx?|vue|svelte|astro)$/;
/** A barrel says hardly anything but whence it re-exports. */
const RE_EXPORT = /export\s+(type\s+)?(\*(\s+as\s+\w+)?|\{[^}]*\})\s+from\s+['"][^'"]+['"];?/g;
const IMPORT = /import\s+([^'";]+\s+from\s+)?['"][^'"]+['"];?/g;
const MOST_OTHER_CODE = 0.2;

/**
 * What of a spec's inputs is another than before, each once.
 * @param textOf gives what is written in a file, by its hash
 * @returns `[{ kind, file }]`; empty where nothing is found that explains it
 */
export function causesOf(before, after, textOf) {
  if (!before) return [{ kind: 'own spec file', file: after.spec }];
  const causes = [];
  if (settingsOf(before) !== settingsOf(after)) causes.push({ kind: 'runner configuration' });
  if (String(before.inputs.names) !== String(after.inputs.names)) causes.push({ kind: 'global types' });
  if (before.packages !== after.packages) causes.push({ kind: 'package version' });
  for (const name of changedIds(manifestIds(before), manifestIds(after)))
    causes.push({ kind: 'package.json', file: name.slice('manifest '.length) });
  for (const file of changedIds(fileIds(before, after), fileIds(after, before)))
    causes.push({ kind: kindOf(file, after.ids.has(file) ? after : before, textOf), file });
  return causes;
}

function settingsOf({ configuration, inputs }) {
  const { runner, version, configFile, name, currentFolder, checksTypes, settings, resolution } = configuration;
  const { environment, outputs } = inputs;
  return JSON.stringify([
    ...[runner, version, configFile, name, currentFolder, checksTypes, settings, resolution],
    ...[environment, outputs],
  ]);
}

function manifestIds({ inputs, ids }) {
  const names = inputs.manifests.map((path) => `manifest ${path}`);
  return new Map(names.map((name) => [name, ids.get(name).part]));
}

/** As the product's digest has them; where only one side sees sources, by their bytes: that alone is no cause. */
function fileIds(entry, other) {
  const sees = entry.inputs.seesPositions || other.inputs.seesPositions;
  const asWritten = new Set([...entry.inputs.asWritten, ...other.inputs.asWritten]);
  return new Map(
    entry.inputs.files.map((path) => {
      const { bytes, executed, typed } = entry.ids.get(path);
      if (sees || asWritten.has(path)) return [path, bytes];
      return [path, (entry.configuration.checksTypes ? undefined : executed) ?? typed ?? bytes];
    }),
  );
}

function changedIds(before, after) {
  return [...new Set([...before.keys(), ...after.keys()])].filter((name) => before.get(name) !== after.get(name));
}

function kindOf(file, entry, textOf) {
  const { spec, configuration, inputs } = entry;
  if (file === spec) return 'own spec file';
  if (COMPILER_CONFIG.test(file)) return 'compiler configuration';
  if (configuration.configFiles.includes(file)) return 'runner configuration';
  if (configuration.files.includes(file)) return 'setup file';
  const modules = reachOf(entry, 'modules');
  const barrel = isBarrel(entry, file, textOf) ? 'barrel' : undefined;
  if (modules.fromSpec.has(file)) return barrel ?? (CODE.test(file) ? 'ordinary module' : 'snapshot or fixture');
  if (modules.fromSetup.has(file)) return barrel ? 'barrel behind a setup file' : 'module behind a setup file';
  if (modules.fromConfiguration.has(file)) return 'runner configuration';
  const all = reachOf(entry, 'all');
  if (all.fromSpec.has(file) || all.fromSetup.has(file))
    return CODE.test(file) ? 'code that is read by a path' : 'snapshot or fixture';
  if (all.fromConfiguration.has(file)) return 'read by the runner configuration';
  if (inputs.program.includes(file)) return 'global types';
  if (file.includes('/__snapshots__/')) return 'snapshot or fixture';
  const codes = inputs.widenings
    .filter(({ extent }) => extent === 'project' || extent === 'workspace')
    .map(({ reason }) => CODES[reason]);
  return codes.length > 0 ? `widening ${[...new Set(codes)].sort().join(' ')}` : 'other';
}

/** What the spec, setup files and the configuration lead to without any widening: by modules alone, or by paths, too. */
function reachOf(entry, edges) {
  entry.reach ??= {};
  entry.reach[edges] ??= reach(entry, edges);
  return entry.reach[edges];
}

function reach({ spec, configuration: { files, configFiles }, graph }, edges) {
  const edgesOf = edges === 'modules' ? moduleEdges : ({ files: all }) => all;
  const next = (path) => edgesOf(graph.node(path));
  return {
    fromSpec: walk([spec], next),
    fromSetup: walk(files, next),
    fromConfiguration: walk(configFiles, (path) => edgesOf(graph.configurationNode(path))),
  };
}

function walk(roots, next) {
  const seen = new Set(roots);
  for (const path of seen) for (const file of next(path)) seen.add(file); // a set goes on with what is added
  return seen;
}

function moduleEdges({ files, reads }) {
  const isRead = new Set(reads);
  return files.filter((file) => !isRead.has(file));
}

function isBarrel({ ids }, file, textOf) {
  if (!CODE.test(file)) return false;
  const text = (textOf(ids.get(file)?.bytes) ?? '').replace(/\/\*[\s\S]*?\*\/|\/\/.*/g, '');
  const rest = text.replace(RE_EXPORT, '').replace(IMPORT, '');
  return rest.length < text.length && rest.trim().length <= MOST_OTHER_CODE * text.trim().length;
}

/** What tools that follow imports alone select: a spec that leads to a changed file. */
export function importsAny(entry, changed) {
  const { fromSpec } = reachOf(entry, 'modules');
  return changed.some((file) => fromSpec.has(file));
}
