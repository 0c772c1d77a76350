/** The specs on which mutations are tried: spread over the configurations, with a result that is always the same. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { posix } from 'node:path';
import { explainUnder } from '../../../packages/nx-crest/dist/specs/explain-spec.js';
import { listSpecs } from '../../../packages/nx-crest/dist/specs/list-specs.js';
import { rememberedFacts } from '../../../packages/nx-crest/dist/specs/memory/remembered-facts.js';
import { specGraph } from '../../../packages/nx-crest/dist/specs/spec-graphs.js';
import { shuffled } from '../run/random.mjs';
import { keysOf, openSession } from './keys.mjs';
import { runSpecs } from './run-specs.mjs';

const MOST = 30;
/** What all of them may take together: each mutation costs as much again. A few configurations are looked at whatever they take. */
const ROUND_MS = 10_000;
const FEWEST = 3;
/** Tests of types compile a whole project: one configuration of that kind is enough. */
const CHECKED_BY_VITEST = 1;

/** Chosen and run twice, or read from `file`, where an earlier call of this suite has written them down. */
export async function chooseSubjects(workspace, { file, folder, random, log }) {
  const session = openSession(workspace, { projectGraph: workspace.graph(), folder });
  if (!existsSync(file)) {
    const found = await spread(session, random);
    log(`${found.length} specs are run twice`);
    const chosen = await withBaseline(found, session, log);
    if (chosen.length === 0) throw new Error('no spec has the same result twice');
    writeFileSync(file, JSON.stringify(chosen, null, 2));
  }
  const subjects = JSON.parse(readFileSync(file, 'utf8'));
  const keys = await keysOf(subjects, { workspace, folder });
  const placed = [];
  for (const [index, subject] of subjects.entries())
    placed.push({ ...subject, ...(await placeOf(subject, session)), key: keys[index] });
  return withInputs(placed, session);
}

/** In turn from each configuration, so that none is left out; first those with snapshots, of which there are few. */
async function spread(session, random) {
  const { specs } = await listSpecs(session);
  const queues = new Map();
  const hasSnapshot = ({ spec }) => {
    const { dir, base } = posix.parse(spec);
    return session.workspace.files.hashOf(posix.join(dir, '__snapshots__', `${base}.snap`)) !== undefined;
  };
  const mixed = shuffled(random, specs);
  for (const reference of [...mixed.filter(hasSnapshot), ...mixed.filter((one) => !hasSnapshot(one))]) {
    const id = idOf(reference);
    queues.set(id, [...(queues.get(id) ?? []), reference]);
  }
  const checking = shuffled(
    random,
    [...queues.keys()].filter((id) => id.endsWith('typecheck')),
  );
  for (const id of checking.slice(CHECKED_BY_VITEST)) queues.delete(id);
  const chosen = [];
  while (chosen.length < MOST && queues.size > 0) {
    for (const [id, queue] of queues) {
      if (chosen.length < MOST) chosen.push(queue.shift());
      if (queue.length === 0) queues.delete(id);
    }
  }
  return chosen;
}

function idOf({ configFile, name }) {
  return `${configFile} ${name}`;
}

/** Subjects by configuration. */
export function byConfiguration(subjects) {
  const groups = new Map();
  for (const subject of subjects) groups.set(idOf(subject), [...(groups.get(idOf(subject)) ?? []), subject]);
  return [...groups.values()];
}

/** How the specs of a configuration are run. */
async function placeOf({ configFile, name }, session) {
  const file = session.configurationFile(configFile);
  const { configurations } = await session.configurations(file);
  return { file, configuration: configurations.find((one) => one.name === name) };
}

async function withBaseline(subjects, session, log) {
  const root = session.workspace.workspaceRoot;
  const kept = [];
  let spentMs = 0;
  for (const group of byConfiguration(subjects)) {
    if (spentMs > ROUND_MS && byConfiguration(kept).length >= FEWEST) break;
    const place = await placeOf(group[0], session);
    const specs = group.map(({ spec }) => spec);
    const rounds = [];
    const began = performance.now();
    for (let round = 0; round < 2; round += 1) rounds.push(await runSpecs(specs, { root, ...place }));
    const ms = (performance.now() - began) / 2;
    const [first, second] = rounds.map(({ results }) => results);
    const isStrange = rounds.some((round) => round.isStrange);
    const same = group.filter(({ spec }) => isUsable(first.get(spec)) && first.get(spec) === second.get(spec));
    const share = (ROUND_MS / 2 / FEWEST / ms) * group.length;
    const fitting = same.slice(0, Math.max(1, Math.floor(share)));
    spentMs += (ms * fitting.length) / group.length;
    kept.push(...fitting.map((subject) => ({ ...subject, isStrange, result: first.get(subject.spec) })));
    log(
      `${idOf(group[0])}: ${Math.round(ms)} ms, ${group.length} specs, ${same.length} usable, ${fitting.length} taken`,
    );
  }
  return kept;
}

/** A spec of which no test was even found lacks something here. */
function isUsable(result) {
  return result !== undefined && JSON.parse(result).length > 1;
}

/** With the files and packages that count for them, so that mutations can be aimed. */
function withInputs(subjects, session) {
  const { files, workspaceRoot, projectOf } = session.workspace;
  const facts = rememberedFacts();
  const graphs = new Map();
  return subjects.map((subject) => {
    const { configuration } = subject;
    const id = idOf(subject);
    const graph = graphs.get(id) ?? specGraph(configuration, { files, workspaceRoot, facts });
    graphs.set(id, graph);
    const { inputs } = explainUnder(subject.spec, { configuration, graph }, session.workspace);
    return {
      ...subject,
      closure: new Set([...inputs.files, ...inputs.manifests]),
      packages: inputs.packages.map((found) => found.folder),
      project: projectOf(subject.spec) ?? posix.dirname(subject.configFile),
    };
  });
}
