import { compareText } from '@nx-crest/core/model';

/** The folder in which projects of our own lie: they own no file. */
const OWN = /(^|\/)\.crest\//;

/** Finds the root of the project that owns a file: the nearest one above it; `''` is the workspace's. */
export function projectFinder(projects: readonly { readonly root: string }[]): (path: string) => string | undefined {
  const roots = projects
    .map(({ root }) => (root === '.' ? '' : root))
    .filter((root) => !OWN.test(root))
    .sort((a, b) => b.length - a.length || compareText(a, b));
  return (path) => roots.find((root) => root === '' || path.startsWith(`${root}/`));
}
