import { DEFAULT_ESTIMATE, HOUR, levels, planGraph } from '@nx-crest/core';
import { join } from 'node:path';
import { sourceText } from '../source/source-text.js';
import { testFixturePairs } from '../testing/fixture-pairs.js';
import { describeWithSharedData } from '../testing/shared-data.js';
import { applyEdit, checkStatusEdits } from '../testing/status-edit-property.js';
import { boxDiagram } from './index.js';

const parse = (...lines: string[]) => boxDiagram.parse(sourceText('plan.txt', ['```', ...lines, '```'].join('\n')));
const waits = (...lines: string[]) =>
  Object.fromEntries(
    parse(...lines).plans[0]!.tasks.map(({ id, dependencies }) => [id, dependencies.map(({ on }) => on)]),
  );

describe('boxDiagram', () => {
  testFixturePairs(boxDiagram, join(__dirname, 'fixtures'));

  it.each([
    ['unicode arrows', ['T1 → T2 → T3']],
    ['plain arrows', ['T1 --> T2 ==> T3']],
    ['arrows to the left', ['T3 ◄── T2 <-- T1']],
    ['arrows down', ['T1', '│', '▼', 'T2', '  |', '  v', '  T3']],
    ['arrows up', ['T3', ' ▲', ' │', 'T2', ' ↑', 'T1']],
    ['lone arrows', ['T1', '↓', 'T2', '', ' ↓', '', 'T3']],
    ['corners', ['T1 ─┐', '    ▼', '   T2 ──╮', '        ▼', '       T3']],
    ['a word in the line', ['T1 ──then──▶ T2 ── ok ──▶ T3']],
    ['rails that are off by one', ['T1', ' │', '  │', '  ▼', ' T2', '  │', ' │', ' ▼', ' T3']],
    ['lines without arrowheads', ['T1 ── T2', '      │', '      T3', 'X ──▶']],
    [
      'boxes',
      [
        '┌────┐  ┌────┐',
        '│ T1 │─▶│ T2 │',
        '└────┘  └──┬─┘',
        '           ▼',
        '        ┌────┐',
        '        │ T3 │',
        '        └────┘',
      ],
    ],
    [
      'plain boxes',
      [
        '+----+   +----+',
        '| T1 |-->| T2 |',
        '+----+   +----+',
        '            |',
        '            v',
        '         +----+',
        '         | T3 |',
        '         +----+',
      ],
    ],
    [
      'double boxes with arrowheads in the wall',
      [
        '╔════╗   ╔════╗',
        '║ T1 ╠═══▶ T2 ║',
        '╚════╝   ╚══╦═╝',
        '         ╔══▼═╗',
        '         ║ T3 ║',
        '         ╚════╝',
      ],
    ],
  ])('follows %s', (_, lines) => {
    expect(waits(...lines)).toEqual({ T1: [], T2: ['T1'], T3: ['T2'] });
  });

  it('lets each task behind a join wait for all before it', () => {
    const lines = [
      'T1   T2   T3',
      ' │    │    │',
      ' └────┼────┘',
      '      │',
      ' ┌────┴────┐',
      ' ▼         ▼',
      ' T4        T5',
    ];
    expect(waits(...lines)).toEqual({ T1: [], T2: [], T3: [], T4: ['T1', 'T2', 'T3'], T5: ['T1', 'T2', 'T3'] });
  });

  it('joins wide rows through one joint', () => {
    const rows = Array.from({ length: 300 }, (_, i) => `T${i + 1000} ──┼──▶ X-${i + 1000}`);
    const { plans } = parse(...rows);
    expect(plans[0]!.tasks.reduce((sum, { dependencies }) => sum + dependencies.length, 0)).toBe(300);
    expect(planGraph(plans[0]!).graph).toBeDefined();
  });

  it.each([
    ['Task 1 (Tables)', { id: '1', title: 'Tables' }],
    ['Task 1: Tables (2h)', { id: '1', title: 'Tables', estimate: { ms: 2 * HOUR } }],
    ['Task 5.1-5.4 (Inbox)', { id: '5.1-5.4', title: 'Inbox' }],
    ['Task 5.1–5.4', { id: '5.1-5.4', title: '5.1-5.4' }],
    ['Task 7.x (API)', { id: '7.x', title: 'API' }],
    ['7.* API', { id: '7.x', title: 'API' }],
    ['CORE-001 (30min)', { id: 'CORE-001', title: 'CORE-001', estimate: { ms: HOUR / 2 } }],
    ['Phase 2: Desk', { id: 'Phase-2', title: 'Desk' }],
    ['✅ T7 Tables', { id: 'T7', title: 'Tables', status: 'done' }],
    ['[~] T7 Tables', { id: 'T7', title: 'Tables', status: 'in-progress' }],
  ])('reads the label "%s"', (label, expected) => {
    expect(parse(`${label} ──▶ T99`).plans[0]?.tasks[0]).toMatchObject(expected);
  });

  it('takes boxes for tasks where nothing has an id, and text where there are no boxes', () => {
    expect(
      waits('┌────────┐', '│ Tables │ ──▶ (soon)', '└───┬────┘', '    ▼', '┌────────┐', '│ Queue  │', '└────────┘'),
    ).toEqual({
      tables: [],
      queue: ['tables'],
    });
    expect(waits('Tables --> Queue --> Inbox')).toEqual({ tables: [], queue: ['tables'], inbox: ['queue'] });
  });

  it('makes a group of a box around boxes', () => {
    const lines = ['┌── Back ──┐', '│ ┌──────┐ │', '│ │ T1   │ │', '│ └──────┘ │', '└────┬─────┘', '     ▼', '    T2'];
    const plan = parse(...lines).plans[0]!;
    expect(plan.groups).toMatchObject([{ kind: 'group', members: ['T1'] }]);
  });

  it('reports lines that end nowhere, with their place', () => {
    const { diagnostics } = parse('T1 ──▶ T2 ──┐', '             │');
    expect(diagnostics).toMatchObject([{ code: 'CREST250', span: { start: { line: 3, column: 14 } } }]);
  });

  it('leaves out what a list says where the drawing says the opposite', () => {
    const text = '```\nTask 2 --> Task 1\n```\n### Phase 1\n**Sequential:**\n- Task 1\n- Task 2\n';
    const { plans, diagnostics } = boxDiagram.parse(sourceText('plan.md', text));
    expect(diagnostics).toMatchObject([{ code: 'CREST251' }]);
    expect(planGraph(plans[0]!).graph).toBeDefined();
  });

  it.each([
    ['```\nT1 --> T2\nT1 --> T3\n```', 0.55],
    ['```\nT1 → T2 → T3\n```\n\n- [ ] T001 a', 0],
    ['### Task 1: a\n```\nT1 --> T2\nT1 --> T3\n```', 0.12],
    ['## Dependencies\n```\nTables --> Queue --> Inbox\n```', 0.2],
    ['```\nBrowser --> Server --> Disk\n```', 0],
    ['```js\nT1 --> T2\nT1 --> T3\n```', 0],
    ['{ "a": "T1 --> T2 --> T3" }', 0],
    ['A → B, then T1 → T2.', 0],
  ])('knows its documents: %j', (text, score) => {
    expect(boxDiagram.matchesContent(sourceText('plan.md', text))).toBe(score);
  });

  it.each([
    '┌'.repeat(380),
    Array.from({ length: 200 }, () => '+-'.repeat(190)).join('\n'),
    Array.from({ length: 500 }, () => '|v>^ T1 '.repeat(10)).join('\n'),
    '▼'.repeat(300),
    '__proto__ --> constructor --> toString',
    'Task constructor-1 --> Task __proto__-2',
    '\u{1F680}\uFE0F T1 ──▶ \u{1F680} T2',
  ])('is not held up or thrown by drawing %#', (text) => {
    expect(parse(...text.split('\n'), 'a --> b').plans).toHaveLength(1);
  });

  describe('editStatus', () => {
    const edit = (text: string, taskId: string, status: 'done' | 'deferred' = 'done') => {
      const found = boxDiagram.editStatus(sourceText('plan.md', text), { taskId, status });
      return found.kind === 'edit' ? applyEdit(text, found.edit) : found;
    };

    it('changes the one character in the box of a label', () => {
      expect(edit('```\r\n[ ] T1 --> [ ] T2\r\n```', 'T2')).toBe('```\r\n[ ] T1 --> [x] T2\r\n```');
    });

    it.each([
      ['```\nT1 --> T2\n```', 'T2', 'done', 'its label has no box "[ ]"'],
      ['```\nT1 --> T2\n```', 'T3', 'done', 'no drawing has a task "T3"'],
      ['```\nT1 --> [ ] T2\n```', 'T2', 'deferred', 'a box cannot say "deferred"'],
    ] as const)('refuses in %j with the reason', (text, id, status, reason) => {
      expect(edit(text, id, status)).toEqual({ kind: 'refused', reason });
    });

    it('changes only that status, whatever the task and the status', () => {
      checkStatusEdits(boxDiagram, '```\n[ ] T1 (2h) ──▶ [x] T2\n  │\n  ▼\n[!] T3 Last\n```\n', [
        'todo',
        'in-progress',
        'blocked',
        'done',
      ]);
    });
  });
});

describeWithSharedData('drawings of others', (data) => {
  it('reads seed 000 as 14 tasks of which 4 are done, with a longest chain of ten', () => {
    const { plans, diagnostics } = boxDiagram.parse(data.source('seeds/000'));
    const plan = plans[0]!;
    expect(diagnostics).toMatchObject([{ code: 'CREST250', span: { start: { line: 43 } } }]);
    expect(plan.tasks.map(({ status }) => status === 'done')).toEqual(Array.from({ length: 14 }, (_, i) => i < 4));
    const { graph } = planGraph(plan, { estimateOf: () => DEFAULT_ESTIMATE, all: true });
    expect(levels(graph!).criticalPathLength).toBe(10 * HOUR);
    expect(plan.tasks.flatMap(({ dependencies }) => dependencies)).toHaveLength(17);
    expect(plan.waves.map(({ taskIds }) => taskIds.length)).toEqual([4, 4, 3, 3]);
    expect(plan.tasks.find(({ id }) => id === '5.5')).toMatchObject({
      assignee: 'Subagent B',
      labels: ['service-layer-agent'],
    });
  });
});
