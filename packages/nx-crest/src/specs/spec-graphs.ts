import {
  moduleGraph,
  type FactsCache,
  type GraphSettings,
  type ModuleGraph,
  type WorkspaceFiles,
} from '@nx-crest/analyzer/test-specs';
import type { RunnerConfiguration } from './runner-configuration.js';

/** Settings of compilers that make them keep imports which nothing uses as a value. */
const KEEPS_IMPORTS = /verbatimModuleSyntax|preserveValueImports|importsNotUsedAsValues|onlyRemoveTypeImports/;
const COMPILER_CONFIG = /(^|\/)(tsconfig[^/]*\.json|\.swcrc|\.babelrc[^/]*|babel\.config\.[cm]?[jt]s(on)?)$/;

/** The modules of a workspace as one configuration finds and executes them. */
export function specGraph(
  { resolution, root, checksTypes, configFiles, settings, currentFolder }: RunnerConfiguration,
  { files, workspaceRoot, cache }: { files: WorkspaceFiles; workspaceRoot: string; cache: FactsCache },
): ModuleGraph {
  const compiler = compilerSettings(files);
  return moduleGraph(
    files,
    {
      followsTypes: checksTypes,
      // Tests are started in one of them, by target or by hand.
      currentFolders: [...new Set([currentFolder || '.', root || '.', '.'])],
      root: root || '.',
      configuration: { modules: new Set(configFiles), folders: statedFolders(root, settings) },
      compiler,
      resolver: {
        ...resolution,
        workspaceRoot,
        aliases: resolution.aliases.map((alias) => ({ ...alias, pattern: new RegExp(alias.pattern, alias.flags) })),
      },
    },
    cache,
  );
}

/** Of all compilers of the workspace together: what one of them keeps may be kept anywhere. */
function compilerSettings(files: WorkspaceFiles): GraphSettings['compiler'] {
  const texts = files.paths.filter((path) => COMPILER_CONFIG.test(path)).map((path) => files.read(path) ?? '');
  const sources = texts.flatMap((text) =>
    [...text.matchAll(/["']?jsxImportSource["']?\s*:\s*["']([^"']+)["']/g)].flatMap(([, name]) => name ?? []),
  );
  return {
    keepsUnusedImports: texts.some((text) => KEEPS_IMPORTS.test(text)),
    jsxImportSources: [...new Set(['react', ...sources])],
  };
}

/** Every path that a resolved configuration holds, its own root and the workspace's; of files it does not matter. */
function statedFolders(root: string, settings: string): ReadonlySet<string> {
  const stated = [...settings.matchAll(/<root>\/([^"\\]+?)\/?"/g)].flatMap(([, path]) => path ?? []);
  return new Set(['', root, ...stated]);
}
