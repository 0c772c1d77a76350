import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { ResolvedConfiguration } from '../runner-configuration.js';
import { namedModules, type NamedModules } from './named-modules.js';
import { settingsText } from './settings-text.js';
import type { ConfigurationPlace } from './configuration-place.js';
import { checksTypes, looksFurther, programFiles, type JestTransform } from './ts-jest.js';

/** The parts of a resolved Jest project that are read; the same in 29 and 30. */
interface JestProject {
  readonly rootDir: string;
  readonly roots: readonly string[];
  readonly displayName?: { readonly name: string };
  readonly testMatch: readonly string[];
  readonly testRegex: readonly (string | RegExp)[];
  readonly testPathIgnorePatterns: readonly string[];
  readonly moduleFileExtensions: readonly string[];
  readonly moduleNameMapper: readonly (readonly [string, string | readonly string[]])[];
  readonly moduleDirectories: readonly string[];
  readonly modulePaths?: readonly string[];
  readonly transform: readonly JestTransform[];
  readonly globals?: Readonly<Record<string, unknown>>;
  readonly testEnvironment: string;
  readonly testEnvironmentOptions?: { readonly customExportConditions?: readonly string[] };
  readonly resolver?: string | null;
  readonly snapshotResolver?: string | null;
  readonly haste?: { readonly hasteImplModulePath?: string };
}

interface JestConfigModule {
  readConfigs(argv: object, projects: readonly string[]): Promise<{ readonly configs: readonly JestProject[] }>;
  readInitialOptions(
    config: string,
  ): Promise<{ readonly config: { readonly preset?: string; readonly projects?: readonly unknown[] } }>;
}

/** Older versions of 29 have none. */
interface JestCliModule {
  readonly buildArgv?: (args: string[]) => Promise<object>;
}

/** Modules that a project may name, each by its absolute path. */
const NAMED = [
  ...['setupFiles', 'setupFilesAfterEnv', 'snapshotSerializers', 'testEnvironment', 'runner', 'runtime', 'resolver'],
  ...[
    'snapshotResolver',
    'globalSetup',
    'globalTeardown',
    'dependencyExtractor',
    'testSequencer',
    'prettierPath',
    'testRunner',
  ],
] as const;

/** The projects of a Jest configuration. One that only lists others has none of its own. */
export async function readJest({
  workspaceRoot,
  file,
  toPath,
  args,
}: ConfigurationPlace): Promise<ResolvedConfiguration[]> {
  const { jestConfig, jestCli, version } = jestFrom(file);
  const { config: written } = await jestConfig.readInitialOptions(file);
  if (written.projects?.length && written.projects.every((project) => typeof project === 'string')) return [];
  if (written.projects?.some((project) => typeof project === 'string'))
    throw new Error('"projects" names other configurations and holds some itself: put these into files of their own');
  // Options of the command may name an environment, setup files and the like.
  const given = await jestCli.buildArgv?.([...args]);
  const { configs } = await jestConfig.readConfigs({ ...given, $0: '', _: [], config: file }, [file]);
  // Only by its name can one be asked for alone.
  const names = new Set(configs.flatMap(({ displayName }) => displayName?.name ?? []));
  if (configs.length > 1 && names.size < configs.length)
    throw new Error('each of the "projects" needs a "displayName" of its own');
  return configs.map((project) => {
    const named = namedModules(project, NAMED, toPath);
    const transformers = namedModules({ paths: project.transform.map(([, path]) => path) }, ['paths'], toPath);
    const checkers = project.transform.filter(checksTypes);
    const checks = checkers.length > 0;
    const preset = written.preset ? presetOf(written.preset, project.rootDir, toPath) : NOTHING;
    return {
      ...{
        runner: 'jest',
        version,
        configFile: toPath(file),
        name: configs.length > 1 ? (project.displayName?.name ?? '') : '',
      },
      root: toPath(project.rootDir),
      selection: selectionOf(project, toPath),
      configFiles: [toPath(file), ...preset.files],
      isResolved: true, // workers get it as data
      files: [
        ...named.files,
        ...transformers.files,
        ...optionFiles(project, toPath),
        ...compilersAt(project.rootDir, toPath),
      ],
      packages: [
        'jest',
        ...(checks ? ['typescript'] : []),
        ...named.packages,
        ...transformers.packages,
        ...preset.packages,
      ],
      resolution: resolutionOf(project),
      checksTypes: checks,
      programs: [...new Set(checkers.flatMap((checker) => programFiles(checker, project)).map(toPath))],
      readsSources: project.transform.some(([, path]) => !KNOWN_TRANSFORMER.test(path)),
      unknowns: [
        ...unknownsOf(project),
        ...(checkers.some((checker) => looksFurther(checker, project)) ? [TYPES] : []),
      ],
      settings: settingsText(project, workspaceRoot),
    };
  });
}

const NOTHING: NamedModules = { files: [], packages: [] };

