import { diagnostic, type Diagnostic, type Resource } from '@nx-crest/core';
import type { NxProjectGraph } from '../nx/nx-types.js';
import type { WorkspaceTask } from '../nx/read-task-graph.js';
import { normalizeOptions } from '../plugin/options.js';
import { resourceKey } from '../report/resource-key.js';
import { needsOf, type RunNeeds } from '../resources/needs-of.js';

/** Where the needs of a run are stated. */
export interface LimitSource {
  /** What nx.json says under `options` of the plugin. */
  readonly options: unknown;
  readonly graph: NxProjectGraph;
  /** What the command line says of capacities. */
  readonly asked: readonly Resource[];
}

/** `needsOf` by what `nx.json` says, with everything that is wrong with it. */
export function limitedRun(tasks: readonly WorkspaceTask[], { options, graph, asked }: LimitSource): RunNeeds {
  const { limits } = normalizeOptions(options);
  const limited = needsOf(tasks, graph, limits);
  const diagnostics = [...limits.diagnostics, ...limited.diagnostics, ...otherUnits(limits.resources, asked)];
  return { ...limited, diagnostics };
}

/** A capacity of 4 for what `nx.json` declares as 8 GB would be 4 bytes. */
function otherUnits(declared: readonly Resource[], asked: readonly Resource[]): readonly Diagnostic[] {
  return asked.flatMap(({ name, unit }) => {
    const known = declared.find((one) => resourceKey(one.name) === resourceKey(name));
    if (!known || known.unit === unit) return [];
    const expected = `${known.unit ? 'a size, for example 8GB' : 'a whole number'}, as in nx.json`;
    return [diagnostic('CREST401', { argument: `--resource ${name}`, expected })];
  });
}
