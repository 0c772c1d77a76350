import { createHash } from 'node:crypto';

const MAX_LENGTH = 64;
const HASH_LENGTH = 8;
/** What is longer is told apart by its hash; names of files never are. */
const MAX_READ = 255;

/**
 * A name that may stand on a command line and in a path, made of any text: letters, digits, `.`, `_` and `-`, beginning
 * with a letter or digit. Accents are taken off. Where letters of other scripts had to go, a hash of the text keeps
 * names apart and stays the same on every machine. Empty for a text without any letter or digit.
 *
 * *Example*: `Café Menu` gives `Cafe-Menu`; `001-写真` gives `001-` and eight hexadecimal digits.
 */
export function safeName(text: string): string {
  const plain = text.slice(0, MAX_READ).normalize('NFKD').replace(/\p{M}/gu, '');
  const name = plain
    .replace(/[^\w.-]+/g, '-')
    .replace(/^[^A-Za-z0-9]+/, '')
    .replace(/[^A-Za-z0-9]+$/, '');
  const lostLetters = /[\p{L}\p{N}]/u.test(plain.replace(/\p{ASCII}+/gu, ''));
  if (lostLetters || text.length > MAX_READ) return withHash(name === '' ? 'spec' : name, text);
  return shorten(name, text);
}

/** Like `safeName`, and no two texts get one name: whatever had to change is told apart by a hash. */
export function distinctName(text: string): string {
  const name = safeName(text);
  return name === text ? name : withHash(name === '' ? 'spec' : name, text);
}

/** Cuts a name that is too long and marks it with a hash of where it came from. */
export function shorten(name: string, origin: string): string {
  return name.length <= MAX_LENGTH ? name : withHash(name, origin);
}

/** The name with a hash of `origin` behind it, at most 64 characters. */
export function withHash(name: string, origin: string): string {
  const hash = shortHash(origin);
  return name.endsWith(`-${hash}`) ? name : `${name.slice(0, MAX_LENGTH - HASH_LENGTH - 1)}-${hash}`;
}

function shortHash(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, HASH_LENGTH);
}
