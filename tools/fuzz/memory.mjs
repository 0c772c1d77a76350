/** Memory against length: a document eight times as long may need eight times the memory, and a little more. */
import { spawnSync } from 'node:child_process';
import { execPath } from 'node:process';
import { join } from 'node:path';

const MB = 1_000_000;
const SIZES = [MB, 8 * MB];
const MOST = 8 * 1.4; // garbage is collected when it suits the collector
const BASE_MB = 24; // what a process has before; measured to the nearest few

const CHILD = `
const { parseDocument } = require(process.argv[1]);
let raw = '';
process.stdin.setEncoding('utf8').on('data', (part) => (raw += part)).on('end', () => {
  raw = Buffer.from(raw).toString();
  global.gc();
  const before = process.memoryUsage().heapUsed;
  const start = performance.now();
  const read = parseDocument({ path: 'plan.md', raw }, { format: process.argv[2] });
  const ms = performance.now() - start;
  global.gc();
  const held = process.memoryUsage().heapUsed - before;
  const tasks = read.plans.reduce((sum, plan) => sum + plan.tasks.length, 0);
  console.log(JSON.stringify({ held, ms, tasks, peak: process.resourceUsage().maxRSS * 1024 }));
});`;

/** Prints a line for each format. *Returns* whether all grow as they may. */
export function measureMemory({ corpus, names, root }) {
  const built = join(root, 'packages/formats/dist/index.js');
  const results = names.map((name) => {
    const base = corpus.find(({ format }) => format === name);
    if (!base) return true;
    const [small, large] = SIZES.map((size) => {
      const child = spawnSync(execPath, ['--expose-gc', '--max-old-space-size=4096', '-e', CHILD, built, name], {
        input: grown(base.text, size),
        maxBuffer: MB,
      });
      if (child.status !== 0) throw new Error(`${name}: ${child.stderr}`);
      return JSON.parse(child.stdout.toString());
    });
    const growth = large.held / Math.max(small.held, MB);
    const peak = (large.peak - BASE_MB * MB) / (small.peak - BASE_MB * MB);
    const good = growth <= MOST && peak <= MOST;
    console.log(
      `${good ? 'ok  ' : 'MUCH'} ${name}: ${small.tasks} and ${large.tasks} tasks, ${mb(small.held)} and ${mb(large.held)} MB held, ` +
        `${mb(small.peak)} and ${mb(large.peak)} MB at most, ${small.ms.toFixed(0)} and ${large.ms.toFixed(0)} ms`,
    );
    return good;
  });
  return results.every(Boolean);
}

function mb(bytes) {
  return (bytes / MB).toFixed(0);
}

/** The document again and again; of JSON the longest list, with each entry again and again. */
function grown(text, size) {
  let value;
  try {
    value = JSON.parse(text);
  } catch {
    return `${text}\n`.repeat(Math.ceil(size / (text.length + 1))).slice(0, size);
  }
  const lists = [];
  for (const queue = [value]; queue.length > 0;) {
    const next = queue.pop();
    if (Array.isArray(next)) lists.push(next);
    if (typeof next === 'object' && next !== null) queue.push(...Object.values(next));
  }
  const longest = lists.reduce(
    (best, list) => (JSON.stringify(list).length > JSON.stringify(best).length ? list : best),
    [],
  );
  const entries = [...longest];
  const copies = Math.ceil(size / Math.max(1, JSON.stringify(entries).length));
  for (let i = 1; i < copies; i += 1) longest.push(...entries);
  return JSON.stringify(value, null, 2);
}
