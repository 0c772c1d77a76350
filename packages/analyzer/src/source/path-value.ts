import { posix } from 'node:path';
import type { PathBase } from './module-facts.js';

/**
 * What is known of a string: a text, or a path below a base. `open`: more follows that is not known.
 * *Invariant*: `path` is normalised where there is a base; `''` is the base itself.
 */
export interface PathValue {
  readonly base: PathBase | 'none';
  readonly path: string;
  readonly open: boolean;
}

/** A text that is known whole. */
export function textValue(text: string): PathValue {
  return { base: 'none', path: text, open: false };
}

/** `a + b`, as strings; `undefined` is a part of which nothing is known. */
export function concatenated(first: PathValue | undefined, second: PathValue | undefined): PathValue | undefined {
  if (first === undefined || first.open) return first;
  if (second === undefined) return { ...first, open: true };
  if (second.base !== 'none') return first.path === '' && first.base === 'none' ? second : undefined;
  const { base, path } = first;
  const whole = path + second.path;
  if (base === 'none') return { base, path: whole, open: second.open };
  // A base ends without a separator: what follows goes on with the last name, and that of the base itself is not known.
  if (path === '' && second.path !== '' && !second.path.startsWith('/')) return { base, path: '..', open: true };
  return { base, path: normalPath(path === '' ? second.path.slice(1) : whole), open: second.open };
}

/** `path.join(…)`: the parts one below the other, up to the first of which nothing is known; `..` behind it may lead above that. */
export function joined(parts: readonly (PathValue | undefined)[]): PathValue | undefined {
  const [first, ...rest] = parts;
  if (first === undefined) return undefined;
  return rest.reduce<PathValue>((whole, part) => {
    if (whole.open) return { ...whole, path: normalPath(`${whole.path || '.'}${'/..'.repeat(stepsUp(part))}`) };
    if (part === undefined || part.base !== 'none') return { ...whole, open: true };
    return { base: whole.base, path: normalPath(`${whole.path || '.'}/${part.path}`), open: part.open };
  }, first);
}

function stepsUp(part: PathValue | undefined): number {
  return part?.path.split('/').filter((step) => step === '..').length ?? 0;
}

/** `path.resolve(…)`: as `joined`, from the last absolute part on; below the current folder where there is none. */
export function resolved(parts: readonly (PathValue | undefined)[]): PathValue | undefined {
  const start = parts.findLastIndex((part) => part !== undefined && isAbsolute(part));
  // What is not known may be absolute itself.
  if (parts.slice(start + 1).some((part) => part === undefined) && start < 0) return { ...CWD, open: true };
  return joined(start < 0 ? [CWD, ...parts] : parts.slice(start));
}

/** `path.dirname(…)`. The folder of something open is known no better than what is open. */
export function folderOf(value: PathValue | undefined): PathValue | undefined {
  if (value === undefined) return undefined;
  const parent = posix.dirname(value.path === '' ? '.' : value.path);
  const above =
    value.path === '' ? '..' : value.path === '..' || value.path.endsWith('/..') ? `${value.path}/..` : parent;
  return { ...value, path: value.base === 'none' ? above : normalPath(above) };
}

const CWD: PathValue = { base: 'cwd', path: '', open: false };

function isAbsolute({ base, path }: PathValue): boolean {
  return base !== 'none' || path.startsWith('/');
}

/** Without `.`, `..` in the middle and a separator at the end; `''` is the base itself. */
export function normalPath(path: string): string {
  const normal = posix.normalize(path).replace(/\/$/, '');
  return normal === '.' ? '' : normal.replace(/^\.\//, '');
}
