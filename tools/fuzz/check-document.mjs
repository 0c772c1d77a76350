/** What must hold of every document, however broken: see `check`. */
import { performance } from 'node:perf_hooks';
import { wholeBetween } from '../bench/run/random.mjs';

/** *Units*: milliseconds of processor time. */
const PER_100_KB = 200;
const FLOOR = 60; // below it, a cold function or a collection of garbage counts for more than the document
const REPEATS = 9;

const STATUSES = ['todo', 'in-progress', 'blocked', 'done', 'deferred', 'cancelled'];
const TASK_ID = /^[A-Za-z0-9][\w.-]{0,63}$/;
/** Formats that account for every box line: as a task, a group, or something that is none, with the reason. */
const BOXED = new Set(['spec-kit', 'kiro', 'cc-sdd', 'openspec', 'spec-workflow', 'conductor', 'ai-dev-tasks']);
const BOX = /^[ \t]*(?:[-*+]|\d{1,9}[.)])[ \t]+\[[^\r\n]\]/u;

/** What is tried on one document: the same for each of its smaller versions. */
export function chooseTrial(random, names, wanted) {
  return {
    format: wanted ?? names[wholeBetween(random, 0, names.length - 1)],
    edited: wholeBetween(random, 0, 1),
    task: random(),
    status: STATUSES[wholeBetween(random, 0, STATUSES.length - 1)],
    note: `seen ${wholeBetween(random, 0, 999)} times, at 10:30`,
  };
}

/** Says what is wrong. `signature` is the same for the same fault in another document. */
class Fault extends Error {
  constructor(kind, detail, signature = detail) {
    super(`${kind}: ${detail}`);
    this.kind = kind;
    this.signature = `${kind} ${signature}`.slice(0, 160);
  }
}

/**
 * Reads a document by content and with a format forced, gives one task a status and a note, and looks for: exceptions;
 * more than 200 ms of processor time for 100 kB, in the best of a few repeats; ids that are no ids or stand twice; places
 * outside the text; box lines that nothing accounts for; an edit that changes what it should not.
 *
 * *Returns* `{ fault, slowest }`: `slowest` in milliseconds for 100 kB, of documents that are long enough to tell.
 */
export function check(api, { path, text }, trial) {
  const timer = { slowest: 0 };
  try {
    const found = timed({ api, timer, text }, 'detect', () => api.parseDocument({ path, raw: text }));
    checkRead(api, found);
    const forced = timed({ api, timer, text }, trial.format, () =>
      api.parseDocument({ path, raw: text }, { format: trial.format }),
    );
    checkRead(api, forced);
    const edited = [found, forced].filter(({ plans }) => plans.some(({ tasks }) => tasks.length > 0));
    if (edited.length > 0) checkEdits(api, { path, text, read: edited[trial.edited % edited.length], trial, timer });
    return { slowest: timer.slowest, format: found.format };
  } catch (error) {
    return { slowest: timer.slowest, fault: error instanceof Fault ? error : exceptionFault(error) };
  }
}

function exceptionFault(error) {
  const frames = String(error?.stack ?? error)
    .split('\n')
    .filter((line) => line.includes('dist'));
  const place = /dist[\\/](\S+?):\d+/.exec(frames[0] ?? '')?.[1] ?? '';
  return new Fault(
    'exception',
    `${error?.message ?? error}\n${frames.slice(0, 6).join('\n')}`,
    `${String(error?.message).slice(0, 60)} ${place}`,
  );
}

function best(times, measure) {
  return Math.min(...Array.from({ length: times }, measure));
}

function processorMs(run) {
  const before = process.cpuUsage();
  run();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1_000;
}

/** An ordinary document: when the machine is slow for it, it is slow for everyone. */
const ORDINARY = {
  path: 'specs/001-a/tasks.md',
  raw: Array.from(
    { length: 400 },
    (_, i) => `- [ ] T${i + 100} [P] Build part ${i} in src/part-${i}.ts (depends on T${i + 99})`,
  ).join('\n'),
};

let quietMs = Infinity;

/** How many times slower than its best the machine is now. The best is of a warm process: the first calls are thrown away. */
function slowness(api) {
  const measure = () => processorMs(() => api.ordinary(ORDINARY));
  if (quietMs === Infinity) quietMs = best(30, measure);
  const now = best(3, measure);
  quietMs = Math.min(quietMs, now);
  return now / quietMs;
}

