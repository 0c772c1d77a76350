import { posix } from 'node:path';
import ts from 'typescript';

interface TsConfig {
  readonly extends?: unknown;
  readonly references?: unknown;
}

/**
 * What a tsconfig, or a configuration of Babel, extends or refers to: files from the workspace root, and packages. For Vite, a tsconfig that is referred to may be
 * the one of a source. Broken text extends nothing.
 */
export function extendedConfigs(
  path: string,
  text: string,
): { readonly files: readonly string[]; readonly packages: readonly string[] } {
  const { config } = ts.parseConfigFileTextToJson(path, text) as { config?: TsConfig };
  const named = [config?.extends].flat().filter((value) => typeof value === 'string');
  const relative = [...named.filter((name) => name.startsWith('.')), ...referredPaths(config?.references)];
  return {
    files: relative.flatMap((name) => {
      const target = posix.join(posix.dirname(path), name).replace(/\/$/, '');
      return target.endsWith('.json') ? [target] : [target, `${target}.json`, `${target}/tsconfig.json`];
    }),
    packages: named.filter((name) => !name.startsWith('.') && !name.startsWith('/')),
  };
}

function referredPaths(references: unknown): readonly string[] {
  if (!Array.isArray(references)) return [];
  return references.flatMap((reference: { readonly path?: unknown } | null) =>
    typeof reference?.path === 'string' && !reference.path.startsWith('/') ? [reference.path] : [],
  );
}