/** `jest-config` as the project's own Jest has it: package managers that isolate put it beside `jest-cli` only. */
function jestFrom(file: string): { jestConfig: JestConfigModule; jestCli: JestCliModule; version: string } {
  const require = createRequire(file);
  const { version } = require('jest/package.json') as { version: string };
  const requireOfJest = createRequire(require.resolve('jest/package.json'));
  const requireOfCli = createRequire(requireOfJest.resolve('jest-cli/package.json'));
  return {
    jestConfig: requireOfCli('jest-config') as JestConfigModule,
    jestCli: requireOfJest('jest-cli') as JestCliModule,
    version,
  };
}

function selectionOf(project: JestProject, toPath: (path: string) => string): ResolvedConfiguration['selection'] {
  return {
    roots: project.roots.map(toPath),
    include: project.testMatch,
    exclude: [],
    base: '',
    includePatterns: project.testRegex.map((pattern) => (typeof pattern === 'string' ? pattern : pattern.source)),
    excludePatterns: project.testPathIgnorePatterns,
  };
}

function resolutionOf(project: JestProject): ResolvedConfiguration['resolution'] {
  const isBrowser = /jsdom|happy-dom/.test(project.testEnvironment);
  const ofEnvironment =
    project.testEnvironmentOptions?.customExportConditions ?? (isBrowser ? ['browser'] : ['node', 'node-addons']);
  return {
    extensions: project.moduleFileExtensions.map((extension) => `.${extension}`),
    // Jest loads what is imported as CommonJS, unless it is told to use ECMAScript modules.
    conditionSets: [
      ['require', 'default', ...ofEnvironment],
      ['import', 'default', ...ofEnvironment],
    ],
    mainFieldSets: [['main']],
    moduleFolders: [...project.moduleDirectories, ...(project.modulePaths ?? [])],
    aliases: project.moduleNameMapper.map(([pattern, target]) => ({
      pattern,
      replacements: (typeof target === 'string' ? [target] : target).map((path) =>
        path.replaceAll('<rootDir>', project.rootDir),
      ),
      whole: true,
    })),
  };
}

/** These make of a source what is executed; what others make of comments and types in it nobody knows. */
const KNOWN_TRANSFORMER =
  /[\\/](babel-jest|ts-jest|@swc[\\/]jest|jest-preset-angular|esbuild-jest|@sucrase[\\/]jest-plugin|@vue[\\/]vue\d?-jest|svelte-jester|jest-transform-stub|@nx[\\/](react|jest|next))[\\/]/;

/** Nx's own resolver finds what the paths of the tsconfig name; of others nothing is known. */
function unknownsOf({ resolver, snapshotResolver, haste }: JestProject): readonly string[] {
  return [
    ...(resolver && !/@nx[\\/]jest[\\/]/.test(resolver) ? [`resolver ${resolver}`] : []),
    ...(haste?.hasteImplModulePath ? [`haste ${haste.hasteImplModulePath}`] : []),
    ...(snapshotResolver ? [`snapshotResolver ${snapshotResolver}`] : []),
  ];
}

/** Another compiler, or a transformer that knows the compiler, may look at whatever it likes. */
const TYPES = 'types, which ts-jest compares by other means';

/** What options of transformers name: `tsconfig: '<rootDir>/test/tsconfig.json'`. */
function optionFiles({ transform, rootDir }: JestProject, toPath: (path: string) => string): readonly string[] {
  const text = JSON.stringify(transform.map(([, , options]) => options ?? null));
  return [...text.matchAll(/"<rootDir>\/?([^"]*)"/g)].map(([, path = '']) => toPath(join(rootDir, path)));
}

/** What transformers read besides a tsconfig, in the folder of the project and above. */
function compilersAt(rootDir: string, toPath: (path: string) => string): readonly string[] {
  const endings = ['js', 'cjs', 'mjs', 'json', 'ts', 'cts', 'mts'];
  const names = [
    '.swcrc',
    '.babelrc',
    ...endings.flatMap((ending) => [`babel.config.${ending}`, `.babelrc.${ending}`]),
  ];
  const folders = toPath(rootDir)
    .split('/')
    .map((_, depth, parts) => parts.slice(0, depth + 1).join('/'));
  return ['', ...folders].flatMap((folder) => names.map((name) => (folder === '' ? name : `${folder}/${name}`)));
}

/** A preset is a file, or a package that has one. */
function presetOf(preset: string, rootDir: string, toPath: (path: string) => string): NamedModules {
  if (!preset.startsWith('.') && !preset.startsWith('<rootDir>'))
    return {
      files: [],
      packages: [
        preset
          .split('/')
          .slice(0, preset.startsWith('@') ? 2 : 1)
          .join('/'),
      ],
    };
  const path = join(rootDir, preset.replace('<rootDir>', ''));
  return {
    files: [toPath(path), ...['json', 'js', 'cjs', 'mjs'].map((ending) => toPath(join(path, `jest-preset.${ending}`)))],
    packages: [],
  };
}
