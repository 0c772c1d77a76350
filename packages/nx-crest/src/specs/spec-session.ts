import { createHash } from 'node:crypto';
import type { Diagnostic } from '@nx-crest/core';
import type { NxFile, NxProjectGraph } from '../nx/nx-types.js';
import { allConfigurations, type ConfigurationFile } from './find-configurations.js';
import { listedNow, type ListedNow } from './listed-now.js';
import { rememberedConfigurations } from './memory/remembered-configurations.js';
import type { RememberedFacts } from './memory/remembered-facts.js';
import { rememberedKeys, wholeState } from './memory/remembered-keys.js';
import { nxWorkspaceFiles } from './nx-workspace-files.js';
import type { KeyMaker, KeyQuestion } from './key-maker.js';
import type { ObservedInputs } from './observed-inputs.js';
import { batched } from './batched.js';
import { readAllConfigurations, type ReadConfigurations } from './read-configurations.js';
import type { RunnerConfiguration } from './runner-configuration.js';
import { specWorkspace, type SpecWorkspace } from './spec-workspace.js';

/** One spec under one configuration. */
export interface SpecReference {
  /** From the workspace root. */
  readonly spec: string;
  readonly configFile: string;
  /** The name of the configuration, where a file has several. */
  readonly name: string;
}

/** A key, or why there is none. */
export type KeyAnswer = { readonly key: string } | { readonly diagnostics: readonly Diagnostic[] };

/** Answers questions about specs as long as a process lives; what it finds out is kept for the next one. */
export interface SpecSession {
  readonly workspace: SpecWorkspace;
  readonly configurationFile: (path: string) => ConfigurationFile | undefined;
  readonly configurations: (file: ConfigurationFile) => Promise<ReadConfigurations>;
  readonly keyOf: (reference: SpecReference, question: KeyQuestion) => Promise<KeyAnswer>;
  readonly save: () => void;
}

/** What a session is opened with. */
export interface SessionStart {
  readonly workspaceRoot: string;
  readonly listed: readonly NxFile[];
  readonly projectGraph: Pick<NxProjectGraph, 'nodes' | 'externalNodes' | 'dependencies'>;
  readonly observed: ObservedInputs;
  /** Where it is kept what was found out; without one, it is forgotten. */
  readonly folder?: string;
  readonly env: NodeJS.ProcessEnv;
}

/** Opens a session. Nothing is read yet but names of files. */
export function openSpecSession(start: SessionStart): SpecSession {
  const { workspaceRoot, folder, projectGraph, env } = start;
  const workspace = specWorkspace(start);
  const { files } = workspace;
  const remembered = rememberedConfigurations(folder, { workspaceRoot, files, env });
  const asked = new Map<string, Promise<ReadConfigurations>>();
  const found = allConfigurations(files, workspace.configured);
  const byPath = new Map(found.map((file) => [file.path, file]));
  const roots = Object.values(projectGraph.nodes).map(({ data }) => data.root);
  const keys = rememberedKeys(folder, files);
  const wholes = new Map<string, string>();
  const wholeAfter = (after: string): string => {
    const whole = wholes.get(after) ?? wholeState({ workspaceRoot, files, roots });
    wholes.set(after, whole);
    return whole;
  };
  const startedMs = Date.now();
  const nows = new Map<string, ListedNow>();
  const nowAfter = (after: string): ListedNow => {
    const now = nows.get(after) ?? listedNow(start.listed, workspaceRoot, startedMs);
    nows.set(after, now);
    return now;
  };
  let facts: RememberedFacts | undefined;

  const together = batched((some: readonly ConfigurationFile[]) =>
    readAllConfigurations(some, { workspaceRoot, remembered, environmentOf: workspace.environmentOf }),
  );
  const configurations = (file: ConfigurationFile): Promise<ReadConfigurations> => {
    const answer = asked.get(file.path) ?? together(file);
    asked.set(file.path, answer);
    return answer;
  };
  const contexts = new Map<string, string>();
  const graphs = new Map<string, Promise<KeyMaker>>();
  const graphOf = async (configuration: RunnerConfiguration, after: string): Promise<KeyMaker> => {
    // Loads a compiler: where every key is known, nobody needs it.
    const { rememberedFacts } = await import('./memory/remembered-facts.js');
    const { keyMaker } = await import('./key-maker.js');
    facts ??= rememberedFacts(folder, workspaceRoot);
    const now =
      after === '' ? workspace : { ...workspace, files: nxWorkspaceFiles(nowAfter(after).listed, workspaceRoot) };
    return keyMaker(configuration, { workspace: now, projectGraph, facts });
  };

  return {
    workspace,
    configurationFile: (path) => byPath.get(path),
    configurations,
    keyOf: async (reference, question) => {
      const { configuration, diagnostics } = await configurationOf(reference);
      if (!configuration) return { diagnostics };
      const { env, args, after } = question;
      const name = JSON.stringify([reference.spec, reference.configFile, reference.name]);
      const moment = { env, context: contextOf(configuration, args, contexts), whole: wholeAfter(after) };
      // What is remembered knows the files as Nx has found them.
      const isLasting = after === '' || !nowAfter(after).isChanged;
      const known = isLasting ? keys.get(name, moment) : undefined;
      if (known !== undefined) return { key: known };
      const id = [reference.configFile, reference.name, after].join('\0');
      const pending = graphs.get(id) ?? graphOf(configuration, after);
      graphs.set(id, pending);
      const { key, parts } = (await pending).keyOf(reference.spec, question);
      if (isLasting) keys.set(name, { key, ...parts, context: moment.context, whole: moment.whole }, env);
      return { key };
    },
    save: () => {
      remembered.save();
      facts?.save();
      keys.save();
    },
  };

  async function configurationOf({ configFile, name }: SpecReference): Promise<{
    readonly configuration?: RunnerConfiguration;
    readonly diagnostics: readonly Diagnostic[];
  }> {
    const file = byPath.get(configFile);
    if (!file) return { diagnostics: [] };
    const read = await configurations(file);
    const configuration = read.configurations.find((one) => one.name === name);
    return configuration ? { configuration, diagnostics: [] } : { diagnostics: read.diagnostics };
  }
}

/** What the configuration and the command are, as a short text. */
function contextOf(configuration: RunnerConfiguration, args: readonly string[], known: Map<string, string>): string {
  const id = [configuration.configFile, configuration.name, ...args].join('\0');
  const found =
    known.get(id) ??
    createHash('sha256')
      .update(JSON.stringify([configuration, args]))
      .digest('hex')
      .slice(0, 16);
  known.set(id, found);
  return found;
}
