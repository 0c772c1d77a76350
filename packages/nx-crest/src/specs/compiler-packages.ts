import { posix } from 'node:path';
import type { WorkspaceFiles } from '@nx-crest/analyzer/test-specs';

/** Configurations that name their plugins as texts. */
const NAMES_PLUGINS = /^(babel\.config\..*|\.babelrc.*|\.swcrc|postcss\.config\..*|\.postcssrc.*|svelte\.config\..*)$/;

/**
 * What these files may mean by the texts in them, of those that are compilers' configurations: packages by name, and by the short
 * names that Babel knows. Most of them are none; who is not installed is left out later.
 */
export function compilerPackages(paths: readonly string[], files: WorkspaceFiles): readonly string[] {
  const texts = paths.filter((path) => NAMES_PLUGINS.test(posix.basename(path))).map((path) => files.read(path) ?? '');
  const named = texts.flatMap((text) => [
    ...text.matchAll(/["'`](?:module:)?((@[\w.-]+\/)?([\w.-]+))(?:\/[\w./-]*)?["'`]/g),
  ]);
  return [...new Set(named.flatMap(([, name = '', scope = '', short = '']) => [name, ...babelNames(scope, short)]))];
}

function babelNames(scope: string, short: string): readonly string[] {
  return ['plugin', 'preset'].flatMap((kind) =>
    scope === '@babel/' ? [`@babel/${kind}-${short}`] : [`${scope}babel-${kind}-${short}`],
  );
}
