import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { ResolvedConfiguration } from '../runner-configuration.js';
import type { ConfigurationPlace } from './configuration-place.js';
import { installedCompilers } from './installed-compilers.js';
import { namedModules } from './named-modules.js';
import { settingsText } from './settings-text.js';

interface ViteAlias {
  readonly find: string | RegExp;
  readonly replacement: string;
  readonly customResolver?: unknown;
}

interface ViteConfig {
  readonly configFile?: string | false;
  readonly configFileDependencies?: readonly string[];
  readonly envDir?: string | false;
  readonly mode?: string;
  readonly plugins: readonly {
    readonly name?: string;
    readonly resolveId?: unknown;
    readonly load?: unknown;
    readonly transform?: unknown;
  }[];
  readonly resolve: {
    readonly alias: readonly ViteAlias[];
    readonly conditions?: readonly string[];
    readonly mainFields?: readonly string[];
    readonly extensions?: readonly string[];
  };
  readonly ssr?: { readonly resolve?: { readonly conditions?: readonly string[] } };
}

interface VitestTypecheck {
  readonly enabled?: boolean;
  readonly only?: boolean;
  readonly include: readonly string[];
  readonly exclude: readonly string[];
}

/** The parts of a Vitest project that are read; the same from 3 on. Older ones had a function for the name, and called Vite a server. */
interface VitestProject {
  readonly name?: string;
  readonly getName?: () => string;
  readonly config: {
    readonly root: string;
    readonly dir?: string;
    readonly include: readonly string[];
    readonly exclude: readonly string[];
    readonly includeSource?: readonly string[];
    readonly environment?: string;
    readonly typecheck?: VitestTypecheck;
    readonly browser?: { readonly enabled?: boolean };
    readonly resolveSnapshotPath?: unknown;
  };
  readonly vite?: { readonly config: ViteConfig };
  readonly server?: { readonly config: ViteConfig };
}

interface VitestModule {
  readonly parseCLI?: (words: readonly string[]) => { readonly options: object };
  readonly createVitest: (
    mode: 'test',
    options: object,
  ) => Promise<{ readonly projects: readonly VitestProject[]; close(): Promise<void> }>;
}

const NAMED = [
  'setupFiles',
  'globalSetup',
  'environment',
  'runner',
  'snapshotSerializers',
  'snapshotEnvironment',
  'diff',
];
/** What these do is known: they read what the configuration or a tsconfig says, or work on the one module that they are given. */
const KNOWN_PLUGIN =
  /^(vite|vitest|builtin|native|rolldown):|^(alias|commonjs|vitest|solid|nx-vite-ts-paths|vite-tsconfig-paths|vite-plugin-svelte(:.*)?)$/;

/** The projects of a Vitest configuration. */
export async function readVitest({
  workspaceRoot,
  file,
  toPath,
  startRoot,
  args,
}: ConfigurationPlace): Promise<ResolvedConfiguration[]> {
  const require = createRequire(file);
  const manifest = require.resolve('vitest/package.json');
  const { version } = require(manifest) as { version: string };
  const entry = pathToFileURL(join(dirname(manifest), 'dist/node.js')).href;
  const { createVitest, parseCLI } = (await import(entry)) as VitestModule;
  const { options } = parseCLI?.(['vitest', 'run', ...args]) ?? {};
  const vitest = await createVitest('test', {
    ...options,
    root: startRoot,
    config: file,
    watch: false,
    reporters: [{}],
  });
  try {
    return vitest.projects.flatMap((project) => {
      const executed = configurationOf(project, { version, file, workspaceRoot, toPath, startRoot, args });
      const { typecheck, root } = project.config;
      if (!typecheck?.enabled) return [executed];
      const compilers = installedCompilers(root, workspaceRoot);
      return [...(typecheck.only ? [] : [executed]), typesOf(executed, typecheck, compilers)];
    });
  } finally {
    await vitest.close();
  }
}

function configurationOf(
  project: VitestProject,
  { version, file, workspaceRoot, toPath }: ConfigurationPlace & { readonly version: string },
): ResolvedConfiguration {
  const { config } = project;
  const name = project.name ?? project.getName?.() ?? '';
  const vite = project.vite ?? project.server;
  if (!vite) throw new Error(`Vitest ${version} does not show its configuration`);
  const named = namedModules(config, NAMED, toPath);
  const { configFile, configFileDependencies = [] } = vite.config;
  const configFiles = [...new Set([file, ...(configFile ? [configFile] : []), ...configFileDependencies])].map(toPath);
  return {
    ...{ runner: 'vitest', version, configFile: toPath(file), name },
    root: toPath(config.root),
    selection: {
      roots: [toPath(config.dir ?? config.root)],
      include: [...config.include, ...(config.includeSource ?? [])],
      exclude: config.exclude,
      base: toPath(config.dir ?? config.root),
      ...{ includePatterns: [], excludePatterns: [] },
    },
    configFiles,
    isResolved: isResolved(config, vite.config),
    files: [...named.files, ...besides(vite.config, config.root, workspaceRoot).map(toPath)],
    packages: ['vitest', 'vite', ...named.packages, `vitest-environment-${config.environment ?? 'node'}`],
    resolution: resolutionOf(vite.config),
    checksTypes: false,
    programs: [], // those of types look at a whole project
    readsSources: unknownPlugins(vite.config).length > 0,
    unknowns: unknownsOf(config, vite.config),
    settings: settingsText(
      { test: config, resolve: vite.config.resolve, plugins: vite.config.plugins.map((plugin) => plugin.name) },
      workspaceRoot,
    ),
  };
}

