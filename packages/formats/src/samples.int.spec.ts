import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { planGraph, type Plan } from '@nx-crest/core';
import { decodeDocument, parseDocument, setStatus } from './index.js';

/** Real documents lie beside the checkout on some machines only. */
const ROOT = join(__dirname, '../../../../shared/data/specs');
const INDEX = join(ROOT, 'INDEX.tsv');

/** Errors that are true of the document: repeated ids, unknown ids, circles, and nothing that is a task. */
const TRUE_OF_DOCUMENT = ['CREST101', 'CREST102', 'CREST104', 'CREST201', 'CREST202'];

/** What each folder of the collection is read as; the other documents are whatever their content says. */
const READ_AS: ReadonlyMap<string, string> = new Map([
  ['backlogmd', 'backlog'],
  ['beads', 'beads'],
  ['bmad', 'bmad'],
  ['ccpm', 'ccpm'],
  ['ccsdd', 'cc-sdd'],
  ['conductor', 'conductor'],
  ['cursorplan', 'cursor-plan'],
  ['gsd', 'gsd'],
  ['kiro', 'kiro'],
  ['openspec', 'openspec'],
  ['ralph', 'ralph'],
  ['speckit', 'spec-kit'],
  ['speckitty', 'spec-kitty'],
  ['specworkflow', 'spec-workflow'],
  ['superpowers', 'superpowers'],
  ['taskmaster', 'task-master'],
]);

/** The index counts otherwise here, and why. */
const COUNTED_OTHERWISE: ReadonlyMap<string, string> = new Map([
  ['bmad/Alberto-Codes__docvet__1.yaml', 'it counts stories alone; epics are groups, retrospectives optional tasks'],
  ['plain/amitcjmu__Stock-Analysis__1.md', 'it counts boxes, not the bars of a chart'],
  ['plain/nkllon__kiro-ai-development-hackathon__1.md', 'it counts boxes, not the bars of a chart'],
  ['plain/chimera-defi__Etc-mono-repo__1.md', 'it counts nothing: 5 work packages, 44 boxes of check lists'],
  ['speckit/alkem-io__client-web__8.md', 'it leaves out boxes behind a code span that begins with three backticks'],
]);

interface Sample {
  readonly collection: string;
  readonly file: string;
  readonly path: string;
  readonly raw: string;
  /** Raw boxes, or entries. */
  readonly count: number;
}

function readSamples(): Sample[] {
  return readFileSync(INDEX, 'utf8')
    .trimEnd()
    .split('\n')
    .slice(1)
    .map((line) => line.split('\t'))
    .map(([collection = '', file = '', , , path = '', counted = '']) => {
      const decoded = decodeDocument(path, readFileSync(join(ROOT, file)));
      const raw = decoded.kind === 'text' ? decoded.raw : '';
      return { collection, file, path, raw, count: countOf(counted) };
    });
}

/** `28cb(0done)`, `34+111sub/1tags`, `108cb(0done)+24heading`. */
function countOf(text: string): number {
  const [, more = '0'] = /\+(\d+)(?:sub|heading)/.exec(text) ?? [];
  return Number.parseInt(text, 10) + Number(more);
}

function readCount(plans: readonly Plan[]): number {
  const counts = plans.map(
    ({ tasks, groups, notTasks }) =>
      tasks.length + groups.filter(({ kind }) => kind === 'group').length + notTasks.length,
  );
  return counts.reduce((sum, count) => sum + count, 0);
}

/** How many UTF-16 units differ between two texts of one length. */
function changedUnits(before: string, after: string): number {
  if (before.length !== after.length) return Infinity;
  let count = 0;
  for (let i = 0; i < before.length; i++) if (before.charCodeAt(i) !== after.charCodeAt(i)) count++;
  return count;
}

