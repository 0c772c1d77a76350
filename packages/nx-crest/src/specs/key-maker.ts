import type { NxProjectGraph } from '../nx/nx-types.js';
import { explainUnder } from './explain-spec.js';
import type { RememberedFacts } from './memory/remembered-facts.js';
import type { KeyParts } from './memory/remembered-keys.js';
import type { RunnerConfiguration } from './runner-configuration.js';
import { specGraph } from './spec-graphs.js';
import { environmentOf, specKey } from './spec-key.js';
import type { SpecWorkspace } from './spec-workspace.js';

/** What is asked for a key, besides the spec. */
export interface KeyQuestion {
  readonly env: NodeJS.ProcessEnv;
  /** What is added to the command. */
  readonly args: readonly string[];
  /**
   * The tasks that are done because this spec waits for them, as a text; `''` where there are none. What they may have made is
   * looked at anew for each other text.
   */
  readonly after: string;
}

/** Makes the keys of one configuration's specs. */
export interface KeyMaker {
  readonly keyOf: (
    spec: string,
    question: KeyQuestion,
  ) => { readonly key: string; readonly parts: Pick<KeyParts, 'files' | 'outputs' | 'environment'> };
}

/** What keys are made from, besides the configuration. */
export interface KeySources {
  readonly workspace: SpecWorkspace;
  readonly projectGraph: Pick<NxProjectGraph, 'externalNodes' | 'dependencies'>;
  readonly facts: RememberedFacts;
}

/** The keys of one configuration's specs, over the modules as they are when the first one is asked for. */
export function keyMaker(configuration: RunnerConfiguration, { workspace, projectGraph, facts }: KeySources): KeyMaker {
  const { files, workspaceRoot } = workspace;
  const graph = specGraph(configuration, { files, workspaceRoot, facts });
  // Any of them may come to declare something for all, and then counts.
  const typed = configuration.checksTypes ? files.paths.filter((path) => /\.[cm]?tsx?$/.test(path)) : [];
  return {
    keyOf: (spec, { env, args }) => {
      const { inputs } = explainUnder(spec, { configuration, graph }, workspace);
      return {
        key: specKey(spec, inputs, { configuration, graph, workspace, projectGraph, env, args }),
        parts: {
          files: [...new Set([...inputs.files, ...inputs.manifests, ...inputs.program, ...typed])],
          outputs: inputs.outputs,
          environment: environmentOf(inputs),
        },
      };
    },
  };
}
