import { planGraph } from '@nx-crest/core';
import { parseDocument } from '../parse-document.js';

function read(...lines: string[]) {
  const { plans, diagnostics } = parseDocument({ path: 'specs/001-a/tasks.md', raw: lines.join('\n') });
  const plan = plans[0]!;
  const graph = planGraph(plan);
  const explicit = [...plan.tasks, ...plan.groups].map(({ id, dependencies }) => {
    return [id, dependencies.filter(({ origin }) => origin === 'explicit').map(({ on }) => on)];
  });
  const found = [...diagnostics, ...graph.diagnostics];
  return { plan, explicit: Object.fromEntries(explicit) as Record<string, string[]>, found };
}

const TASKS = ['- [ ] T001 a', '- [ ] T002 b', '- [ ] DB-7 c'];
const dependenciesOf = (text: string) => read(...TASKS, `- [ ] T009 d ${text}`).explicit['T009'];

describe('explicit dependencies of spec-kit', () => {
  it.each([
    ['(depends on DB-7)', ['DB-7']],
    ['(depends on T001, DB-7)', ['T001', 'DB-7']],
    ['requires DB-7', ['DB-7']],
    ['(depends on T001) and `depends on T002`', ['T001']],
    ['adds `depends on T002` to the docs', []],
    ['(depends on `T002`)', ['T002']],
    ['requires GPT-4', []],
    ['depends on 3 packages', []],
    ['(depends on UTF-8)', []],
    ['(depends on OAuth2)', []],
  ])('reads %j', (text, expected) => {
    expect(dependenciesOf(text)).toEqual(expected);
  });

  it.each([
    ['(depends on t001)', 't001'],
    ['(depends on T0O1)', 'T0O1'],
    ['Depends on: DB-70', 'DB-70'],
  ])('reports the unknown id of %j where it stands', (text, id) => {
    const line = `- [ ] T009 d ${text}`;
    const { found } = read(...TASKS, line);
    expect(found).toMatchObject([{ code: 'CREST102', span: { start: { column: line.indexOf(id) + 1 } } }]);
  });

  it('reads a statement of the section with its reason, and points at the ids', () => {
    const { plan, explicit } = read(...TASKS, '## Dependencies', '- T002 depends on T001 — it reuses the types');
    expect(explicit['T002']).toEqual(['T001']);
    expect(plan.tasks[1]?.dependencies[0]?.span.start).toMatchObject({ line: 5, column: 19 });
  });

  it('stops where ranges stand for more than a plan can mean, and says so', () => {
    const tasks = Array.from({ length: 2000 }, (_, i) => `- [ ] T${i + 1000} a (depends on T1000-T${i + 999})`);
    const { plans, diagnostics } = parseDocument({ path: 'specs/001-a/tasks.md', raw: tasks.slice(1).join('\n') });
    const edges = plans[0]!.tasks.reduce((sum, task) => sum + task.dependencies.length, 0);
    expect(edges).toBeLessThan(110_000);
    expect(diagnostics.at(-1)).toMatchObject({ code: 'CREST216', span: { start: { line: 1999 } } });
  });

  it('counts ranges of the section towards the same limit', () => {
    const steps = Array.from({ length: 400 }, () => '- T1000-T1499 → T1001');
    const tasks = Array.from({ length: 500 }, (_, i) => `- [ ] T${i + 1000} a`);
    const { found } = read(...tasks, '## Dependencies', ...steps);
    expect(found.some(({ code }) => code === 'CREST216')).toBe(true);
  });
});
