import { compareText } from '@nx-crest/core/model';
import type { NxProjectGraph } from '../nx/nx-types.js';

/** A package as it is installed. */
export interface PackageVersion {
  readonly name: string;
  readonly version: string;
}

/**
 * These packages and all that they need, each with its version, by the lock file as Nx has read it; sorted. A package that is not
 * in it counts with the whole lock file, for what it needs is not known.
 *
 * *Complexity*: O(packages + dependencies) that are reached.
 */
export function lockedPackages(
  installed: readonly PackageVersion[],
  { externalNodes = {}, dependencies = {} }: Pick<NxProjectGraph, 'externalNodes' | 'dependencies'>,
  wholeLockFile: () => string,
): readonly string[] {
  const reached = new Set<string>();
  const lines = new Set<string>();
  for (const { name, version } of installed) {
    lines.add(`${name}@${version}`);
    const node = [`npm:${name}@${version}`, `npm:${name}`].find((id) =>
      isVersion(version, externalNodes[id]?.data.version),
    );
    if (node === undefined) lines.add(`lock file ${wholeLockFile()}`);
    else reached.add(node);
  }
  for (const id of reached) {
    const node = externalNodes[id];
    if (node) lines.add(`${node.data.packageName}@${node.data.version} ${node.data.hash ?? ''}`);
    for (const { target } of dependencies[id] ?? []) reached.add(target); // a set goes on with what is added
  }
  return [...lines].sort(compareText);
}

/** Of an alias, the lock file says what it stands for: `npm:typescript@7.0.2`. */
function isVersion(version: string, locked: string | undefined): boolean {
  return locked === version || (locked?.startsWith('npm:') === true && locked.endsWith(`@${version}`));
}
