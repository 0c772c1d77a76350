import { posix } from 'node:path';
import ts from 'typescript';

/** What a tsconfig extends: files from the workspace root, and packages. Broken text extends nothing. */
export function extendedConfigs(
  path: string,
  text: string,
): { readonly files: readonly string[]; readonly packages: readonly string[] } {
  const { config } = ts.parseConfigFileTextToJson(path, text) as { config?: { extends?: unknown } };
  const named = [config?.extends].flat().filter((value) => typeof value === 'string');
  const relative = named.filter((name) => name.startsWith('.'));
  return {
    files: relative.flatMap((name) => {
      const target = posix.join(posix.dirname(path), name);
      return target.endsWith('.json') ? [target] : [`${target}.json`, `${target}/tsconfig.json`];
    }),
    packages: named.filter((name) => !name.startsWith('.') && !name.startsWith('/')),
  };
}
