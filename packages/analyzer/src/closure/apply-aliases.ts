import type { Alias } from './resolution.js';

/** What the runner looks for instead of `specifier`; `undefined` where no alias matches. */
export function applyAliases(specifier: string, aliases: readonly Alias[]): readonly string[] | undefined {
  for (const { pattern, replacements, whole } of aliases) {
    const found = pattern.exec(specifier);
    if (found === null) continue;
    return replacements.map((replacement) => {
      const put = replacement.replace(/\$([$\d])/g, (_, group: string) =>
        group === '$' ? '$' : (found[Number(group)] ?? ''),
      );
      if (whole) return put;
      return specifier.slice(0, found.index) + put + specifier.slice(found.index + found[0].length);
    });
  }
  return undefined;
}