function timed({ api, timer, text }, name, run) {
  const limit = Math.max(FLOOR, (PER_100_KB * text.length) / 100_000);
  const start = performance.now();
  const result = run();
  let least = performance.now() - start;
  // Others use the machine too: only the best of several, of processor time, is the document's own.
  for (let i = 1; i < REPEATS && least > limit; i += 1) {
    const ms = processorMs(run);
    least = Math.min(least, ms / slowness(api));
  }
  if (text.length >= 20_000) timer.slowest = Math.max(timer.slowest, (least * 100_000) / text.length);
  if (least > limit) throw new Fault('slow', `${name}: ${least.toFixed(0)} ms for ${text.length} characters`, name);
  return result;
}

function checkRead(api, { plans, source, format, diagnostics }) {
  for (const plan of plans) {
    const ids = [...plan.tasks, ...plan.groups].map(({ id }) => id);
    const bad = ids.find((id) => !TASK_ID.test(id));
    if (bad !== undefined) throw new Fault('id', `${format}: ${JSON.stringify(bad)} is no id`, `${format} form`);
    if (new Set(ids).size < ids.length) throw new Fault('id', `${format}: an id stands twice`);
    checkSpans(source.text.length, [...plan.tasks, ...plan.groups, ...plan.notTasks, ...plan.waves], format);
    for (const { dependencies } of [...plan.tasks, ...plan.groups])
      checkSpans(source.text.length, dependencies, format);
    api.planGraph(plan);
  }
  checkSpans(
    source.text.length,
    diagnostics.filter(({ span }) => span),
    format,
  );
  if (BOXED.has(format)) checkBoxes(plans, source, format);
}

function checkSpans(length, items, format) {
  for (const { span } of items) {
    const [start, end] = [span.start.offset, span.end.offset];
    if (start < 0 || start > end || end > length)
      throw new Fault('span', `${format}: ${start} to ${end} of ${length}`, format);
  }
}

function checkBoxes(plans, source, format) {
  const known = new Set(
    plans.flatMap(({ tasks, groups, notTasks }) =>
      [...tasks, ...groups, ...notTasks].map(({ span }) => span.start.line),
    ),
  );
  for (let line = 1; line <= source.lineStarts.length; line += 1) {
    if (known.has(line) || !BOX.test(source.lineText(line))) continue;
    throw new Fault('lost-box', `${format}: line ${line}: ${source.lineText(line).slice(0, 80)}`, format);
  }
}

/** The statuses of all tasks: `changed` stands for the one that may differ. */
function statusesOf(plans, changed) {
  return JSON.stringify(
    plans.map(({ tag, tasks }) => [
      tag,
      tasks.map(({ id, status }) => [
        id,
        changed && changed.tag === tag && changed.taskId === id ? changed.status : status,
      ]),
    ]),
  );
}

function checkEdits(api, { path, text, read, trial, timer }) {
  const all = read.plans.flatMap(({ tag, tasks }) => tasks.map(({ id, status }) => ({ taskId: id, tag, status })));
  if (all.length === 0) return;
  const target = all[Math.floor(trial.task * all.length)];
  const options = { format: read.format };
  const parse = (raw) => api.parseDocument({ path, raw }, options).plans;

  const same = api.setStatus({ path, raw: text }, target, options);
  if (same.kind === 'changed' && same.raw !== text) {
    throw new Fault(
      'no-op',
      `${read.format}: ${target.taskId} is ${target.status}, and setting that changes the text`,
      read.format,
    );
  }
  const change = { ...target, status: trial.status };
  const edit = timed({ api, timer, text }, `${read.format} edit`, () =>
    api.setStatus({ path, raw: text }, change, options),
  );
  if (edit.kind === 'changed' && statusesOf(parse(edit.raw)) !== statusesOf(read.plans, change)) {
    throw new Fault('edit', `${read.format}: ${target.taskId} from ${target.status} to ${trial.status}`, read.format);
  }
  const note = { taskId: target.taskId, tag: target.tag, text: trial.note };
  const written = api.addNote({ path, raw: text }, note, options);
  if (written.kind !== 'changed') return;
  const noted = written.raw;
  if (statusesOf(parse(noted)) !== statusesOf(read.plans)) {
    throw new Fault('note', `${read.format}: a note behind ${target.taskId} changes the tasks`, read.format);
  }
  if (!noted.includes(trial.note))
    throw new Fault('note', `${read.format}: the note is not in the document`, read.format);
}
