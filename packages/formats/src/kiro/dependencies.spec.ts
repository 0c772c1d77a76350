import { parseDocument } from '../parse-document.js';

function read(...lines: string[]) {
  const { plans, diagnostics } = parseDocument({ path: '.kiro/specs/a/tasks.md', raw: lines.join('\n') });
  return { plan: plans[0]!, diagnostics, codes: diagnostics.map(({ code }) => code) };
}

const TASKS = ['- [ ] 1. a', '  - [ ] 1.1 b', '  - [ ] 1.2 c', '- [ ] 2. d', '- [ ] 3. e', '- [ ] A-1 f'];
const statement = (line: string) => {
  const { plan, codes } = read(...TASKS, '- [ ] 9. z', `  - ${line}`);
  const last = plan.tasks.at(-1)!.dependencies.filter(({ origin }) => origin === 'explicit');
  return [last.map(({ on }) => on), codes];
};

describe('explicit dependencies of Kiro', () => {
  it.each([
    ['_Depends: 1.1 for the data, 1.2 for the rest_', ['1.1', '1.2']],
    ['_Depends: 1.1 — the model_', ['1.1']],
    ['_Depends: A-1_', ['A-1']],
    ['(depends on A-1)', ['A-1']],
    ['**Dependencies:** Task 1.1, 3 external packages', ['1.1']],
    ['writes `(depends on 1.1)`', []],
    ['Dependencies: 3 external packages', []],
    ['_Depends: 7.x_', ['7.x']],
  ])('reads %j', (line, on) => {
    expect(statement(line)).toEqual([on, []]);
  });

  it.each([
    ['_Depends: see 1.1 and others_', []],
    ['_Depends: 1.1 looks good, 1.2_', []],
    ['_Depends: 1.1 for data, then 1.2_', []],
    ['_Depends: Task 2 and perhaps 1.2_', ['2']],
  ])('says with CREST217 that %j is no list', (line, on) => {
    expect(statement(line)).toEqual([on, ['CREST217']]);
  });

  it('reads what a task blocks; what nobody has is none of its tasks', () => {
    const { plan } = read(...TASKS, '- [ ] 9. z', '  - **Blocks:** Task 2 (the rest), 3, 99');
    const waiting = plan.tasks.filter(({ dependencies }) => dependencies.some(({ on }) => on === '9'));
    expect(waiting.map(({ id }) => id)).toEqual(['2', '3']);
  });

  it('lets everything behind a task wait for it when it blocks all others', () => {
    const { plan } = read('- [ ] 0. y', '- [ ] 5. z', '  - **Blocks:** All other tasks', ...TASKS.slice(0, 4));
    const waiting = [...plan.tasks, ...plan.groups].filter(({ dependencies }) =>
      dependencies.some(({ on, origin }) => on === '5' && origin === 'explicit'),
    );
    expect(waiting.map(({ id }) => id)).toEqual(['2', '1']);
  });

  it('reads a phase by the headings of the document', () => {
    const { plan, codes } = read(
      '## Phase 1: A',
      ...TASKS.slice(0, 4),
      '## Phase 2: B',
      '- [ ] 9. z',
      '  - **Dependencies:** Phase 1 complete (all of it)',
    );
    const last = plan.tasks.at(-1)!.dependencies.filter(({ origin }) => origin === 'explicit');
    expect([last.map(({ on }) => on), codes]).toEqual([['1', '2'], []]);
  });

  it('points at each id', () => {
    const { plan } = read(...TASKS, '  - _Depends: 1.1, 1.2_');
    const explicit = plan.tasks.at(-1)!.dependencies.filter(({ origin }) => origin === 'explicit');
    expect(explicit.map(({ span }) => span.start.column)).toEqual([15, 20]);
  });

  it('stops where wildcards stand for more than a plan can mean, and says so', () => {
    const children = Array.from({ length: 2000 }, (_, i) => `  - [ ] 1.${i + 1} a`);
    const others = Array.from({ length: 200 }, (_, i) => [`- [ ] ${i + 2}. b`, '  - _Depends: 1.x_']);
    const { plan, codes } = read('- [ ] 1. a', ...children, ...others.flat());
    const edges = plan.tasks.reduce((sum, task) => sum + task.dependencies.length, 0);
    expect(edges).toBeLessThan(110_000);
    expect(codes).toContain('CREST216');
  });

  it.each([
    [
      'a task',
      [
        { id: 1, tasks: ['1.1', '1.2', '2'] },
        { id: 2, tasks: ['3', '1.1', 'A-1'] },
      ],
      '"1.1"',
    ],
    [
      'the id of a wave',
      [
        { id: 1, tasks: ['1', '2'] },
        { id: 1, tasks: ['3', 'A-1'] },
      ],
      '"1"',
    ],
  ])('says with CREST218 that %s stands twice in the wave list', (_, waves, id) => {
    const { diagnostics } = read(...TASKS, '', '```json', JSON.stringify({ waves }), '```');
    expect(diagnostics.map(({ code }) => code)).toEqual(['CREST218']);
    expect(diagnostics[0]?.message).toContain(id);
  });

  it('points at the entry of the wave list that names a task, unknown ones beside it', () => {
    const waves = [
      { id: 1, tasks: ['1', '2'] },
      { id: 2, tasks: ['3', 'A-1'], dependsOn: { '3': ['8', '2'] } },
    ];
    const { plan } = read(...TASKS, '', '```json', JSON.stringify({ waves }), '```');
    const { span } = plan.tasks.find(({ id }) => id === '3')!.dependencies.find(({ on }) => on === '2')!;
    expect(span.start.column).toBe(JSON.stringify({ waves }).lastIndexOf('"2"') + 1);
  });
});
