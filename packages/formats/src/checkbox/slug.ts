const MAX_LENGTH = 40;
/** More of a title than this never reaches the slug. */
const MAX_READ = 200;

/**
 * A short stable id for a title: lower-case ASCII words joined by `-`; a title with letters outside Latin gets a checksum,
 * so that two of them differ. Depends on the title only, never on its position.
 *
 * *Complexity*: O(length). *Example*: `slug('**NEW**: Add café `x.ts`')` is `new-add-cafe-x.ts`.
 */
export function slug(title: string): string {
  const plain = title.slice(0, MAX_READ).normalize('NFKD').replace(/\p{M}/gu, '');
  const words = plain
    .toLowerCase()
    .split(/[^a-z0-9.]+/)
    .map((word) => word.replaceAll(/^\.+|\.+$/g, ''))
    .filter((word) => word !== '');
  let slugged = '';
  for (const word of words) {
    if (slugged.length + word.length + 1 > MAX_LENGTH) break;
    slugged += slugged === '' ? word : `-${word}`;
  }
  if (slugged !== '' && !/[^\P{L}a-zA-Z]/u.test(plain)) return slugged;
  const sum = checksum(title);
  return slugged === '' ? `t-${sum}` : `${slugged}-${sum}`;
}

/** FNV-1a, 32 bits, base 36. *Source*: Fowler, Noll, Vo 1991. */
function checksum(text: string): string {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return (hash >>> 0).toString(36);
}
