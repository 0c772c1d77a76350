/**
 * `npm run fuzz -- --documents N --seed S [--from I] [--format F] [--minutes M] [--keep DIR]`: reads documents that nobody
 * would write, and looks for exceptions, slow parses, lost boxes and edits that change too much (`check-document.mjs`).
 * Document I of seed S is the same on every run over the same corpus, so a long run can be cut into ranges and a fault
 * repeated. A fault is made small, printed with its seed, and written to the folder DIR. Exit code 1 when there is one;
 * a slow parse counts with `--strict` only.
 * `--self-test` plants an exception, a slow parser and a careless edit, and must find all three.
 * `--memory` instead parses documents of 1 MB and 8 MB of each format: memory must grow no more than the document does.
 */
import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { seededRandom } from '../bench/run/random.mjs';
import { check, chooseTrial } from './check-document.mjs';
import { readCorpus } from './corpus.mjs';
import { measureMemory } from './memory.mjs';
import { minimise } from './minimise.mjs';
import { makeDocument } from './mutate.mjs';
import { plantedFaults } from './planted-faults.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '../..');
const MOST_FAULTS = 12;
const MINIMISE_MS = 20_000;

const { values } = parseArgs({
  options: {
    documents: { type: 'string', default: '20000' },
    seed: { type: 'string', default: '1' },
    from: { type: 'string', default: '0' },
    format: { type: 'string' },
    minutes: { type: 'string' },
    keep: { type: 'string' },
    strict: { type: 'boolean' },
    'self-test': { type: 'boolean' },
    memory: { type: 'boolean' },
  },
});

execFileSync(process.execPath, [join(root, 'node_modules/typescript/bin/tsc'), '-b', 'packages/formats'], {
  cwd: root,
});
const require = createRequire(import.meta.url);
const { addNote, formats, parseDocument, setStatus } = require(join(root, 'packages/formats/dist/index.js'));
const { planGraph } = require(join(root, 'packages/core/dist/index.js'));
const real = { addNote, formats, parseDocument, setStatus, planGraph, ordinary: parseDocument };
const names = formats.map(({ name }) => name);
if (values.format !== undefined && !names.includes(values.format)) {
  console.error(`format must be one of ${names.join(', ')}, got "${values.format}"`);
  process.exit(2);
}
const corpus = readCorpus(root);

if (values['self-test']) process.exit(selfTest());
if (values.memory)
  process.exit(measureMemory({ corpus, names: values.format ? [values.format] : names, root }) ? 0 : 1);
process.exit(fuzz());

function fuzz() {
  const run = runDocuments(real, {
    documents: Number(values.documents),
    seed: Number(values.seed),
    from: Number(values.from),
    minutes: values.minutes === undefined ? Infinity : Number(values.minutes),
  });
  const seconds = (run.ms / 1_000).toFixed(0);
  console.log(
    `fuzz: ${run.count} documents from ${corpus.length} (seed ${values.seed}, from ${values.from}) in ${seconds} s, ${run.faults.size} faults`,
  );
  console.log(`slowest: ${run.slowest.ms.toFixed(0)} ms for 100 kB (document ${run.slowest.index})`);
  const counts = [...run.formats].sort((a, b) => b[1] - a[1]).map(([name, count]) => `${name} ${count}`);
  console.log(`recognised as ${counts.join(', ')}`);
  // How long something takes is told, and decides nothing: the machine may be busy.
  return [...run.faults.values()].some(({ fault }) => values.strict || fault.kind !== 'slow') ? 1 : 0;
}

/** Reads a range of the documents of a seed. Each kind of fault is reported once. */
function runDocuments(api, { documents, seed, from, minutes, only }) {
  const start = performance.now();
  const faults = new Map();
  const found = new Map();
  const slowest = { ms: 0, index: from };
  let count = 0;
  for (let index = from; index < from + documents && performance.now() - start < minutes * 60_000; index += 1) {
    const random = seededRandom(Math.imul(seed, 0x9e3779b1) ^ Math.imul(index + 1, 0x85ebca6b));
    const document = makeDocument(random, corpus);
    const trial = chooseTrial(random, names, values.format);
    const result = check(api, document, trial);
    count += 1;
    found.set(result.format ?? 'none', (found.get(result.format ?? 'none') ?? 0) + 1);
    if (result.slowest > slowest.ms) Object.assign(slowest, { ms: result.slowest, index });
    if (!result.fault || faults.has(result.fault.signature) || (only && result.fault.kind !== only)) continue;
    const { signature } = result.fault;
    const fails = (text) => check(api, { ...document, text }, trial).fault?.signature === signature;
    const worth = only || values.strict || result.fault.kind !== 'slow';
    const limit = performance.now() + (only ? MINIMISE_MS / 4 : MINIMISE_MS);
    const text = worth ? minimise(document.text, fails, limit) : document.text;
    faults.set(signature, { index, text, fault: result.fault });
    if (!only) report({ index, seed, text, document, trial, fault: result.fault });
    if (only || faults.size >= MOST_FAULTS) break;
  }
  return { count, faults, slowest, formats: found, ms: performance.now() - start };
}

function report({ index, seed, text, document, trial, fault }) {
  console.error(`\n${fault.message}`);
  console.error(
    `  --seed ${seed} --from ${index} --documents 1; path ${document.path}, forced ${trial.format}, ${trial.status}`,
  );
  console.error(`  ${document.text.length} characters, made small: ${text.length}`);
  console.error(text.length > 600 ? `  ${JSON.stringify(text.slice(0, 600))} …` : `  ${JSON.stringify(text)}`);
  if (values.keep === undefined) return;
  const folder = resolve(values.keep);
  mkdirSync(folder, { recursive: true });
  const name = `${seed}-${index}-${fault.signature.replace(/[^\w-]+/g, '_').slice(0, 60)}`;
  writeFileSync(join(folder, `${name}.txt`), text);
  writeFileSync(
    join(folder, `${name}.json`),
    JSON.stringify({ seed, index, path: document.path, trial, fault: fault.message }, null, 2),
  );
}

function selfTest() {
  const missing = plantedFaults(real).filter(({ kind, api, atMost }) => {
    const { faults, count } = runDocuments(api, { documents: 3_000, seed: 1, from: 0, minutes: 2, only: kind });
    const seen = [...faults.values()].find(({ fault }) => fault.kind === kind);
    const size = seen?.text.length;
    console.log(
      `${kind}: ${seen ? `seen, document ${seen.index}, made small to ${size} characters` : `not seen in ${count} documents`}`,
    );
    return !seen || size > atMost;
  });
  return missing.length > 0 ? 1 : 0;
}
