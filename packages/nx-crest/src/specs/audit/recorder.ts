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

if (root !== undefined && folder !== undefined) record(root, join(folder, `${process.pid}-${threadId}.txt`));

function record(workspaceRoot: string, file: string): void {
  const append = fs.appendFileSync.bind(fs);
  const seen = new Set<string>();
  const note = (event: Event, given: unknown): void => {
    const path = pathOf(given, workspaceRoot);
    if (path === undefined) return;
    const line = `${event} ${path}\n`;
    if (seen.has(line) || (event !== 'make' && isCrawled(event))) return;
    seen.add(line);
    append(file, line);
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
    watchVariables((name) => {
      if (seen.has(name)) return;
      seen.add(name);
      append(file, `variable ${name}\n`);
    });
  }
  syncBuiltinESMExports();
}

/** Every name that somebody looks for in the environment. */
function watchVariables(note: (name: string) => void): void {
  process.env = new Proxy(process.env, {
    get: (variables, name) => {
      if (typeof name === 'string') note(name);
      return Reflect.get(variables, name) as unknown;
    },
    has: (variables, name) => {
      if (typeof name === 'string') note(name);
      return Reflect.has(variables, name);
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
  const isOwn = (frame: string) => root !== undefined && frame.includes(root) && !/[\\/]node_modules[\\/]/.test(frame);
  return (event === 'list' || event === 'tree') && !frames.some(isOwn);
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
