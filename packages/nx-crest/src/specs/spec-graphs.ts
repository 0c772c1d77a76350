import { moduleGraph, type GraphSettings, type ModuleGraph, type WorkspaceFiles } from '@nx-crest/analyzer/test-specs';
import type { RememberedFacts } from './memory/remembered-facts.js';
import type { RunnerConfiguration } from './runner-configuration.js';

/** Settings of compilers that make them keep imports which nothing uses as a value. */
const KEEPS_IMPORTS = /verbatimModuleSyntax|preserveValueImports|importsNotUsedAsValues|onlyRemoveTypeImports/;
/** Angular's own compiler writes down types of parameters without being told. */
const EMITS_METADATA = /emitDecoratorMetadata|decoratorMetadata|jest-preset-angular|vite-plugin-angular/;
const EXTENDS_PACKAGE = /["']extends["']\s*:\s*(\[[^\]]*)?["'](?![./])/;
const JSX_SOURCE = /["']?(?:jsxImportSource|importSource)["']?\s*:\s*["']([^"']+)["']/g;
/** Settings of compilers, and what these import because of them. */
const HELPERS: readonly (readonly [RegExp, string])[] = [
  [/importHelpers/, 'tslib'],
  [/externalHelpers|["'@/\\]swc/, '@swc/helpers'],
  [/babel/, '@babel/runtime/package.json'],
  [/useBuiltIns/, 'core-js'],
  [/"solid"/, 'solid-js/web'],
  [/vue-jsx/, 'vue'],
  [/preact/, 'preact/jsx-runtime'],
];
const COMPILER_CONFIG = /(^|\/)(tsconfig[^/]*\.json|\.swcrc|\.babelrc[^/]*|babel\.config\.[cm]?[jt]s(on)?)$/;

/** The modules of a workspace as one configuration finds and executes them. */
export function specGraph(
  configuration: RunnerConfiguration,
  { files, workspaceRoot, facts }: { files: WorkspaceFiles; workspaceRoot: string; facts: RememberedFacts },
): ModuleGraph {
  const { resolution, root, checksTypes, configFiles, isResolved, reads, settings, currentFolder } = configuration;
  const compiler = compilerSettings(files, { settings, checksTypes, configFiles });
  return moduleGraph(
    files,
    {
      followsTypes: checksTypes,
      // Tests are started in one of them, by target or by hand.
      currentFolders: [...new Set([currentFolder || '.', root || '.', '.'])],
      root: root || '.',
      // What is not known may put in the use of anything.
      splitsModules: !configuration.readsSources && configuration.unknowns.length === 0,
      configuration: {
        modules: new Set(configFiles),
        folders: statedFolders(root, settings),
        reads: isResolved ? new Set(reads) : undefined,
      },
      compiler,
      resolver: {
        ...resolution,
        workspaceRoot,
        aliases: resolution.aliases.map((alias) => ({ ...alias, pattern: new RegExp(alias.pattern, alias.flags) })),
      },
    },
    facts.under(compiler),
  );
}

/**
 * Of all compilers of the workspace together, and of plugins that the configuration of the runner sets up: what one of them does may
 * be done anywhere. What a tsconfig of an installed package says is not looked at, and so may be anything.
 */
function compilerSettings(
  files: WorkspaceFiles,
  { settings, checksTypes, configFiles }: Pick<RunnerConfiguration, 'settings' | 'checksTypes' | 'configFiles'>,
): GraphSettings['compiler'] {
  const paths = files.paths.filter((path) => COMPILER_CONFIG.test(path));
  const texts = [...paths, ...configFiles].map((path) => files.read(path) ?? '');
  const all = [settings, ...texts];
  const sources = all.flatMap((text) => [...text.matchAll(JSX_SOURCE)].flatMap(([, name]) => name ?? []));
  const emitsMetadata = all.some((text) => EMITS_METADATA.test(text) || EXTENDS_PACKAGE.test(text));
  return {
    keepsUnusedImports: all.some((text) => KEEPS_IMPORTS.test(text) || EXTENDS_PACKAGE.test(text)),
    emitsMetadata,
    keepsTypes: checksTypes || emitsMetadata,
    jsxImportSources: [...new Set(['react', ...sources])],
    helpers: HELPERS.filter(([setting]) => all.some((text) => setting.test(text) || EXTENDS_PACKAGE.test(text))).map(
      ([, name]) => name,
    ),
  };
}

/** Every path that a resolved configuration holds, its own root and the workspace's; of files it does not matter. */
function statedFolders(root: string, settings: string): ReadonlySet<string> {
  const stated = [...settings.matchAll(/<root>\/([^"\\]+?)\/?"/g)].flatMap(([, path]) => path ?? []);
  return new Set(['', root, ...stated]);
}
