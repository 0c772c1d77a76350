import { compareText } from '@nx-crest/core';
import type { NxProjectNode } from '../nx/nx-types.js';

/** Finds the root of the project that owns a file: the nearest one above it. */
export function projectFinder(nodes: Readonly<Record<string, NxProjectNode>>): (path: string) => string | undefined {
  const roots = Object.values(nodes)
    .map(({ data }) => (data.root === '.' ? '' : data.root))
    .sort((a, b) => b.length - a.length || compareText(a, b));
  return (path) => roots.find((root) => root === '' || path.startsWith(`${root}/`));
}
