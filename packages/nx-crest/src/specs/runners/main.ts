import { relative, sep } from 'node:path';
import type { ResolvedConfiguration } from '../runner-configuration.js';

/** What the process that reads a configuration answers. */
export type ConfigurationAnswer =
  { readonly configurations: readonly ResolvedConfiguration[] } | { readonly error: string };

/**
 * A process of its own for each configuration: reading it executes it, in the folder and with the environment in which tests are
 * started. Arguments: the runner, the workspace root, the file, the root that Vitest is given, options as a JSON list.
 */
async function main([
  runner,
  workspaceRoot = '',
  file = '',
  startRoot = '',
  args = '[]',
]: readonly string[]): Promise<ConfigurationAnswer> {
  const place = {
    workspaceRoot,
    file,
    startRoot,
    args: JSON.parse(args) as readonly string[],
    toPath: (path: string) => relative(workspaceRoot, path).split(sep).join('/'),
  };
  try {
    if (runner === 'jest') return { configurations: await (await import('./read-jest.js')).readJest(place) };
    return { configurations: await (await import('./read-vitest.js')).readVitest(place) };
  } catch (error) {
    return { error: error instanceof Error ? error.message : String(error) };
  }
}

void main(process.argv.slice(2)).then((answer) => {
  process.send?.(answer, () => {
    process.exit(); // a configuration may have started what never ends
  });
});
