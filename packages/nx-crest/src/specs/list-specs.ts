import { selectSpecs } from '@nx-crest/analyzer/select-specs';
import type { Diagnostic } from '@nx-crest/core';
import { allConfigurations } from './find-configurations.js';
import type { SpecReference, SpecSession } from './spec-session.js';

/** Every spec of the workspace under each configuration that runs it, by configuration and path; and what cannot be read. */
export async function listSpecs({ workspace, configurations }: SpecSession): Promise<{
  readonly specs: readonly SpecReference[];
  readonly diagnostics: readonly Diagnostic[];
}> {
  const { files, configured, workspaceRoot } = workspace;
  const specs: SpecReference[] = [];
  const diagnostics: Diagnostic[] = [];
  const answers = await Promise.all(allConfigurations(files, configured).map(configurations));
  for (const read of answers) {
    diagnostics.push(...read.diagnostics);
    for (const { configFile, name, selection } of read.configurations) {
      const found = selectSpecs(selection, files, workspaceRoot);
      specs.push(...found.map((spec) => ({ spec, configFile, name })));
    }
  }
  return { specs, diagnostics };
}
