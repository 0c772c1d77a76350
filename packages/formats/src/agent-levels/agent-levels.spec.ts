import { planGraph } from '@nx-crest/core';
import fc from 'fast-check';
import { join } from 'node:path';
import { sourceText } from '../source/source-text.js';
import { testFixturePairs } from '../testing/fixture-pairs.js';
import { describeWithSharedData } from '../testing/shared-data.js';
import { checkStatusEdits } from '../testing/status-edit-property.js';
import { agentLevels } from './index.js';

const parse = (...lines: string[]) => agentLevels.parse(sourceText('plan.md', lines.join('\n')));
const plan = (...lines: string[]) => parse(...lines).plans[0]!;
const group = (found: ReturnType<typeof plan>, id: string) =>
  found.groups.find((each) => each.id === id)?.dependencies.map(({ on, origin }) => `${on} ${origin}`);

describe('agentLevels', () => {
  testFixturePairs(agentLevels, join(__dirname, 'fixtures'));

  it.each([
    [
      '├─ Ines (PM) - Wishes [INDEPENDENT]',
      { assignee: 'Ines', title: 'Wishes', labels: ['PM', 'INDEPENDENT'], parallel: true },
    ],
    ['└─ Ines: Wishes (2h)', { assignee: 'Ines', title: 'Wishes', estimate: { text: '2h' } }],
    ['- **Ines** - Wishes', { assignee: 'Ines', title: 'Wishes' }],
    ['* @ines-bot: Wishes', undefined],
    ['1. Back End Bot: Wishes', { assignee: 'Back End Bot', title: 'Wishes' }],
    ['└─ Ines (Keeper)', { assignee: 'Ines', title: 'Keeper' }],
    ['└─ Ines: Wishes (if needed)', { optional: true, title: 'Wishes' }],
    ['└─ [x] Ines: Wishes', { status: 'done' }],
    ['└─ Ines: Wishes ✓', { status: 'done', title: 'Wishes' }],
    ['└─ CI/CD pipeline (as code completes)', { title: 'CI/CD pipeline (as code completes)' }],
  ])('reads the row "%s"', (row, expected) => {
    const [task] = plan('## Level 1: a', row).tasks;
    if (expected) expect(task).toMatchObject(expected);
    else expect(task?.title).toContain('Wishes');
  });

  it('lets a level wait for the one before it, or for what triggers it', () => {
    const found = plan(
      ...['## Level 0', '- Ines: a [BLOCKS]', '## Level 1: Plan', '- Ole: tables', '- Ole: queries [BLOCKS]'],
      ...[
        '## Level 2',
        "Triggered by: Ole's tables",
        '- Ole: d',
        '## Level 3',
        'Triggered by: Plan completion',
        '- Ole: e',
      ],
      ...['## Level 4', 'Depends on: Level 0', '- Ole: f'],
    );
    expect(group(found, 'level-1')).toEqual(['level-0 phase']);
    expect(group(found, 'level-2')).toEqual(['ole-tables explicit', 'ole-queries marker']);
    expect(group(found, 'level-3')).toEqual(['level-1 explicit']);
    expect(group(found, 'level-4')).toEqual(['level-0 explicit']);
  });

  it('reports what nobody makes, with its place', () => {
    const { diagnostics } = parse(
      '## Level 1',
      '- Ines: a',
      '## Level 2',
      '- Ole: b (needs a signature)',
      "Triggered by: Ines's x",
    );
    expect(diagnostics).toMatchObject([
      { code: 'CREST252', severity: 'warning', span: { start: { line: 4, column: 11 } } },
    ]);
  });

  it('leaves out a hand-off that closes a cycle', () => {
    const text = ['## Level 1', 'A:', "- Ines: tables (needs Ole's screens)", "- Ole: screens (needs Ines's tables)"];
    const { plans, diagnostics } = parse(...text);
    expect(diagnostics).toMatchObject([{ code: 'CREST251' }]);
    expect(planGraph(plans[0]!).graph).toBeDefined();
  });

  it('closes no cycle, whatever the levels say', () => {
    const name = fc.constantFrom('Ines', 'Ole', 'Mia');
    const thing = fc.constantFrom('tables', 'screens', 'queries', 'tests');
    const row = fc.record({ name, thing, needs: fc.option(fc.tuple(fc.option(name), thing)), then: fc.boolean() });
    const level = fc.record({
      mode: fc.constantFrom('', ' (PARALLEL)', ' (PARALLEL WITH WORK)'),
      trigger: fc.constantFrom(
        '',
        "Triggered by: Ole's tables",
        'Triggered by: Level 1',
        'Triggered by: tests completion',
      ),
      rows: fc.array(row, { minLength: 1, maxLength: 5 }),
    });
    fc.assert(
      fc.property(fc.array(level, { minLength: 1, maxLength: 5 }), (levels) => {
        const lines = levels.flatMap(({ mode, trigger, rows }, i) => [
          `## Level ${i}: Work${mode}`,
          trigger,
          ...rows.flatMap(({ name: who, thing: what, needs, then }) => {
            const from = needs ? ` (needs ${needs[0] ? `${needs[0]}'s ` : ''}${needs[1]})` : '';
            return [...(then ? ['', 'Then:'] : []), `- ${who}: ${what}${from}`];
          }),
          '',
        ]);
        expect(planGraph(plan(...lines)).graph).toBeDefined();
      }),
    );
  });

  it.each([
    ['## Level 0\n- Ines: a\n## Level 1\n- Ole: b', 0.65],
    ['## Level 0\n- Ines: a\n## Level 1\n- Ole: b\n\n- [ ] T001 c', 0],
    ['## Level 1\n- Ines: a', 0],
    ['## Level 0\n- one\n- two\n## Level 1\n- three', 0],
    ['## Phase 1\n- Ines: a\n## Phase 2\n- Ole: b', 0],
  ])('knows its documents: %j', (text, score) => {
    expect(agentLevels.matchesContent(sourceText('plan.md', text))).toBe(score);
  });

  it.each([
    `## Level 1\n${'- Ines: a\n'.repeat(20_000)}`,
    `## Level 1\n${'## Level 2\n- Ines: a\n'.repeat(5000)}`,
    `## Level 1\n- ${'('.repeat(100_000)}`,
    `## Level 1\n- Ines: ${'[A '.repeat(50_000)}`,
    `## Level 1\n- ${'A '.repeat(50_000)}`,
    '## Level 1\n- __proto__: a\n- Constructor: b (needs constructor)',
  ])('is not held up or thrown by document %#', (text) => {
    expect(parse(text).plans).toHaveLength(1);
  });

  it('changes only that status, whatever the task and the status', () => {
    const text = '## Level 1\r\n├─ [ ] Ines: a (2h)\r\n└─ [x] **Ole** - b [BLOCKS]\r\n## Level 2\r\n- [!] Mia: c\r\n';
    checkStatusEdits(agentLevels, text, ['todo', 'in-progress', 'blocked', 'done']);
  });

  it.each([
    ['- Ines: a', 'ines-a', 'done', 'its row has no box "[ ]"'],
    ['- [ ] Ines: a', 'ole-a', 'done', 'no level has a task "ole-a"'],
    ['- [ ] Ines: a', 'ines-a', 'deferred', 'a box cannot say "deferred"'],
  ] as const)('refuses in "%s" with the reason', (row, taskId, status, reason) => {
    expect(agentLevels.editStatus(sourceText('a.md', `## Level 1\n${row}`), { taskId, status })).toEqual({
      kind: 'refused',
      reason,
    });
  });
});

describeWithSharedData('levels of others', (data) => {
  it('reads seed 001 as six levels, with its hand-offs and its check list', () => {
    const { plans, diagnostics } = agentLevels.parse(data.source('seeds/001'));
    const found = plans[0]!;
    expect(diagnostics).toEqual([]);
    expect(found.waves.map(({ taskIds }) => taskIds.length)).toEqual([1, 3, 5, 22, 2, 4]);
    expect(found.notTasks).toHaveLength(17);
    expect(group(found, 'level-2')).toEqual(['alex-prd-creation explicit']);
    const handOffs = found.tasks.flatMap(({ id, dependencies }) =>
      dependencies.filter(({ origin }) => origin === 'data-flow').map(({ on }) => [id, on]),
    );
    expect(handOffs).toEqual([
      ['morgan-implement-queries', 'taylor-create-schema'],
      ['morgan-auth', 'riley-security-design'],
      ['morgan-stripe', 'avery-stripe-plan'],
      ['sam-components', 'drew-user-flows'],
      ['sam-integration', 'morgan-server-actions'],
    ]);
    expect(planGraph(found).graph).toBeDefined();
  });
});
