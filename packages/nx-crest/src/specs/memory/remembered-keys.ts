import { createHash } from 'node:crypto';
import { readdirSync } from 'node:fs';
import { join, posix } from 'node:path';
import type { WorkspaceFiles } from '@nx-crest/analyzer/select-specs';
import { compareText } from '@nx-crest/core/model';
import { ownVersion } from './own-version.js';
import { readStored, writeStored } from './stored-json.js';

/** What a key was made of, as far as it can change without anything of the workspace as a whole. Paths from the workspace root. */
export interface KeyParts {
  readonly key: string;
  /** Files of the workspace, `package.json` files among them. */
  readonly files: readonly string[];
  /** What tasks have made. */
  readonly outputs: readonly string[];
  /** Names of variables. */
  readonly environment: readonly string[];
  /** What the runner's configuration and the command are; compared as a text. */
  readonly context: string;
  /** The state of the workspace as a whole (`wholeState`) when it was made. */
  readonly whole: string;
}

/** Keys that are still right: nothing has changed that they were made of. */
export interface RememberedKeys {
  readonly get: (name: string, now: KeyMoment) => string | undefined;
  readonly set: (name: string, parts: KeyParts, env: NodeJS.ProcessEnv) => void;
  /** Keeps it for the next process. */
  readonly save: () => void;
}

/** What is compared. */
export interface KeyMoment extends Pick<KeyParts, 'context' | 'whole'> {
  readonly env: NodeJS.ProcessEnv;
}

interface Entry {
  readonly key: string;
  /** Indices into the list of paths. */
  readonly files: readonly number[];
  readonly outputs: readonly (readonly [path: string, hash: string])[];
  readonly environment: readonly string[];
  readonly values: string;
  readonly context: string;
  readonly whole: string;
}

interface Stored {
  readonly version: string;
  readonly paths: readonly string[];
  readonly hashes: readonly string[];
  readonly entries: Readonly<Record<string, Entry>>;
}

/**
 * With a folder, keys of earlier processes are known.
 *
 * *Complexity*: O(files of the spec) for each question, without reading any of them.
 */
export function rememberedKeys(folder: string | undefined, files: WorkspaceFiles): RememberedKeys {
  const file = folder === undefined ? undefined : join(folder, 'nx-crest-keys.json');
  const before = storedIn(readStored(file));
  const changed = new Set(
    before.paths.flatMap((path, index) => (files.hashOf(path) === before.hashes[index] ? [] : index)),
  );
  const entries = new Map<string, KeyParts & { readonly values: string }>();
  let isChanged = false;

  const isSame = (entry: Entry, { env, context, whole }: KeyMoment): boolean =>
    entry.context === context &&
    entry.whole === whole &&
    entry.values === valuesOf(entry.environment, env) &&
    !entry.files.some((index) => changed.has(index)) &&
    entry.outputs.every(([path, hash]) => (files.contentHash(path) ?? '') === hash);
  return {
    get: (name, moment) => {
      const entry = before.entries[name];
      if (!entry || !isSame(entry, moment)) return undefined;
      const paths = entry.files.map((index) => before.paths[index] ?? '');
      entries.set(name, { ...entry, files: paths, outputs: entry.outputs.map(([path]) => path) });
      return entry.key;
    },
    set: (name, parts, env) => {
      entries.set(name, { ...parts, values: valuesOf(parts.environment, env) });
      isChanged = true;
    },
    save: () => {
      if (!isChanged) return;
      writeStored(file, stored(entries, before, files));
      isChanged = false;
    },
  };
}

