import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { planGraph, type Plan } from '@nx-crest/core';
import { decodeDocument, parseDocument, setStatus } from './index.js';

/** Real documents lie beside the checkout on some machines only. */
const ROOT = join(__dirname, '../../../../shared/data/specs');
const INDEX = join(ROOT, 'INDEX.tsv');
const FORMATS = ['speckit', 'kiro'];

/** Errors that are true of the document: repeated ids, and tasks that say they wait for each other. */
const TRUE_OF_DOCUMENT = ['CREST101', 'CREST104'];

interface Sample {
  readonly path: string;
  readonly raw: string;
  readonly boxes: number;
}

function readSamples(): Sample[] {
  return readFileSync(INDEX, 'utf8')
    .split('\n')
    .map((line) => line.split('\t'))
    .filter(([format]) => FORMATS.includes(format ?? ''))
    .map(([, file = '', , , path = '', boxes = '']) => {
      const decoded = decodeDocument(path, readFileSync(join(ROOT, file)));
      return { path, raw: decoded.kind === 'text' ? decoded.raw : '', boxes: Number.parseInt(boxes, 10) };
    });
}

function boxesOf({ tasks, groups, notTasks }: Plan): number {
  return tasks.length + groups.filter(({ kind }) => kind === 'group').length + notTasks.length;
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
    const plans = samples.map(({ path, raw }) => ({ path, raw, ...parseDocument({ path, raw }) }));

    it('account for every box line, in at least 95 % of the files', () => {
      const differ = plans.filter(({ plans: [plan] }, i) => !plan || boxesOf(plan) !== samples[i]?.boxes);
      expect(plans.length).toBeGreaterThan(20);
      // One file differs: its index leaves out boxes behind an inline code span that begins with three backticks.
      expect(differ.map(({ path }) => path)).toEqual(['specs/093-crd-search-scope/tasks.md']);
      expect(differ.length).toBeLessThanOrEqual(plans.length * 0.05);
    });

    it('give no error but those that are true of the document', () => {
      const errors = plans.flatMap(({ diagnostics, plans: [plan] }) =>
        [...diagnostics, ...(plan ? planGraph(plan).diagnostics : [])].filter(
          ({ code, severity }) => severity === 'error' && !TRUE_OF_DOCUMENT.includes(code),
        ),
      );
      expect(errors).toEqual([]);
    });

    it('get a graph, unless they say that tasks wait for each other', () => {
      const cyclic = plans.filter(({ plans: [plan] }) => plan && !planGraph(plan).graph);
      expect(cyclic.map(({ path }) => path)).toEqual(['specs/097-crd-user-settings/tasks.md']);
    });

    it.each(samples.map((sample) => [sample.path, sample] as const))(
      '%s: each status changes alone',
      (path, { raw }) => {
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
      },
    );
  });
}
