import { HOUR, MINUTE, planGraph, WORKDAY } from '@nx-crest/core';
import { join } from 'node:path';
import { sourceText } from '../source/source-text.js';
import { testFixturePairs } from '../testing/fixture-pairs.js';
import { checkNoteEdits } from '../testing/note-edit-property.js';
import { applyEdit, checkStatusEdits } from '../testing/status-edit-property.js';
import { mermaid } from './index.js';

const parse = (...lines: string[]) => mermaid.parse(sourceText('plan.mmd', lines.join('\n')));
const gantt = (...lines: string[]) => parse('gantt', ...lines).plans[0]!;
const flow = (...lines: string[]) => parse('flowchart TD', ...lines).plans[0]!;
const waits = ({ tasks }: ReturnType<typeof gantt>) =>
  Object.fromEntries(tasks.map(({ id, dependencies }) => [id, dependencies.map(({ on }) => on)]));

describe('mermaid', () => {
  testFixturePairs(mermaid, join(__dirname, 'fixtures'));

  describe('gantt', () => {
    it.each([
      ['a :3d', 3 * WORKDAY],
      ['a :x, 1.5h', 1.5 * HOUR],
      ['a :x, 30m', 30 * MINUTE],
      ['a :x, 1M', 20 * WORKDAY],
      ['a :x, 2w', 10 * WORKDAY],
      ['a :x, 2026-03-02, 2026-03-05', 3 * WORKDAY],
      ['a :2026-03-02, 2026-03-05', 3 * WORKDAY],
      ['a :milestone, x, 2026-03-02, 0d', 0],
      ['a :x, after b, 2026-03-05', undefined],
      ['a :2026-03-05', undefined],
      ['a :done', undefined],
      ['a :x, 2026-03-05, 2026-03-02', undefined],
    ])('reads the time of "%s"', (line, ms) => {
      expect(gantt(line).tasks[0]).toMatchObject({ title: 'a' });
      expect(gantt(line).tasks[0]?.estimate?.ms).toBe(ms);
    });

    it.each([
      ['dateFormat DD.MM.YYYY', 'a :x, 02.03.2026, 05.03.2026', 3 * WORKDAY],
      ['dateFormat HH:mm', 'a :x, 10:00, 11:30', 1.5 * HOUR],
      ['dateFormat X', 'a :x, 1700000000, 1700003600', HOUR],
      ['dateFormat MMM D YYYY', 'a :x, Mar 2 2026, Mar 5 2026', undefined],
      ['excludes weekends', 'a :x, 2026-03-05, 2026-03-10', 3 * WORKDAY],
      ['inclusiveEndDates', 'a :x, 2026-03-02, 2026-03-05', 4 * WORKDAY],
    ])('keeps to "%s"', (setting, line, ms) => {
      const { tasks } = gantt(setting, line);
      expect(tasks).toMatchObject([{ id: 'x', title: 'a' }]);
      expect(tasks[0]?.estimate?.ms).toBe(ms);
    });

    it('lets a task without a start wait for the one before it in its chart', () => {
      expect(waits(gantt('a :a, 1d', 'b :b, 1d', 'c :c, 2026-03-02, 1d', 'd :1d', 'e :e, after a b, 1d'))).toEqual({
        a: [],
        b: ['a'],
        c: [],
        d: ['c'],
        e: ['a', 'b'],
      });
    });

    it('closes no cycle with "after" that leads forward', () => {
      const plan = gantt('a :a, after b, 1d', 'b :b, 1d', 'c :c, after a, until b');
      expect(planGraph(gantt('a :a, after b, 1d', 'b :b, 1d')).graph).toBeDefined();
      expect(plan.tasks).toHaveLength(3);
    });

    it('reads what tags say', () => {
      expect(gantt('a :crit, done, a, 1d', 'b :active, b, 1d', 'c :milestone, c, 0d').tasks).toMatchObject([
        { status: 'done', labels: ['crit'] },
        { status: 'in-progress', labels: [] },
        { status: 'todo', labels: ['milestone'] },
      ]);
    });

    it('keeps ids of charts apart', () => {
      const text = [
        '```mermaid',
        'gantt',
        'a :x, 1d',
        '```',
        '```mermaid',
        'gantt',
        'b :x, 1d',
        'c :after x, 1d',
        '```',
      ];
      const { plans, diagnostics } = mermaid.parse(sourceText('plan.md', text.join('\n')));
      expect(diagnostics).toEqual([]);
      expect(waits(plans[0]!)).toEqual({ x: [], 'x-2': [], c: ['x-2'] });
    });

    it.each(['no colon', 'a :x, 3 apples'])('reports "%s" with its place', (line) => {
      expect(parse('gantt', line, 'b :1d').diagnostics).toMatchObject([
        { code: 'CREST254', severity: 'warning', span: { start: { line: 2 } } },
      ]);
    });
  });

  describe('flowchart', () => {
    it.each([
      ['A --> B', { A: [], B: ['A'] }],
      ['A-->B-->C', { A: [], B: ['A'], C: ['B'] }],
      ['A ==> B', { A: [], B: ['A'] }],
      ['A ----> B', { A: [], B: ['A'] }],
      ['A -- then --> B', { A: [], B: ['A'] }],
      ['A -. then .-> B', { A: [], B: ['A'] }],
      ['A -.-> B', { A: [], B: ['A'] }],
      ['A -->|yes| B', { A: [], B: ['A'] }],
      ['A -->|depends on| B', { A: ['B'], B: [] }],
      ['A -- requires --> B', { A: ['B'], B: [] }],
      ['A <-- b --- B', { A: ['B'], B: [] }],
      ['A <--- B', { A: ['B'], B: [] }],
      ['A <--> B', { A: [], B: [] }],
      ['A --- B', { A: [], B: [] }],
      ['A ~~~ B', { A: [], B: [] }],
      ['A & B --> C & D', { A: [], B: [], C: ['A', 'B'], D: ['A', 'B'] }],
      ['A --> B; B --> C', { A: [], B: ['A'], C: ['B'] }],
      ['a-1["x --> y"] --> b-2(z)', { 'a-1': [], 'b-2': ['a-1'] }],
      ['A e1@--> B', { A: [], B: ['A'] }],
      ['A@{ shape: rect, label: "One" } --> B', { A: [], B: ['A'] }],
      ['A --> B %% a remark', { A: [], B: ['A'] }],
    ])('reads the edges of "%s"', (line, expected) => {
      expect(parse('graph LR', line).diagnostics).toEqual([]);
      expect(waits(flow(line))).toEqual(expected);
    });

    it.each([
      ['A[One]', 'One'],
      ['A(One)', 'One'],
      ['A((One))', 'One'],
      ['A([One])', 'One'],
      ['A[[One]]', 'One'],
      ['A[(One)]', 'One'],
      ['A{One}', 'One'],
      ['A{{One}}', 'One'],
      ['A[/One/]', 'One'],
      ['A>One]', 'One'],
      ['A["One (two)"]', 'One (two)'],
      ['A["`**One**`"]', 'One'],
      ['A@{ shape: rect, label: "One" }', 'One'],
      ['A[One<br/>two]', 'One two'],
      ['A[One', 'One'],
      ['A', 'A'],
    ])('reads the label of %s', (node, title) => {
      expect(flow(node).tasks).toMatchObject([{ id: 'A', title }]);
    });

    it('reads durations in brackets or on the last line of a label', () => {
      const times = flow('A[One (2h)]', 'B["Two<br/>3 days"]', 'C[Three (soon)]').tasks;
      expect(times.map(({ title, estimate }) => [title, estimate?.ms])).toEqual([
        ['One', 2 * HOUR],
        ['Two', 3 * WORKDAY],
        ['Three (soon)', undefined],
      ]);
    });

    it.each([
      ['A[One]:::done', 'done'],
      ['A[One]:::in-progress', 'in-progress'],
      ['A[✅ One]', 'done'],
      ['A["[x] One"]', 'done'],
      ['A[One]', 'todo'],
      ['A[One]:::red', 'todo'],
    ])('reads the status of %s', (node, status) => {
      expect(flow(node).tasks).toMatchObject([{ status }]);
    });

    it('reads classes that are given to several nodes', () => {
      expect(flow('A --> B', 'class A,B done').tasks.map(({ status }) => status)).toEqual(['done', 'done']);
    });

    it('makes groups of subgraphs, one in the other, and lets them wait', () => {
      const plan = flow('X --> g', 'subgraph g [Outer]', 'A', 'subgraph h', 'B', 'end', 'end', 'g --> Y', 'g --> A');
      expect(plan.groups).toMatchObject([
        { id: 'g', title: 'Outer', members: ['A', 'h'], dependencies: [{ on: 'X', origin: 'explicit' }] },
        { id: 'h', members: ['B'] },
      ]);
      expect(waits(plan)).toMatchObject({ Y: ['g'], A: [] });
    });

    it('leaves out a dotted arrow that closes a cycle', () => {
      const { plans, diagnostics } = parse('graph TD', 'A --> B --> C', 'C -.-> A', 'B -.-> D');
      expect(diagnostics).toMatchObject([{ code: 'CREST251', span: { start: { line: 3 } } }]);
      expect(waits(plans[0]!)).toEqual({ A: [], B: ['A'], C: ['B'], D: ['B'] });
      expect(plans[0]!.tasks[3]?.dependencies).toMatchObject([{ origin: 'data-flow' }]);
    });

    it('makes joints of arrows between many nodes', () => {
      const many = (name: string) => Array.from({ length: 500 }, (_, i) => `${name}${i}`).join(' & ');
      const plan = flow(`${many('a')} --> ${many('b')}`);
      expect(plan.tasks.reduce((sum, { dependencies }) => sum + dependencies.length, 0)).toBe(500);
      expect(planGraph(plan).graph).toBeDefined();
    });
  });

  it('reads no flowchart beside a gantt chart, and none but mermaid diagrams', () => {
    const text = [
      '```mermaid',
      'graph TD',
      'A --> B',
      '```',
      '```mermaid',
      'gantt',
      'a :1d',
      '```',
      '```mermaid',
      'pie',
      '```',
    ];
    expect(mermaid.parse(sourceText('plan.md', text.join('\n'))).plans[0]?.tasks).toMatchObject([{ id: 'a' }]);
  });

  it.each([
    ['plan.md', '```mermaid\ngantt\n  a :1d\n```', 0.65],
    ['plan.md', '~~~mermaid\ngantt\n  a :1d\n~~~', 0.65],
    ['x__1.txt', '%% a comment\ngantt\n  a :1d', 0.65],
    ['plan.md', '```mermaid\ngraph TD\nT1[One] --> T2[Two]\n```', 0.5],
    ['plan.md', '```mermaid\ngraph TD\nA[Task 1: One] --> B[Task 2: Two]\n```', 0.5],
    ['plan.md', '```mermaid\ngraph TD\nA[Browser] --> B[Server]\n```', 0],
    ['plan.mmd', 'graph TD\nA[Browser] --> B[Server]', 0.1],
    ['tasks.md', '- [ ] T001 a\n```mermaid\ngantt\n  a :1d\n```', 0],
    ['plan.md', '```mermaid\npie\n  "a" : 1\n```', 0],
    ['plan.md', 'A gantt chart, made with mermaid.', 0],
  ])('knows its documents: %s with %j', (path, text, score) => {
    expect(mermaid.matchesContent(sourceText(path, text))).toBe(score);
  });

  it.each([
    `flowchart TD\n${'A['.repeat(60_000)}`,
    `flowchart TD\n${'A --> '.repeat(20_000)}`,
    `flowchart TD\n${'subgraph a\n'.repeat(5000)}A --> a`,
    `flowchart TD\n${'-'.repeat(100_000)}`,
    `flowchart TD\n${'A -. '.repeat(30_000)}`,
    `gantt\na :${'x, '.repeat(50_000)}`,
    `gantt\n${':'.repeat(100_000)}`,
    `gantt\na :after ${'b '.repeat(50_000)}`,
    'gantt\n__proto__ :__proto__, constructor, 1d\nconstructor :constructor, after toString, 1d',
    'flowchart TD\n__proto__[x] --> constructor:::constructor --> toString',
    '```mermaid\ngantt\na :1d',
    'gantt\ndateFormat ((((YYYY\na :((((2026, 1d',
  ])('is not held up or thrown by document %#', (text) => {
    expect(parse(text).plans).toHaveLength(1);
  });

  describe('edits', () => {
    const edit = (text: string, taskId: string, status: 'done' | 'todo' | 'in-progress' | 'deferred') => {
      const found = mermaid.editStatus(sourceText('plan.mmd', text), { taskId, status });
      return found.kind === 'edit' ? applyEdit(text, found.edit) : found;
    };

    it.each([
      ['gantt\na :x, 1d', 'done', 'gantt\na :done, x, 1d'],
      ['gantt\r\na :active, x, 1d\r\n', 'done', 'gantt\r\na :done, x, 1d\r\n'],
      ['gantt\na :crit, active, x, 1d', 'todo', 'gantt\na :crit, x, 1d'],
      ['gantt\na :done, x', 'in-progress', 'gantt\na :active, x'],
      ['gantt\na :done, active, crit, x, 1d', 'todo', 'gantt\na :crit, x, 1d'],
      ['graph TD\nclassDef done fill:#0f0\nx[a] --> y', 'done', 'graph TD\nclassDef done fill:#0f0\nx[a]:::done --> y'],
      ['graph TD\nx[a]:::active --> y:::done', 'done', 'graph TD\nx[a]:::done --> y:::done'],
      ['graph TD\nx[a]:::done', 'todo', 'graph TD\nx[a]'],
    ] as const)('changes %j to %s', (text, status, expected) => {
      expect(edit(text, 'x', status)).toBe(expected);
    });

    it.each([
      ['gantt\na :x, 1d', 'x', 'deferred'],
      ['gantt\na :x, 1d', 'y', 'done'],
      ['graph TD\nx[a] --> y', 'x', 'done'],
      ['graph TD\nx[✅ a] --> y:::active', 'x', 'in-progress'],
      ['graph TD\nx[a]:::red --> y:::done', 'x', 'done'],
      ['graph TD\nx[a]\nclass x done', 'x', 'todo'],
    ] as const)('refuses in %j what cannot be written', (text, taskId, status) => {
      expect(edit(text, taskId, status)).toMatchObject({ kind: 'refused' });
    });

    const chart =
      'gantt\r\n  section A\r\n  a :x, 1d\r\n\tb : done, crit, y, after x, 2d\r\n  c :active, 3d\r\n  d :milestone, done, 0d\r\n';
    const graph =
      'graph TD\nclassDef done fill:#9f9\nclassDef active fill:#99f\nA[One (2h)] --> B:::active\nsubgraph g\n  C[Three]:::done\nend\n';

    it.each([chart, graph])('changes only that status, whatever the task and the status', (text) => {
      checkStatusEdits(mermaid, text, ['todo', 'in-progress', 'done']);
    });

    it.each([chart, 'graph TD\n  A[One]\n  B[Two]\n  C[Three]:::done'])(
      'adds a note below the task and changes nothing else',
      (text) => {
        checkNoteEdits(mermaid, text);
      },
    );

    it('refuses a note where other nodes stand behind', () => {
      const change = { taskId: 'A', text: 'done by hand' };
      expect(mermaid.editNote?.(sourceText('a.mmd', 'graph TD\nA --> B'), change)).toMatchObject({ kind: 'refused' });
      expect(mermaid.editNote?.(sourceText('a.mmd', 'graph TD\nA'), { ...change, taskId: 'X' })).toMatchObject({
        kind: 'refused',
      });
    });
  });
});
