import { HOUR } from '@nx-crest/core';
import { join } from 'node:path';
import { sourceText } from '../source/source-text.js';
import { testFixturePairs } from '../testing/fixture-pairs.js';
import { applyEdit, checkStatusEdits } from '../testing/status-edit-property.js';
import { asciiTree } from './index.js';

const read = (...lines: string[]) => asciiTree.parse(sourceText('plan.md', lines.join('\n'))).plans[0]!;
const first = (row: string) => read(row).tasks[0];
const waits = (...lines: string[]) =>
  Object.fromEntries(read(...lines).tasks.map((task) => [task.id, task.dependencies.map(({ on }) => on)]));

describe('asciiTree', () => {
  testFixturePairs(asciiTree, join(__dirname, 'fixtures'));

  it.each([
    ['├── Task 1.1: Albums table (8 hours)', '1.1', 'Albums table', 8],
    ['├── Task 4.2-4.5: Four tables (32 hours)', '4.2-4.5', 'Four tables', 32],
    ['├── Task 4.2–4.5 - Four tables (32 hours)', '4.2-4.5', 'Four tables', 32],
    ['├── 1.1 Albums table (8h)', '1.1', 'Albums table', 8],
    ['├── T1: Albums table', 'T1', 'Albums table', undefined],
    ['├── 3. Albums table (2h)', '3', 'Albums table', 2],
    ['└── CORE-001 Albums (30min)', 'CORE-001', 'Albums', 0.5],
    ['├── INFRA-001 ─────┐', 'INFRA-001', 'INFRA-001', undefined],
    ['│   ╰─ **Task 7**: Albums', '7', 'Albums', undefined],
    ['|-- Task 1: Albums (2-4h)', '1', 'Albums', 3],
    ['+-- Task 1: Albums', '1', 'Albums', undefined],
    ['`-- Task 1: Albums', '1', 'Albums', undefined],
    ['\\-- Task 1: Albums', '1', 'Albums', undefined],
    ['├── [ ] Task 1 Albums (1h) ✅', '1', 'Albums', 1],
    ['├── ✅ Task 1: Albums', '1', 'Albums', undefined],
    ['│ ├── Task 1: Albums (1h)     │', '1', 'Albums', 1],
  ])('takes the row "%s" for a task', (row, id, title, hours) => {
    const task = first(row);
    expect(task).toMatchObject({ id, title });
    expect(task?.estimate?.ms).toBe(hours === undefined ? undefined : hours * HOUR);
  });

  it.each([
    '├── src/',
    '├── index.ts',
    '├── v1.2.0/',
    '├── 3 files',
    '├── UTF-8 handling',
    '├── Database: ████████░░ 80% (4/5 tasks)',
    '├── Wave 1: Foundation ───────┤',
    '├── Morgan (1 hour)',
    '├── 09:30 Standup',
    'Hour 0  ├── Task 1: Albums ──┤',
    '+-----+',
    '|-----|-----|',
    '| Task 1: x | (2h) |',
    '- Task 1: Albums (2h)',
  ])('takes no task from "%s"', (row) => {
    expect(read(row)).toMatchObject({ tasks: [], groups: [], notTasks: [] });
  });

  it('points at the duration and at the whole row', () => {
    const text = 'x\r\n  ├── [ ] **Task 1**: Albums (8 hours)  \r\n';
    const task = read(text).tasks[0]!;
    const at = (span: { start: { offset: number }; end: { offset: number } }) =>
      text.slice(span.start.offset, span.end.offset);
    expect(at(task.estimate!.span)).toBe('8 hours');
    expect(at(task.span)).toBe('  ├── [ ] **Task 1**: Albums (8 hours)  ');
  });

  it('gives the rows of a tree to whom the line above it names', () => {
    const tasks = read('Ines:', '├── T1: a', '└── T2: b', '', '', '└── T3: c').tasks;
    expect(tasks.map((task) => task.assignee)).toEqual(['Ines', 'Ines', undefined]);
  });

  it('runs the rows of one agent in the order listed, and other rows in none', () => {
    expect(
      waits('Ines', '├── T1: a', '└── T2: b', 'Ole', '├── T3: c', '└── T4: d', '', '├── T5: e', '└── T6: f'),
    ).toEqual({
      T1: [],
      T2: ['T1'],
      T3: [],
      T4: ['T3'],
      T5: [],
      T6: [],
    });
  });

  it('makes each wave wait for the wave before it, whoever does it', () => {
    const plan = read(
      '## Wave 1',
      'Ines',
      '└── T1: a',
      '## Wave 2',
      'Ines',
      '└── T2: b',
      '## Notes',
      'Ines',
      '└── T3: c',
    );
    expect(plan.groups).toMatchObject([
      { id: 'wave-1', kind: 'wave', members: ['T1'], dependencies: [] },
      { id: 'wave-2', kind: 'wave', members: ['T2'], dependencies: [{ on: 'wave-1', origin: 'wave' }] },
    ]);
    expect(plan.waves.map((wave) => wave.taskIds)).toEqual([['T1'], ['T2']]);
    expect(plan.tasks.map((task) => task.dependencies)).toEqual([[], [], []]);
  });

  it('takes a line of a fence that names a wave for the rest of that fence', () => {
    const plan = read('```', 'WAVE 1', '', 'Ines', '└── T1: a', '```', '└── T2: b');
    expect(plan.waves).toMatchObject([{ title: 'WAVE 1', taskIds: ['T1'] }]);
  });

  it.each([
    ['without a fence', []],
    ['in a fence', ['```']],
  ])('reads the waves of a plain text %s', (_, fence) => {
    const plan = read(
      ...fence,
      ...['Wave 1: Ground', 'Agent 1: Database', '├── T1: a', '', 'Agent 2: Icons', '└── T2: b', ''],
      ...['**Wave 2** (Hour 8)', '', 'Agent 1: Database', '└── T3: c'],
      ...fence,
    );
    expect(plan.waves).toMatchObject([
      { title: 'Wave 1: Ground', taskIds: ['T1', 'T2'] },
      { title: 'Wave 2 (Hour 8)', taskIds: ['T3'] },
    ]);
    expect(plan.groups[1]).toMatchObject({ members: ['T3'], dependencies: [{ on: 'wave-1', origin: 'wave' }] });
  });

  it('ends the wave that a line names at the next heading', () => {
    const plan = read('Wave 1', '', '└── T1: a', '', '## Later', '', '└── T2: b');
    expect(plan.waves).toMatchObject([{ taskIds: ['T1'] }]);
  });

  it.each(['Wave 2 needs the tables of wave 1.', '- Wave 2: Pages', '> Wave 2: Pages', '| Wave 2 | Pages |'])(
    'does not take %j between trees for the name of a wave',
    (line) => {
      expect(read('# Wave 1', '', '└── T1: a', '', line, '', '└── T2: b').waves).toMatchObject([
        { title: 'Wave 1', taskIds: ['T1', 'T2'] },
      ]);
    },
  );

  it.each([
    ['eight hours', 'eight hours'],
    ['8 Stunden', '8 Stunden'],
    ['half a day', 'half a day'],
    ['~3 pts', '~3 pts'],
  ])('reports the duration (%s) that it cannot read', (written, text) => {
    const { plans, diagnostics } = asciiTree.parse(sourceText('plan.md', `└── T1: a (${written})`));
    expect(plans[0]?.tasks[0]).toMatchObject({ id: 'T1', title: `a (${written})` });
    expect(diagnostics).toMatchObject([
      { code: 'CREST209', message: `"${text}" is not a duration`, span: { start: { column: 12 } } },
    ]);
  });

  it.each(['again', '4/5 tasks', 'Day 3', 'Hour 0-2', 'see 1.1', 'holiday page', '2024'])(
    'does not take (%s) for a duration',
    (written) => {
      const { plans, diagnostics } = asciiTree.parse(sourceText('plan.md', `└── T1: a (${written})`));
      expect([plans[0]?.tasks[0]?.estimate, diagnostics]).toEqual([undefined, []]);
    },
  );

  it('makes no task of a row whose only mark is an unreadable duration', () => {
    expect(read('├── 3. Albums (3 files)').tasks).toEqual([]);
  });

  it('reads the duration before a comma, and keeps what follows in the title', () => {
    const task = first('└── T1: a (8 hours, depends on 1.1)');
    expect(task).toMatchObject({ title: 'a (depends on 1.1)', estimate: { ms: 8 * HOUR, text: '8 hours' } });
  });

  it('does not take a comment in a fence for a heading', () => {
    expect(read('# Wave 1', '```', '# note', '└── T1: a', '```').waves).toMatchObject([{ taskIds: ['T1'] }]);
  });

  it('makes a group of a row with rows below it, and keeps other lines below a row as its details', () => {
    const plan = read(
      '├── T1: a',
      '│   ├── T2: b',
      '│   │   ├── by hand',
      '│   │     twice',
      '│   └── T3: c',
      '└── T4: d',
    );
    expect(plan.groups).toMatchObject([{ id: 'T1', kind: 'group', members: ['T2', 'T3'] }]);
    expect(plan.tasks.map((task) => [task.id, task.details])).toEqual([
      ['T2', 'by hand\ntwice'],
      ['T3', undefined],
      ['T4', undefined],
    ]);
  });

  it('keeps both of two rows with one id', () => {
    expect(read('├── T1: a', '└── T1: b').tasks.map((task) => task.id)).toEqual(['T1', 'T1-2']);
  });

  it('knows its documents by content', () => {
    expect(asciiTree.matchesContent(sourceText('plan.md', 'Ines\n└── T1: a (2h)'))).toBeGreaterThan(0.5);
    expect(asciiTree.matchesContent(sourceText('plan.md', 'src/\n└── index.ts'))).toBe(0);
  });

  it('reads a deep tree in linear time and without overflow', () => {
    const rows = Array.from({ length: 3000 }, (_, depth) => `${' '.repeat(depth)}└── T${depth}: x`);
    expect(read(...rows).groups).toHaveLength(2999);
  });

  it('is not held up by a long run of blanks', () => {
    expect(first(`├── T1: a${' '.repeat(200_000)}b (2h)`)?.title).toBe('a b');
  });

  describe('editStatus', () => {
    const edit = (text: string, taskId: string, status: 'done' | 'deferred' = 'done') => {
      const found = asciiTree.editStatus(sourceText('plan.md', text), { taskId, status });
      return found.kind === 'edit' ? applyEdit(text, found.edit) : found;
    };

    it('changes the one character in the box', () => {
      expect(edit('├── [ ] T1: a\r\n└── [ ] T2: b', 'T2')).toBe('├── [ ] T1: a\r\n└── [x] T2: b');
    });

    it.each([
      ['└── T1: a', 'its row has no box "[ ]"'],
      ['└── ✅ T1: a', 'its row has no box "[ ]"'],
      ['└── [ ] T2: a', 'no tree has a task "T1"'],
    ])('refuses in "%s" with the reason', (text, reason) => {
      expect(edit(text, 'T1')).toEqual({ kind: 'refused', reason });
    });

    it('refuses a status that a box cannot say', () => {
      expect(edit('└── [ ] T1: a', 'T1', 'deferred')).toMatchObject({ kind: 'refused' });
    });

    it('changes only that status, whatever the task and the status', () => {
      const text = 'Ines\n├── [ ] T1: a (2h)\n│   ├── [x] **T2**: b\n│   └── T3: [~] c\n└── [!] T4: d ✅\r\n';
      checkStatusEdits(asciiTree, text, ['todo', 'in-progress', 'blocked', 'done']);
    });
  });
});
