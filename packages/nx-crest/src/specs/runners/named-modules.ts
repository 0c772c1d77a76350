import { isAbsolute } from 'node:path';

/** Modules of the workspace, and packages, that a configuration names. */
export interface NamedModules {
  readonly files: readonly string[];
  readonly packages: readonly string[];
}

/** What these fields of a configuration name: absolute paths, names of packages, lists of both; what is built in is neither. */
export function namedModules<T extends object>(
  owner: T,
  fields: readonly (keyof T | string)[],
  toPath: (path: string) => string,
): NamedModules {
  const values = fields.flatMap((field) => textsOf((owner as Readonly<Record<string, unknown>>)[field as string]));
  const files: string[] = [];
  const packages: string[] = [];
  for (const value of values) {
    const installed = /[\\/]node_modules[\\/]((?:@[^\\/]+[\\/])?[^\\/]+)(?!.*[\\/]node_modules[\\/])/.exec(value)?.[1];
    if (installed) packages.push(installed.replaceAll('\\', '/'));
    else if (isAbsolute(value)) files.push(toPath(value));
    else if (/^(@[\w.-]+\/)?[\w.-]+$/.test(value)) packages.push(value);
  }
  return { files, packages };
}

function textsOf(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value];
  return Array.isArray(value)
    ? value.flatMap((part: unknown) => (Array.isArray(part) ? textsOf(part[0]) : textsOf(part)))
    : [];
}
