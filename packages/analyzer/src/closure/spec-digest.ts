import { createHash } from 'node:crypto';
import { decidingPart } from './deciding-manifests.js';
import type { ModuleGraph } from './module-graph.js';
import type { SpecInputs } from './spec-inputs.js';
import type { WorkspaceFiles } from './workspace-files.js';

/** What the workspace's files do not tell. */
export interface DigestContext {
  /** The transformer checks types: sources count with them. */
  readonly checksTypes: boolean;
  /** What transforms sources is not known: they count as they are written. */
  readonly readsSources: boolean;
  /** The value of a variable of the environment. */
  readonly variable: (name: string) => string | undefined;
  /** Everything else that decides: versions, settings, packages. In a fixed order. */
  readonly besides: readonly string[];
}

/**
 * The key under which the result of a spec may be kept: the same as long as nothing changes that it may depend on. A source counts
 * by what of it is executed, with its types where these are checked, unless someone may read it or sees positions in it.
 *
 * *Complexity*: O(files).
 */
export function specDigest(
  inputs: SpecInputs,
  { graph, files, context }: { graph: ModuleGraph; files: WorkspaceFiles; context: DigestContext },
): string {
  const asWritten = new Set(inputs.asWritten);
  const seesSources = context.readsSources || inputs.seesPositions;
  const idOf = (path: string): string => {
    const bytes = `bytes ${files.hashOf(path) ?? ''}`;
    if (seesSources || asWritten.has(path)) return bytes;
    const { executedHash, typedHash } = graph.facts(path) ?? {};
    // With its types, a module is known better than it need be where only execution counts.
    return (context.checksTypes ? undefined : executedHash) ?? (typedHash ? `typed ${typedHash}` : bytes);
  };
  const hash = createHash('sha256');
  // Each part ends with a character that none of them holds.
  const add = (...parts: readonly string[]): void => {
    for (const part of parts) hash.update(part).update('\0');
  };
  for (const path of inputs.files) add('file', path, idOf(path));
  for (const path of inputs.outputs) add('output', path, files.contentHash(path) ?? '');
  for (const path of inputs.manifests) add('manifest', path, decidingPart(files.read(path) ?? ''));
  for (const name of inputs.names) add('named', name);
  for (const name of inputs.environment) add('variable', name, context.variable(name) ?? '\u0001');
  add('besides', ...context.besides);
  return hash.digest('hex');
}
