import type { YamlPart } from './read-yaml.js';

/**
 * The same YAML with the fields at the top that are not asked for blanked out, character for character, so that offsets
 * stay. For front matter whose other fields people write carelessly (`pattern: "a\.b"` is no valid YAML), and which their
 * own tool never reads as YAML.
 *
 * *Complexity*: linear.
 */
export function onlyFields<T extends YamlPart>(part: T, names: readonly string[]): T {
  const wanted = new Set(names);
  let keep = false;
  const lines = part.text.split('\n').map((line) => {
    const name = /^([A-Za-z_][\w-]*)[ \t]*:/.exec(line)?.[1];
    if (name !== undefined) keep = wanted.has(name);
    return keep ? line : line.replace(/[^\r]/g, ' ');
  });
  return { ...part, text: lines.join('\n') };
}