if (!existsSync(INDEX)) {
  it.skip('reads real documents (skipped: ../shared/data/specs is not on this machine)', () => undefined);
} else {
  describe('real documents', () => {
    const samples = readSamples();
    const read = samples.map((sample) => ({ ...sample, ...parseDocument(sample) }));
    const lists = read.filter(({ collection }) => ['speckit', 'kiro'].includes(collection));

    it('account for every box line or entry, but where the index itself counts otherwise', () => {
      expect(samples.length).toBeGreaterThan(80);
      const differ = read.filter(({ plans, count }) => readCount(plans) !== count);
      expect(differ.map(({ file }) => file).sort()).toEqual([...COUNTED_OTHERWISE.keys()].sort());
    });

    it('are recognised by their content alone, whatever they are called', () => {
      const other = read.flatMap(({ collection, file, raw }) => {
        const { format, plans } = parseDocument({ path: file.split('/').at(-1) ?? '', raw });
        const wanted = READ_AS.get(collection);
        // What holds no task looks like nothing; two of spec-kit's collection are Kiro's own form.
        const isOther = wanted !== undefined && format !== wanted && readCount(plans) > 0;
        return isOther && !(collection === 'speckit' && format === 'kiro') ? [[file, format]] : [];
      });
      expect(other).toEqual([]);
    });

    it('give no error but those that are true of the document', () => {
      const errors = read.flatMap(({ file, diagnostics, plans }) =>
        [...diagnostics, ...plans.flatMap((plan) => planGraph(plan).diagnostics)]
          .filter(({ code, severity }) => severity === 'error' && !TRUE_OF_DOCUMENT.includes(code))
          .map(({ code }) => [file, code]),
      );
      expect(errors).toEqual([]);
    });

    it('get a graph, unless they say that tasks wait for each other', () => {
      const cyclic = read.filter(({ plans }) => plans.some((plan) => !planGraph(plan).graph));
      expect(cyclic.map(({ file }) => file)).toEqual([
        'speckit/alkem-io__client-web__4.md',
        'taskmaster/eyaltoledano__claude-task-master__1.json',
      ]);
    });

    it.each(read.map((sample) => [sample.file, sample] as const))(
      '%s: a status changes alone, and back to the same bytes',
      (_, { path, raw, plans }) => {
        for (const { tag, tasks } of plans) {
          const step = Math.max(1, Math.floor(tasks.length / 5));
          for (const task of tasks.filter((_task, index) => index % step === 0)) {
            const there = task.status === 'done' ? 'todo' : 'done';
            const result = setStatus({ path, raw }, { taskId: task.id, tag, status: there });
            if (result.kind !== 'changed') continue; // the document has no place for it, and says so
            const after = parseDocument({ path, raw: result.raw }).plans.find((plan) => plan.tag === tag);
            expect(after?.tasks.map(({ id, status }) => [id, status])).toEqual(
              tasks.map(({ id, status }) => [id, id === task.id ? there : status]),
            );
            const back = setStatus({ path, raw: result.raw }, { taskId: task.id, tag, status: task.status });
            if (back.kind === 'changed' && result.raw.length === raw.length)
              expect(changedUnits(raw, back.raw)).toBeLessThanOrEqual(1);
          }
        }
      },
    );

    it.each(lists.map((sample) => [sample.path, sample] as const))('%s: each status changes alone', (path, { raw }) => {
      const plan = parseDocument({ path, raw }).plans[0]!;
      const all = plan.tasks.length > 100 ? plan.tasks.filter((_, i) => i % 20 === 0) : plan.tasks;
      for (const task of all) {
        const status = task.status === 'done' ? 'todo' : 'done';
        const result = setStatus({ path, raw }, { taskId: task.id, status });
        if (result.kind !== 'changed') throw new Error(`${task.id}: ${result.kind}`);
        expect(changedUnits(raw, result.raw)).toBe(1);
        const after = parseDocument({ path, raw: result.raw }).plans[0]!;
        expect(after.tasks.map(({ id, status: found }) => [id, found])).toEqual(
          plan.tasks.map(({ id, status: found }) => [id, id === task.id ? status : found]),
        );
      }
    });
  });
}
