import { posix } from 'node:path';
import ts from 'typescript';
import { extendedConfigs } from './extended-configs.js';

/** What a tsconfig makes the compiler look at of its own accord. Paths from the workspace root. */
export interface ProgramParts {
  /** Beginnings of paths: whatever begins so may be among its files. Sorted. */
  readonly places: readonly string[];
  /** Packages whose types are there for everybody, sorted; `undefined`: all below `@types` that are installed. */
  readonly types: readonly string[] | undefined;
}

/**
 * What `files`, `include`, `types` and `typeRoots` name, of a tsconfig and all that it extends: which of them holds is not asked,
 * nor what `exclude` takes away, so that it is rather too much. Where none of them names a file, it is the whole folder.
 *
 * *Complexity*: O(length of the texts).
 */
export function programOf(config: string, read: (path: string) => string | undefined): ProgramParts {
  const chain = new Set([config]);
  const parts: NamedParts[] = [];
  for (const path of chain) {
    const text = read(path);
    if (text === undefined) continue;
    for (const file of extendedConfigs(path, text).files) chain.add(file); // a set goes on with what is added
    parts.push(namedIn(path, text, posix.dirname(config)));
  }
  const namesFiles = parts.some((part) => part.namesFiles);
  const places = [
    ...parts.flatMap((part) => part.places),
    ...(namesFiles ? [] : [placeOf('.', posix.dirname(config))]),
  ];
  return {
    places: [...new Set(places)].filter((place) => place !== '..' && !place.startsWith('../')).sort(),
    types: parts.some(({ types }) => types)
      ? [...new Set(parts.flatMap(({ types }) => types ?? []))].sort()
      : undefined,
  };
}

interface NamedParts {
  readonly namesFiles: boolean;
  readonly places: readonly string[];
  readonly types: readonly string[] | undefined;
}

interface WrittenConfig {
  readonly files?: unknown;
  readonly include?: unknown;
  readonly compilerOptions?: { readonly types?: unknown; readonly typeRoots?: unknown };
}

function namedIn(path: string, text: string, configFolder: string): NamedParts {
  const { config = {} } = ts.parseConfigFileTextToJson(path, text) as { config?: WrittenConfig };
  const { files, include, compilerOptions = {} } = config;
  const types = textsOf(compilerOptions.types);
  const paths = [files, include, compilerOptions.typeRoots].flatMap(textsOf);
  const named = [...paths.filter((name) => !name.includes('node_modules')), ...types.filter(isPath)];
  return {
    namesFiles: files !== undefined || include !== undefined,
    places: named.map((name) =>
      name.startsWith(CONFIG_FOLDER)
        ? placeOf(`.${name.slice(CONFIG_FOLDER.length)}`, configFolder)
        : placeOf(name, posix.dirname(path)),
    ),
    types: compilerOptions.types === undefined ? undefined : types.filter((name) => !isPath(name)),
  };
}

const CONFIG_FOLDER = '${configDir}';

/** Up to the first character that is a pattern, with `/` behind a folder that is known to be one; `''` is the workspace. */
function placeOf(pattern: string, folder: string): string {
  const plain = /^[^*?]*/.exec(pattern)?.[0] ?? '';
  const place = posix.join(folder, plain, /(^|\/)\.{0,2}$/.test(plain) ? '/' : '');
  return place === './' ? '' : place;
}

function isPath(name: string): boolean {
  return name.startsWith('.') || name.startsWith('/');
}

function textsOf(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter((one) => typeof one === 'string') : [];
}
