import { existsSync } from 'node:fs';
import { dirname, isAbsolute, join } from 'node:path';

/** One entry of Jest's `transform`, resolved. */
export type JestTransform = readonly [pattern: string, path: string, options: unknown];

/** Where a project of Jest lies, and what it says of ts-jest in the old way. */
interface TsJestPlace {
  readonly rootDir: string;
  readonly globals?: Readonly<Record<string, unknown>>;
}

interface TsJestOptions {
  readonly diagnostics?: unknown;
  readonly isolatedModules?: unknown;
  readonly tsconfig?: unknown;
  readonly compiler?: unknown;
  readonly astTransformers?: unknown;
}

/** ts-jest, alone or within the preset for Angular, compares types unless it is told not to. */
export function checksTypes([, path, options]: JestTransform): boolean {
  if (!/[\\/](ts-jest|jest-preset-angular)[\\/]/.test(path)) return false;
  const { diagnostics, isolatedModules } = (options ?? {}) as TsJestOptions;
  return diagnostics !== false && isolatedModules !== true;
}

/** Other compilers, among them that of the preset for Angular, and transformers that may ask the compiler about any file. */
export function looksFurther(transform: JestTransform, place: TsJestPlace): boolean {
  const { compiler, astTransformers } = optionsOf(transform, place);
  return compiler !== undefined || astTransformers !== undefined || !/[\\/]ts-jest[\\/]/.test(transform[1]);
}

/**
 * The tsconfig of the program in which ts-jest asks for what is wrong in a file that it transforms (`TsCompiler`, 29.4): its files
 * are the first ones of a language service, apart from tests, and every file that is transformed comes to them. Absolute paths; of
 * one that may be meant from two folders, those that are there.
 */
export function programFiles(transform: JestTransform, place: TsJestPlace): readonly string[] {
  const { rootDir } = place;
  const { tsconfig } = optionsOf(transform, place);
  if (typeof tsconfig !== 'string') return [nearestConfig(rootDir)];
  const path = tsconfig.replace('<rootDir>', rootDir);
  const meant = isAbsolute(path) ? [path] : [join(rootDir, path), join(process.cwd(), path)];
  const there = meant.filter((file) => existsSync(file));
  return there.length > 0 ? there : meant;
}

function optionsOf([, , options]: JestTransform, { globals }: TsJestPlace): TsJestOptions {
  return { ...(globals?.['ts-jest'] as TsJestOptions | undefined), ...(options as TsJestOptions | undefined) };
}

/** In the folder or above it; where there is none, the folder itself is what ts-jest takes. */
function nearestConfig(rootDir: string): string {
  for (let folder = rootDir; ; folder = dirname(folder)) {
    const file = join(folder, 'tsconfig.json');
    if (existsSync(file)) return file;
    if (dirname(folder) === folder) return join(rootDir, 'tsconfig.json');
  }
}
