import { posix } from 'node:path';
import ts from 'typescript';

interface TsConfig {
  readonly files?: unknown;
  readonly include?: unknown;
  readonly compilerOptions?: { readonly types?: unknown; readonly typeRoots?: unknown };
}

/**
 * What a tsconfig lets the compiler look at although nobody imports it: packages by name, and patterns of files from the workspace
 * root. Broken text names nothing.
 */
export function declaredTypes(
  path: string,
  text: string,
): { readonly packages: readonly string[]; readonly patterns: readonly string[] } {
  const { config } = ts.parseConfigFileTextToJson(path, text) as { config?: TsConfig };
  const folder = posix.dirname(path);
  const roots = textsIn(config?.compilerOptions?.typeRoots).map((root) => posix.join(root, '**/*'));
  const included = textsIn(config?.include).flatMap((pattern) => [pattern, posix.join(pattern, '**/*')]);
  const types = textsIn(config?.compilerOptions?.types).filter((name) => !/^[./]/.test(name));
  return {
    packages: types.flatMap((name) => [name, `@types/${name.replace(/^@(.*)\//, '$1__')}`]),
    patterns: [...textsIn(config?.files), ...included, ...roots]
      .filter((pattern) => !/(^|\/)node_modules(\/|$)/.test(pattern))
      .map((pattern) => posix.join(folder, pattern)),
  };
}

function textsIn(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter((one) => typeof one === 'string') : [];
}
