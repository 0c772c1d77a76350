import { createRequire } from 'node:module';
import { readFileSync, realpathSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import type { ConfigurationReads } from '../memory/remembered-configurations.js';
import type { ResolvedConfiguration } from '../runner-configuration.js';
import { takeRecords } from './records.js';

/** One configuration to read. Paths are absolute. */
export interface ConfigurationRequest {
  readonly runner: 'jest' | 'vitest';
  readonly workspaceRoot: string;
  readonly file: string;
  /** The root that Vitest is given. */
  readonly startRoot: string;
  /** Where tests are started. */
  readonly folder: string;
  /** What a target adds to the environment, and to the command. */
  readonly env: Readonly<Record<string, string>>;
  readonly args: readonly string[];
}

/** What the process that reads configurations answers. */
export interface ConfigurationAnswer {
  readonly found: { readonly configurations: readonly ResolvedConfiguration[] } | { readonly error: string };
  readonly reads: ConfigurationReads;
  /** It can be asked again: nothing of this configuration is left that another one might see. */
  readonly isClean: boolean;
}

/**
 * Configurations are programs: they are executed in a process apart, in the folder and with the environment in which tests are
 * started. One process reads several, one after the other, as runners themselves do with the projects of a workspace: to load a
 * runner takes much longer than to read a configuration.
 */
async function answer(request: ConfigurationRequest): Promise<ConfigurationAnswer> {
  const { runner, workspaceRoot, file, startRoot, folder, env, args } = request;
  const before = { ...process.env };
  Object.assign(process.env, env);
  const toPath = (path: string) => relative(workspaceRoot, path).split(sep).join('/');
  takeRecords();
  try {
    process.chdir(folder);
    const place = { workspaceRoot, file, startRoot, args, toPath };
    const configurations =
      runner === 'jest'
        ? await (await import('./read-jest.js')).readJest(place)
        : await (await import('./read-vitest.js')).readVitest(place);
    const reads = takeRecords();
    return { found: { configurations }, reads, isClean: isClean(request, configurations, reads) };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return { found: { error: reason }, reads: takeRecords(), isClean: false };
  } finally {
    restore(before, workspaceRoot);
  }
}

/** What a configuration may have set, and modules of the workspace that it has loaded. */
function restore(before: NodeJS.ProcessEnv, workspaceRoot: string): void {
  for (const name of Object.keys(process.env)) if (!(name in before)) Reflect.deleteProperty(process.env, name);
  Object.assign(process.env, before);
  const { cache } = createRequire(__filename);
  for (const path of Object.keys(cache)) {
    if (path.startsWith(workspaceRoot + sep) && !/[\\/]node_modules[\\/]/.test(path.slice(workspaceRoot.length)))
      Reflect.deleteProperty(cache, path);
  }
}

/** What runners read anew for each configuration. */
const READ_ANEW = /(^|\/)(package\.json|tsconfig[^/]*\.json|\.env[^/]*)$/;

/**
 * Whether nothing is left that could change how another configuration is read, or what is seen of that. ECMAScript modules of the
 * workspace stay loaded: as a configuration of Jest, or as a linked package that a configuration imports. What is read outside of
 * its folder, and is no module that is loaded anew, may be kept by some package, which then would not read it again.
 */
function isClean(
  { runner, workspaceRoot, file: own }: ConfigurationRequest,
  found: readonly ResolvedConfiguration[],
  { reads, lists, trees }: ConfigurationReads,
): boolean {
  const { cache } = createRequire(__filename);
  const isKept = (path: string): boolean => {
    const file = join(workspaceRoot, path);
    return !file.startsWith(dirname(own) + sep) && !(file in cache) && !READ_ANEW.test(path);
  };
  if ([...reads, ...lists, ...trees].some(isKept)) return false;
  const files = [...new Set(found.flatMap(({ configFile, configFiles }) => [configFile, ...configFiles]))];
  return files.every((path) => {
    const file = join(workspaceRoot, path);
    if (runner === 'jest' && isEcmaScript(file, workspaceRoot)) return false;
    return !importsOf(file).some((name) => isLinked(name, file, workspaceRoot));
  });
}

function isEcmaScript(file: string, workspaceRoot: string): boolean {
  if (/\.m[jt]s$/.test(file)) return true;
  if (/\.c[jt]s$|\.json$/.test(file)) return false;
  for (let folder = dirname(file); ; folder = dirname(folder)) {
    const manifest = textOf(join(folder, 'package.json'));
    if (manifest !== '') return /"type"\s*:\s*"module"/.test(manifest);
    if (folder === workspaceRoot || folder === dirname(folder)) return false;
  }
}

/** Names of packages that a text may import; more is no harm. */
function importsOf(file: string): readonly string[] {
  const found = [...textOf(file).matchAll(/(?:from|import|require)\s*\(?\s*['"]((?:@[\w.-]+\/)?[\w][\w.-]*)/g)];
  return found.flatMap(([, name]) => name ?? []);
}

/** Whether a package is one of the workspace's own. */
function isLinked(name: string, file: string, workspaceRoot: string): boolean {
  for (let folder = dirname(file); ; folder = dirname(folder)) {
    try {
      const real = realpathSync(join(folder, 'node_modules', name));
      return !/[\\/]node_modules[\\/]/.test(real.slice(workspaceRoot.length));
    } catch {
      if (folder === workspaceRoot || folder === dirname(folder)) return false;
    }
  }
}

function textOf(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}

process.on('message', (request: ConfigurationRequest) => {
  void answer(request).then((found) => process.send?.(found));
});
// A configuration may have started what never ends.
process.on('disconnect', () => process.exit());
