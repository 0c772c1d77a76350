/** What a module of the workspace exports; undefined where it cannot be loaded. */
export function requireOrNothing(requireThere: NodeJS.Require, module: string): Record<string, unknown> | undefined {
  try {
    return requireThere(module) as Record<string, unknown>; // a module's exports
  } catch {
    return undefined;
  }
}

/** The version of the workspace's own Nx; undefined where none is installed. */
export function nxVersion(requireThere: NodeJS.Require): string | undefined {
  const version = requireOrNothing(requireThere, 'nx/package.json')?.['version'];
  return typeof version === 'string' ? version : undefined;
}

/** What a module of Nx exports may be anything. */
export function isFunction(value: unknown): value is (...args: unknown[]) => unknown {
  return typeof value === 'function';
}