/** With what was known before and is not known otherwise now: another run asks for other specs. */
function stored(
  entries: ReadonlyMap<string, KeyParts & { readonly values: string }>,
  before: Stored,
  files: WorkspaceFiles,
): Stored {
  const indices = new Map<string, number>();
  const hashes: string[] = [];
  const indexOf = (path: string, hash: string): number => {
    const known = indices.get(path);
    if (known !== undefined) return known;
    indices.set(path, hashes.length);
    hashes.push(hash);
    return hashes.length - 1;
  };
  const result: Record<string, Entry> = {};
  for (const [name, { key, files: paths, outputs, ...others }] of entries) {
    result[name] = {
      ...{ key, ...others },
      files: paths.map((path) => indexOf(path, files.hashOf(path) ?? '')),
      outputs: outputs.map((path) => [path, files.contentHash(path) ?? ''] as const),
    };
  }
  for (const [name, entry] of Object.entries(before.entries)) {
    const paths = entry.files.map((index) => [before.paths[index] ?? '', before.hashes[index] ?? ''] as const);
    const fits = paths.every(([path, hash]) => files.hashOf(path) === hash);
    if (!(name in result) && fits) result[name] = { ...entry, files: paths.map(([path, hash]) => indexOf(path, hash)) };
  }
  return { version: ownVersion(), paths: [...indices.keys()], hashes, entries: result };
}

function storedIn(value: unknown): Stored {
  const nothing: Stored = { version: ownVersion(), paths: [], hashes: [], entries: {} };
  if (typeof value !== 'object' || value === null || !('version' in value)) return nothing;
  // The version says that the shape is our own.
  return value.version === ownVersion() ? (value as Stored) : nothing;
}

function valuesOf(names: readonly string[], env: NodeJS.ProcessEnv): string {
  const hash = createHash('sha256');
  for (const name of names) hash.update(`${name}\0${env[name] ?? '\u0001'}\0`);
  return hash.digest('hex').slice(0, 16);
}

/** Files that decide how every source is compiled. */
const COMPILER_CONFIG =
  /(^|\/)(tsconfig[^/]*\.json|\.swcrc|\.babelrc[^/]*|\.babelignore|babel\.config\.[cm]?[jt]s(on)?|\.?browserslist(rc)?)$/;
const LOCK_FILE =
  /^((.*\/)?(package-lock\.json|npm-shrinkwrap\.json|pnpm-lock\.yaml|yarn\.lock|bun\.lockb?)|crest\.specs\.json|pnpm-workspace\.yaml|(\.yarn\/)?patches\/.*)$/;
/** Where package managers write down that they have installed something else. */
const INSTALLED = [
  'node_modules/.package-lock.json',
  'node_modules/.modules.yaml',
  'node_modules/.yarn-state.yml',
  'node_modules/.yarn-integrity',
];

/**
 * A hash of what every key depends on: which files there are, those that are ignored too where they lie beside others, how
 * sources are compiled, what is installed, and which folders are projects.
 *
 * *Complexity*: O(files + folders with files); reads the names in each of these folders.
 */
export function wholeState({
  workspaceRoot,
  files,
  roots,
}: {
  workspaceRoot: string;
  files: WorkspaceFiles;
  roots: readonly string[];
}): string {
  const hash = createHash('sha256').update(process.version);
  const folders = new Set(['']);
  for (const path of files.paths) {
    hash.update(`${path}\0`);
    if (COMPILER_CONFIG.test(path) || LOCK_FILE.test(path)) hash.update(`${files.hashOf(path) ?? ''}\0`);
    folders.add(posix.dirname(path).replace(/^\.$/, ''));
  }
  for (const folder of folders) hash.update(`${namesIn(join(workspaceRoot, folder)).join('\0')}\0\0`);
  for (const root of [...roots].sort(compareText)) hash.update(`${root}\0`);
  for (const path of INSTALLED) hash.update(`${files.contentHash(path) ?? ''}\0`);
  return hash.digest('hex');
}

/** Without what runners and Nx leave behind for a moment. */
function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder)
      .filter((name) => !/\.timestamp-|^\.(nx|crest|git)$|\.tmp$|^coverage$/.test(name))
      .sort();
  } catch {
    return [];
  }
}
