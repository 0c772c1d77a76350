/**
 * Loaded with `--require` into every process of a test run: writes down which files of the workspace are read, which folders are
 * listed and which files are made; where it is asked for, also what is only looked for, and which variables of the environment
 * are. It needs nothing but Node, changes no result, and never fails the run.
 */
import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import { join, relative, resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { threadId } from 'node:worker_threads';

type AnyFunction = (this: unknown, ...args: unknown[]) => unknown;
/** `read` a file, `list` a folder, or its whole `tree`, `make` a file, look whether there is one (`probe`), or for a `variable`. */
type Event = 'read' | 'list' | 'tree' | 'make' | 'probe' | 'variable';

const root = process.env['CREST_AUDIT_ROOT'];
const folder = process.env['CREST_AUDIT_FOLDER'];
const isThorough = process.env['CREST_AUDIT_PROBES'] === 'true';

/** What each function does with its first argument, and with its second where that is a path. */
const WATCHED: Readonly<Record<string, readonly [Event, Event?]>> = {
  readFile: ['read'],
  createReadStream: ['read'],
  copyFile: ['read', 'make'],
  cp: ['read', 'make'],
  readdir: ['list'],
  opendir: ['list'],
  writeFile: ['make'],
  appendFile: ['make'],
  createWriteStream: ['make'],
  rename: ['read', 'make'],
};
/** What only looks whether something is there. */
const PROBES = ['exists', 'existsSync', 'access', 'accessSync', 'stat', 'statSync', 'lstat', 'lstatSync'];
/** The runners look at every file when they look for tests; that is no observation of a test. */
const CRAWLER = /[\\/](jest-haste-map|@jest[\\/]core|fdir|tinyglobby|fast-glob|chokidar)[\\/]/;

if (root !== undefined && isThorough) record(root, undefined);
else if (root !== undefined && folder !== undefined) record(root, join(folder, `${process.pid}-${threadId}.txt`));

/** Into a file, or only for code of this process, which may empty it (`runners/records`). */
function record(workspaceRoot: string, file: string | undefined): void {
  const append = fs.appendFileSync.bind(fs);
  const seen = new Set<string>();
  if (file === undefined) Object.defineProperty(globalThis, Symbol.for('nx-crest.records'), { value: seen });
  const add = (line: string): void => {
    seen.add(line);
    if (file !== undefined) append(file, `${line}\n`);
  };
  const note = (event: Event, given: unknown): void => {
    const path = pathOf(given, workspaceRoot);
    if (path === undefined) return;
    const line = `${event} ${path}`;
    if (!seen.has(line) && (event === 'make' || !isCrawled(event))) add(line);
  };
  const watch = (owner: object, name: string, events: readonly [Event, Event?]): void => {
    const functions = owner as Record<string, AnyFunction | undefined>; // a module's exports
    const original = functions[name];
    if (original === undefined) return;
    functions[name] = Object.assign(function watched(this: unknown, ...args: unknown[]) {
      note(events[0] === 'list' && isRecursive(args[1]) ? 'tree' : events[0], args[0]);
      if (events[1] !== undefined) note(events[1], args[1]);
      return original.apply(this, args);
    }, original);
  };
  for (const [name, events] of Object.entries(WATCHED)) {
    for (const variant of [name, `${name}Sync`]) watch(fs, variant, events);
    watch(fs.promises, name, events);
  }
  for (const owner of [fs, fs.promises]) for (const name of ['open', 'openSync']) watchOpen(owner, name, note);
  if (isThorough) {
    for (const owner of [fs, fs.promises]) for (const name of PROBES) watch(owner, name, ['probe']);
    watchVariables((name, isWanted) => {
      add(`${isWanted ? 'wanted' : 'variable'} ${name}`);
    });
  }
  syncBuiltinESMExports();
}

/** Packages that look at everything that some machine sets, to find out on which one they are. */
const DETECTORS =
  /[\\/]node_modules[\\/](ci-info|is-ci|std-env|supports-color|picocolors|chalk|ansi-colors|tinyrainbow)[\\/]/;

/**
 * Every name that somebody looks for in the environment. Copies of all of it tell nothing, unless code of the workspace makes them;
 * neither do packages that only find out on which machine they are, but for `CI` itself.
 */
function watchVariables(note: (name: string, isWanted: boolean) => void): void {
  let described: string | symbol | undefined;
  const ask = (name: string | symbol): void => {
    // A copy asks for the description of each variable right before its value; Vite takes those with its prefix.
    const isCopied = described === name && !/^VITE_/.test(String(name));
    described = undefined;
    if (typeof name !== 'string') return;
    const frames = callers().filter((frame) => !/^\s*at .*\(?node:/.test(frame));
    const isDetected = name !== 'CI' && frames.some((frame) => DETECTORS.test(frame));
    const isWanted = frames.slice(0, 3).some(isOwn);
    if ((isCopied && !isWanted) || isDetected) return;
    note(name, isWanted);
  };
  process.env = new Proxy(process.env, {
    get: (variables, name) => {
      ask(name);
      return Reflect.get(variables, name) as unknown;
    },
    has: (variables, name) => {
      ask(name);
      return Reflect.has(variables, name);
    },
    // Set through a proxy, a variable would be defined in a way that Node refuses.
    set: (variables, name, value) => Reflect.set(variables, name, value),
    getOwnPropertyDescriptor: (variables, name) => {
      described = name;
      return Reflect.getOwnPropertyDescriptor(variables, name);
    },
  });
}

function isRecursive(options: unknown): boolean {
  return typeof options === 'object' && options !== null && 'recursive' in options && options.recursive === true;
}

/** Opened to be read, unless the flags say otherwise. */
function watchOpen(owner: object, name: string, note: (event: Event, path: unknown) => void): void {
  const functions = owner as Record<string, AnyFunction | undefined>; // a module's exports
  const original = functions[name];
  if (original === undefined) return;
  functions[name] = function watched(this: unknown, ...args: unknown[]) {
    const makes =
      typeof args[1] === 'string' ? /[wax]/.test(args[1]) : typeof args[1] === 'number' && (args[1] & 0o100) !== 0;
    note(makes ? 'make' : 'read', args[0]);
    return original.apply(this, args);
  };
}

/** From the workspace root, with `/`; `undefined` for what lies elsewhere, is installed, or is a descriptor. */
function pathOf(given: unknown, workspaceRoot: string): string | undefined {
  const text = given instanceof URL ? fromUrl(given) : Buffer.isBuffer(given) ? given.toString() : given;
  if (typeof text !== 'string') return undefined;
  const path = relative(workspaceRoot, linkTarget(resolve(text)))
    .split(sep)
    .join('/');
  return path === '..' || path.startsWith('../') || /(^|\/)(node_modules|\.git|\.nx)(\/|$)/.test(path)
    ? undefined
    : path;
}

const targets = new Map<string, string>();
const realpath = fs.realpathSync.native;

/** Packages of the workspace are linked into `node_modules`. */
function linkTarget(path: string): string {
  const found = /^(.*[\\/]node_modules[\\/](?:@[^\\/]+[\\/])?[^\\/]+)(.*)$/.exec(path);
  const [, folder, rest = ''] = found ?? [];
  if (folder === undefined) return path;
  let target = targets.get(folder);
  if (target === undefined) {
    try {
      target = realpath(folder);
    } catch {
      target = folder;
    }
    targets.set(folder, target);
  }
  return target + rest;
}

function fromUrl(url: URL): string | undefined {
  return url.protocol === 'file:' ? fileURLToPath(url) : undefined;
}

/** Listings count only where code of the workspace itself has asked for them. */
function isCrawled(event: Event): boolean {
  const frames = callers();
  if (frames.some((frame) => CRAWLER.test(frame))) return true;
  // A configuration may list through packages, or behind an `await`.
  return (event === 'list' || event === 'tree') && !isThorough && !frames.some(isOwn);
}

/** Code of the workspace itself; Vite executes a configuration from a file that it makes for a moment. */
function isOwn(frame: string): boolean {
  const isInstalled = /[\\/]node_modules[\\/]/.test(frame) && !/\.timestamp-/.test(frame);
  return root !== undefined && frame.includes(root) && !isInstalled;
}

/** The lines of the stack, plain: who prepares stacks otherwise may read sources for it, and come back here. */
function callers(): readonly string[] {
  const { stackTraceLimit } = Error;
  const prepare = Object.getOwnPropertyDescriptor(Error, 'prepareStackTrace');
  Error.stackTraceLimit = 40;
  Reflect.deleteProperty(Error, 'prepareStackTrace');
  const stack = String(new Error().stack);
  Error.stackTraceLimit = stackTraceLimit;
  if (prepare) Object.defineProperty(Error, 'prepareStackTrace', prepare);
  return stack.split('\n').slice(3);
}
