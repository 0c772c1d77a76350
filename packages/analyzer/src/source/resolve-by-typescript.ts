import { dirname, join } from 'node:path';
import ts from 'typescript';

/** Where TypeScript finds a module: an absolute path. */
export type TypeScriptResolver = (specifier: string, from: string) => string | undefined;

/**
 * Finds modules as TypeScript does, by the nearest `tsconfig.json`; of packages their declarations. A configuration that cannot be
 * read counts as none. What was read is remembered: a resolver is for one look at the workspace.
 *
 * *Complexity*: 100–200 µs for each pair of folder and specifier.
 */
export function typeScriptResolver(): TypeScriptResolver {
  const known = new Map<string, ts.CompilerOptions>();
  const optionsFor = (folder: string): ts.CompilerOptions => {
    const before = known.get(folder);
    if (before) return before;
    const parent = dirname(folder);
    const file = join(folder, 'tsconfig.json');
    const options = ts.sys.fileExists(file) ? readOptions(file) : parent === folder ? DEFAULTS : optionsFor(parent);
    known.set(folder, options);
    return options;
  };
  return (specifier, from) => {
    const { resolvedModule } = ts.resolveModuleName(specifier, from, optionsFor(dirname(from)), ts.sys);
    if (resolvedModule === undefined) return undefined;
    return ts.sys.realpath?.(resolvedModule.resolvedFileName) ?? resolvedModule.resolvedFileName;
  };
}

const DEFAULTS: ts.CompilerOptions = {
  moduleResolution: ts.ModuleResolutionKind.Bundler,
  module: ts.ModuleKind.ESNext,
  allowJs: true,
  noEmit: true,
};

function readOptions(file: string): ts.CompilerOptions {
  const { config } = ts.readConfigFile(file, (path) => ts.sys.readFile(path)) as { config?: unknown };
  // Which files belong to it does not matter here, and finding them is what takes long.
  const host: ts.ParseConfigHost = { ...ts.sys, readDirectory: () => [] };
  const { options } = ts.parseJsonConfigFileContent(config ?? {}, host, dirname(file));
  const { paths, pathsBasePath, rootDirs, customConditions } = options;
  const kept = Object.entries({ paths, pathsBasePath, rootDirs, customConditions });
  return { ...DEFAULTS, ...Object.fromEntries(kept.filter(([, value]) => value !== undefined)) };
}
