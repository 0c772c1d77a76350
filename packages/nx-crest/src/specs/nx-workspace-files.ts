import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { WorkspaceFiles } from '@nx-crest/analyzer/test-specs';
import { compareText } from '@nx-crest/core/model';
import type { NxFile } from '../nx/nx-types.js';

/** The files that Nx found, as the analyzer sees a workspace; each is read at most once. */
export function nxWorkspaceFiles(found: readonly NxFile[], workspaceRoot: string): WorkspaceFiles {
  const hashes = new Map(found.map(({ file, hash }) => [file, hash]));
  const texts = new Map<string, string | undefined>();
  return {
    paths: [...hashes.keys()].sort(compareText),
    hashOf: (path) => hashes.get(path),
    contentHash: (path) => {
      try {
        return createHash('sha256')
          .update(readFileSync(join(workspaceRoot, path)))
          .digest('hex');
      } catch {
        return undefined;
      }
    },
    read: (path) => {
      if (!texts.has(path)) texts.set(path, readOrNothing(join(workspaceRoot, path)));
      return texts.get(path);
    },
  };
}

function readOrNothing(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined; // gone since Nx listed it
  }
}
