import { createHash } from 'node:crypto';
import { join, posix } from 'node:path';
import type { NxJsonConfiguration, ProjectConfiguration } from '../../nx/devkit.js';
import { ownVersion } from '../../specs/memory/own-version.js';
import { rememberedConfigurations } from '../../specs/memory/remembered-configurations.js';
import { readStored, writeStored } from '../../specs/memory/stored-json.js';
import { nxWorkspaceFiles } from '../../specs/nx-workspace-files.js';
import type { CompanionInput, ReadFor } from './companion-projects.js';
import { projectEnvironment } from './project-environment.js';

type Companions = Readonly<Record<string, ProjectConfiguration>>;

interface StoredCompanions {
  readonly state: string;
  /** The configurations that were read for them. */
  readonly configurations: readonly ReadFor[];
  readonly companions: Companions;
}

/**
 * The companion projects as they were, where nothing has changed of what they are made of: which files there are, what describes
 * projects, and what was looked at for each configuration. Else they are made again; that loads much more.
 *
 * *Complexity*: O(files).
 */
export async function rememberedCompanions(input: CompanionInput): Promise<Companions> {
  const { workspaceRoot, listed, cacheFolder } = input;
  const files = nxWorkspaceFiles(listed, workspaceRoot);
  const file = cacheFolder === undefined ? undefined : join(cacheFolder, 'nx-crest-companions.json');
  const state = stateOf(input);
  const stored = readStored(file) as StoredCompanions | undefined; // the state holds our version, and so says its shape
  if (stored?.state === state) {
    const remembered = rememberedConfigurations(cacheFolder, { workspaceRoot, files, env: process.env });
    if (
      stored.configurations.every(
        (one) => remembered.get(one.name, projectEnvironment(one, workspaceRoot)) !== undefined,
      )
    )
      return stored.companions;
  }
  const { companionProjects } = await import('./companion-projects.js');
  const { companions, configurations } = await companionProjects(input);
  // What could not be read is tried again each time.
  if (configurations !== undefined) writeStored(file, { state, configurations, companions } satisfies StoredCompanions);
  return companions;
}

/** Files that say what is a project, what its targets are, and for whom a configuration is. */
const DECIDES = /^(package\.json|project\.json|pnpm-workspace\.yaml|lerna\.json|(jest|vite|vitest)\..*)$/;

function stateOf({ option, nxJson, listed, taken }: CompanionInput): string {
  const hash = createHash('sha256').update(JSON.stringify([ownVersion(), option, decidingPart(nxJson), taken]));
  for (const { file, hash: content } of listed) {
    hash.update(`${file}\0`);
    if (DECIDES.test(posix.basename(file))) hash.update(`${content}\0`);
  }
  return hash.digest('hex');
}

function decidingPart({ targetDefaults, plugins }: NxJsonConfiguration): object {
  return { targetDefaults, plugins };
}