/** What Vite reads besides its configuration: variables of the mode, what PostCSS and Svelte are told. */
function besides({ envDir, mode = 'test' }: ViteConfig, root: string, workspaceRoot: string): readonly string[] {
  const endings = ['js', 'mjs', 'cjs', 'ts', 'mts', 'cts', 'json', 'yaml', 'yml'];
  const postcss = ['.postcssrc', ...endings.flatMap((ending) => [`postcss.config.${ending}`, `.postcssrc.${ending}`])];
  const svelte = endings.map((ending) => `svelte.config.${ending}`);
  const workspaces = ['workspace', 'projects'].flatMap((name) => endings.map((ending) => `vitest.${name}.${ending}`));
  const variables = ['.env', '.env.local', `.env.${mode}`, `.env.${mode}.local`];
  return [
    ...(envDir ? variables.map((name) => join(envDir, name)) : []),
    ...[...svelte, ...workspaces].map((name) => join(root, name)),
    // Looked for upwards.
    ...foldersUpTo(workspaceRoot, root).flatMap((folder) => postcss.map((name) => join(folder, name))),
  ];
}

function foldersUpTo(top: string, folder: string): readonly string[] {
  const parent = dirname(folder);
  return folder === top || parent === folder ? [folder] : [folder, ...foldersUpTo(top, parent)];
}

/** Tests of types are compiled, not executed, and with them all that the compiler is told to look at. */
function typesOf(
  executed: ResolvedConfiguration,
  { include, exclude }: VitestTypecheck,
  compilers: readonly string[],
): ResolvedConfiguration {
  return {
    ...executed,
    name: [executed.name, 'typecheck'].filter((part) => part !== '').join(' '),
    typesOf: executed.name,
    selection: { ...executed.selection, include, exclude },
    packages: [...executed.packages, ...compilers],
    checksTypes: true,
    unknowns: [...executed.unknowns, 'typecheck, which compiles the whole project'],
  };
}

function resolutionOf({ resolve, ssr }: ViteConfig): ResolvedConfiguration['resolution'] {
  // Tests run in development; the placeholder stands for either. Which of the two lists holds depends on the environment.
  const lists = [ssr?.resolve?.conditions ?? [], resolve.conditions ?? []].map((list) =>
    list.map((name) => (name === 'development|production' ? 'development' : name)),
  );
  return {
    extensions: resolve.extensions ?? ['.mjs', '.js', '.mts', '.ts', '.jsx', '.tsx', '.json'],
    conditionSets: lists.flatMap((list) => [
      ['import', 'default', ...list],
      ['import', 'module', 'default', ...list],
      ['require', 'default', ...list],
    ]),
    mainFieldSets: [['main'], [...(resolve.mainFields ?? []), 'module', 'main']],
    moduleFolders: ['node_modules'],
    aliases: resolve.alias.map(({ find, replacement }) => ({
      pattern: typeof find === 'string' ? `^${escaped(find)}(?=$|/)` : find.source,
      replacements: [typeof find === 'string' ? replacement.replaceAll('$', '$$') : replacement],
      ...(typeof find !== 'string' && find.flags !== '' ? { flags: find.flags } : {}),
      whole: false,
    })),
  };
}

/** Plugins and functions of others are executed while tests run. What `onConsoleLog` says decides only what is printed. */
function isResolved(config: VitestProject['config'], vite: ViteConfig): boolean {
  const functions = Object.entries(config).filter(([name, value]) => typeof value === 'function' && !PRINTS.has(name));
  return (
    functions.length === 0 &&
    unknownsOf(config, vite).length === 0 &&
    vite.plugins.every(({ name = '' }) => KNOWN_PLUGIN.test(name))
  );
}

const PRINTS = new Set(['onConsoleLog', 'onStackTrace']);

function unknownPlugins({ plugins }: ViteConfig): ViteConfig['plugins'] {
  return plugins.filter(
    ({ name = '', resolveId, load, transform }) =>
      (resolveId ?? load ?? transform) !== undefined && !KNOWN_PLUGIN.test(name),
  );
}

function unknownsOf(config: VitestProject['config'], vite: ViteConfig): readonly string[] {
  return [
    ...unknownPlugins(vite).map(({ name }) => `plugin ${name ?? 'without a name'}`),
    ...vite.resolve.alias
      .filter(({ customResolver }) => customResolver !== undefined && customResolver !== null)
      .map(({ find }) => `alias ${String(find)} with a resolver`),
    ...(config.browser?.enabled ? ['browser'] : []),
    ...(config.resolveSnapshotPath === undefined ? [] : ['resolveSnapshotPath']),
  ];
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
