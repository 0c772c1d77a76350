/** The keys of the subjects in the state in which the workspace is now. */
import { selectSpecs } from '../../../packages/analyzer/dist/select-specs.js';
import { readObservedInputs } from '../../../packages/nx-crest/dist/specs/observed-inputs.js';
import { openSpecSession } from '../../../packages/nx-crest/dist/specs/spec-session.js';

/** @returns as many answers as subjects: a key, or why there is none: `gone`, `unknown` */
export async function keysOf(subjects, { workspace, changed, folder }) {
  const projectGraph = workspace.graph(changed);
  if (!projectGraph) return subjects.map(() => 'unknown');
  const session = openSession(workspace, { projectGraph, folder });
  const keys = [];
  for (const subject of subjects) keys.push(await keyIn(session, subject));
  session.save();
  return keys;
}

export function openSession({ root, list }, { projectGraph, folder }) {
  return openSpecSession({
    ...{ workspaceRoot: root, listed: list(), projectGraph, observed: readObservedInputs(root).inputs },
    ...{ folder, env: process.env },
  });
}

async function keyIn(session, { spec, configFile, name }) {
  const { files, workspaceRoot } = session.workspace;
  const file = session.configurationFile(configFile);
  if (!file) return 'gone';
  const { configurations } = await session.configurations(file);
  const configuration = configurations.find((one) => one.name === name);
  if (!configuration) return 'unknown';
  if (!selectSpecs(configuration.selection, files, workspaceRoot).includes(spec)) return 'gone';
  const question = { env: process.env, args: file.args ?? [], after: '' };
  const { key } = await session.keyOf({ spec, configFile, name }, question);
  return key ?? 'unknown';
}
