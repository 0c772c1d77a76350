import type { WorkspaceFiles } from '@nx-crest/analyzer/test-specs';
import { nestedLockFiles } from './lock-files.js';

it('finds the lock files of what is installed below the root', () => {
  const paths = ['a/b/yarn.lock', 'a/package-lock.json', 'c/pnpm-lock.yaml', 'package-lock.json'];
  const files = { hashOf: (path: string) => (paths.includes(path) ? path : undefined) } as WorkspaceFiles;
  expect(nestedLockFiles(['a/b/node_modules/x/node_modules/y', 'node_modules/z'], files)).toEqual([
    'a/b/yarn.lock',
    'a/package-lock.json',
  ]);
  expect(nestedLockFiles(['node_modules/z'], files)).toEqual([]);
});
