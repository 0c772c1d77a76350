import { isBuiltin } from 'node:module';
import { dirname, relative, resolve, sep } from 'node:path';
import { ResolverFactory, type NapiResolveOptions } from 'oxc-resolver';
import type { ModuleReference } from '../source/module-facts.js';
import { typeScriptResolver } from '../source/resolve-by-typescript.js';
import { applyAliases } from './apply-aliases.js';
import type { InstalledPackage, Resolution, ResolverSettings } from './resolution.js';

/** Finds what a module means by a specifier. */
export type ModuleResolver = (reference: ModuleReference, from: string) => Resolution;

/**
 * Looks for modules as the runner does: aliases first, then Node's rules with the runner's conditions, with and without the `paths`
 * of the nearest tsconfig. Where these lead to different files, both are taken: one more costs a needless run, one less a wrong
 * result. What is not found so, and what only types name, is left to TypeScript's own rules.
 *
 * *Complexity*: some 20 µs for each pair of folder and specifier, then remembered.
 */
export function moduleResolver(settings: ResolverSettings): ModuleResolver {
  const { workspaceRoot, aliases } = settings;
  const find = finderOf(settings);
  const byTypeScript = typeScriptResolver();
  const declared = (specifier: string, file: string): readonly string[] =>
    [byTypeScript(specifier, file)].flatMap((path) => path ?? []);
  const known = new Map<string, Resolution>();

  const look = ({ kind, specifier }: ModuleReference, from: string): Resolution => {
    const asked = withoutQuery(specifier);
    const file = resolve(workspaceRoot, from);
    if (kind === 'type') return isBuiltin(asked) ? BUILTIN : resolutionOf(declared(asked, file), workspaceRoot);
    const requests = applyAliases(asked, aliases) ?? [asked];
    if (requests.every((request) => isBuiltin(request) || /^(data|https?):/.test(request))) return BUILTIN;
    const found = requests.flatMap((request) => (isBuiltin(request) ? [] : find(file, request)));
    return resolutionOf(found.length > 0 ? found : declared(asked, file), workspaceRoot);
  };

  return (reference, from) => {
    // By file, not by folder: which tsconfig decides depends on it.
    const key = `${reference.kind === 'type' ? 'type' : ''}\0${reference.specifier}\0${from}`;
    const resolution = known.get(key) ?? look(reference, from);
    known.set(key, resolution);
    return resolution;
  };
}

const BUILTIN: Resolution = { kind: 'builtin', files: [], packages: [] };
const MISSING: Resolution = { ...BUILTIN, kind: 'missing' };

function finderOf(settings: ResolverSettings): (file: string, request: string) => readonly string[] {
  const resolvers = settings.conditionSets.flatMap((conditionNames) =>
    settings.mainFieldSets.map((mainFields) => resolverPair(settings, conditionNames, mainFields)),
  );
  return (file, request) => {
    const folder = dirname(file);
    const isPath = isRelative(request) || request.startsWith('/');
    // Which package.json says what matters to names of packages, and to folders.
    const results = resolvers.flatMap(({ plain, withPaths }) => [
      plain.sync(folder, request),
      ...(isPath ? [] : [withPaths.resolveFileSync(file, request)]),
    ]);
    return [...new Set(results.flatMap(({ path }) => path ?? []))];
  };
}

function resolverPair(
  { extensions, moduleFolders }: ResolverSettings,
  conditionNames: readonly string[],
  mainFields: readonly string[],
) {
  const options: NapiResolveOptions = {
    extensions: [...extensions],
    // Sources in TypeScript name what they will be compiled to.
    extensionAlias: {
      '.js': ['.js', '.ts', '.tsx', '.jsx'],
      '.jsx': ['.jsx', '.tsx'],
      '.mjs': ['.mjs', '.mts'],
      '.cjs': ['.cjs', '.cts'],
    },
    conditionNames: [...conditionNames],
    mainFields: [...mainFields],
    modules: [...moduleFolders],
    symlinks: true,
    nodePath: false,
  };
  const plain = new ResolverFactory(options);
  return { plain, withPaths: plain.cloneWithOptions({ ...options, tsconfig: 'auto' }) };
}

function resolutionOf(found: readonly string[], workspaceRoot: string): Resolution {
  const files = new Set<string>();
  const packages = new Map<string, InstalledPackage>();
  for (const absolute of found) {
    const path = relative(workspaceRoot, absolute).split(sep).join('/');
    const installed = installedPackage(path);
    if (installed) packages.set(installed.folder, installed);
    else if (!path.startsWith('../')) files.add(path);
  }
  if (files.size + packages.size === 0) return MISSING;
  return { kind: 'found', files: [...files], packages: [...packages.values()] };
}

/** The package of a file below `node_modules`: behind the last of them, for packages hold packages. */
export function installedPackage(path: string): InstalledPackage | undefined {
  const found = /^(.*(?:^|\/)node_modules\/((?:@[^/]+\/)?[^/]+))(?:\/|$)/.exec(path);
  return found?.[1] === undefined || found[2] === undefined ? undefined : { folder: found[1], name: found[2] };
}

function isRelative(specifier: string): boolean {
  return /^\.{1,2}(\/|$)/.test(specifier);
}

/** `./logo.svg?raw`: how it is loaded does not change what it is. */
function withoutQuery(specifier: string): string {
  return specifier.replace(/(?<=.)\?.*$/, '');
}
