import { readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** Packages that may have a program named `tsc` or `vue-tsc`, under aliases, too: who of them has it is up to the package manager. */
const COMPILER = /typescript|tsc|native-preview/;

/** The names of all compilers of TypeScript that are installed in a folder or above, each once. */
export function installedCompilers(folder: string, workspaceRoot: string): readonly string[] {
  const found = new Set<string>();
  for (let place = folder; ; place = dirname(place)) {
    for (const name of packagesIn(join(place, 'node_modules'))) if (COMPILER.test(name)) found.add(name);
    if (place === workspaceRoot || place === dirname(place)) return [...found].sort();
  }
}

function packagesIn(modules: string): readonly string[] {
  return namesIn(modules).flatMap((name) =>
    name.startsWith('@') ? namesIn(join(modules, name)).map((part) => `${name}/${part}`) : [name],
  );
}

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch {
    return []; // nothing is installed there
  }
}
