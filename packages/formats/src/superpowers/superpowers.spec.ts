import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { planGraph } from '@nx-crest/core';
import { detectFormat } from '../detect-format.js';
import { parseDocument } from '../parse-document.js';
import { sourceText } from '../source/source-text.js';
import { testFixturePairs } from '../testing/fixture-pairs.js';
import { checkNoteEdits } from '../testing/note-edit-property.js';
import { applyEdit, checkStatusEdits } from '../testing/status-edit-property.js';
import { superpowers } from './index.js';

const FIXTURES = join(__dirname, 'fixtures');
const fixture = (name: string) => readFileSync(join(FIXTURES, name), 'utf8');

function read(...lines: string[]) {
  const { plans, diagnostics } = parseDocument(
    { path: 'docs/plans/a.md', raw: lines.join('\n') },
    { format: 'superpowers' },
  );
  const [plan] = plans;
  const edges = plan!.tasks.map(({ id, dependencies }) => [id, dependencies.map(({ on }) => on)]);
  const codes = diagnostics.map(({ code }) => code);
  return { plan: plan!, edges: Object.fromEntries(edges) as Record<string, string[]>, codes };
}

/** A task with one step, and the lines in front of it. */
const task = (id: number, ...lines: string[]) => [`### Task ${id}: t`, '', ...lines, '', '- [ ] **Step 1: s**', ''];

describe('superpowers', () => {
  testFixturePairs(superpowers, FIXTURES);

  it.each(['interfaces.md', 'waves.md', 'quoted.md'])('is recognised in %s, whatever its name', (name) => {
    expect(detectFormat(sourceText('x__1.md', fixture(name)))?.name).toBe('superpowers');
  });

  it('makes no task of a document in the folder for plans that has none', () => {
    const { plans, diagnostics } = parseDocument({
      path: 'docs/plans/a-design.md',
      raw: '# Design\n\n### Phase 1: a\n',
    });
    expect([plans[0]?.tasks, diagnostics.map(({ code }) => code)]).toEqual([[], ['CREST202']]);
  });

  it.each(['interfaces.md', 'waves.md', 'quoted.md'])('accounts for every box line of %s', (name) => {
    const boxes = fixture(name).match(/^ *- \[.\]/gm) ?? [];
    const { plan } = read(fixture(name));
    const inTasks = plan.tasks.flatMap(({ details }) => details?.match(/^ *- \[.\]/gm) ?? []);
    // One in a link below a task is both.
    expect(inTasks.length + plan.notTasks.length).toBeGreaterThanOrEqual(boxes.length);
  });

  it('gives a task the status of its steps', () => {
    const { plan } = read(
      ...['### Task 1: a', '- [x] **Step 1**', '- [X] **Step 2**'],
      ...['### Task 2: a', '- [x] **Step 1**', '- [ ] **Step 2**'],
      ...[
        '### Task 3: a',
        '- [ ] **Step 1**',
        '### Task 4: a',
        '- [~] **Step 1**',
        '### Task 5: a ✅',
        '### ✅ Task 6: a',
      ],
    );
    expect(plan.tasks.map(({ status }) => status)).toEqual([
      ...['done', 'in-progress', 'todo', 'in-progress', 'done', 'done'],
    ]);
  });

  it.each([
    ['Consumes: `Store` from Task 1.', ['1']],
    ['Consumes: the store (Tasks 1–2)', ['1', '2']],
    ['Consumes: nothing', []],
    ['Consumes: `src/made.ts`', ['1']],
    ['Consumes: `Store.find(id)`', ['1']],
    ['Consumes: `Other` (existing)', ['3']],
    ['Consumes: everything prior from Task 1, and all earlier tasks', ['1', '3']],
    ['Produces: `Page`', ['3']],
  ])('lets a task that says %j wait for %j', (line, on) => {
    const lines = ['**Interfaces:**', `- ${line}`];
    const first = ['**Files:**', '- Create: `src/made.ts`', '', '**Interfaces:**', '- Produces: `class Store`'];
    const { edges } = read(...task(1, ...first), ...task(2), ...task(3), ...task(4, ...lines));
    expect(edges['4']).toEqual(on);
  });

  it('believes a task that says who takes something from it', () => {
    const { edges } = read(
      ...task(1, '**Interfaces:**', '- Produces: the table that Task 3 reads'),
      ...task(2),
      ...task(3, '**Interfaces:**', '- Consumes: the table'),
    );
    expect(edges['3']).toEqual(['1']);
  });

  it('lets nothing pass a gate', () => {
    const { edges } = read(
      ...['### Task 1: GATE — a', '', '- [ ] **Step 1**', ''],
      ...task(2, '**Depends on:** None'),
      ...task(3, '**Interfaces:**', '- Consumes: nothing'),
    );
    expect(edges).toMatchObject({ '2': ['1'], '3': ['1'] });
  });

  it('reads arrows in a chapter about order', () => {
    const { edges } = read(
      ...[...task(1), ...task(2), ...task(3), ...task(4)],
      ...['## Task Dependencies', '', 'Task 1 → Task 2', 'Task 1 → Task 3', 'Task 9 → Task 4'],
    );
    expect(edges).toMatchObject({ '2': ['1'], '3': ['1'], '4': ['1', '2', '3'] });
  });

  it('plans a task behind one of a later wave that it waits for, with CREST211', () => {
    const { codes, plan } = read('## Wave 1', ...task(1, '**Depends on:** Task 2'), '## Wave 2', ...task(2));
    expect(codes).toEqual(['CREST211']);
    expect(planGraph(plan).graph).toBeDefined();
  });

  it('finds a task heading that a leftover of a fence swallowed', () => {
    const quoted = ['```markdown', '```bash', 'ls', '```', 'text', '```', ''];
    const { plan } = read(...task(1), ...quoted, '### Task 2: b', '- [ ] **Step 1: s**', '```', 'code', '```');
    expect(plan.tasks.map(({ id, details }) => [id, details?.includes('Step 1')])).toEqual([
      ['1', true],
      ['2', true],
    ]);
    expect(plan.notTasks).toEqual([]);
  });

  it('keeps tasks with the same number apart, with CREST101', () => {
    const { plan, codes } = read(...task(1), ...task(1));
    expect([plan.tasks.map(({ id }) => id), codes]).toEqual([['1', '1-2'], ['CREST101']]);
  });

  it.each(['\n', '\r\n'])('changes statuses and adds notes alone with line ends %j', (eol) => {
    const name = eol === '\n' ? 'interfaces.md' : 'waves.md';
    const text = fixture(name).replaceAll('\n', eol);
    checkStatusEdits(superpowers, text, ['todo', 'done']);
    checkNoteEdits(superpowers, text);
  });

  it('changes the boxes of steps and nothing between them', () => {
    const text = fixture('quoted.md');
    const found = superpowers.editStatus(sourceText('a.md', text), { taskId: '2', status: 'done' });
    if (found.kind !== 'edit') throw new Error(found.kind);
    const lines = text.split('\n');
    const changed = applyEdit(text, found.edit).split('\n');
    expect(changed.flatMap((line, i) => (line === lines[i] ? [] : [line]))).toEqual([
      '- [x] **Step 1: Replace the text with:**',
      '- [x] **Step 3: Commit**',
    ]);
  });

  it('writes no status that steps cannot say, and none without steps', () => {
    const source = sourceText('a.md', fixture('quoted.md'));
    const edit = (taskId: string, status: 'in-progress' | 'blocked' | 'todo') =>
      superpowers.editStatus(source, { taskId, status }).kind;
    expect([
      edit('3', 'in-progress'),
      edit('2', 'in-progress'),
      edit('2', 'blocked'),
      edit('1', 'todo'),
      edit('9', 'todo'),
    ]).toEqual(['refused', 'unchanged', 'refused', 'refused', 'refused']);
    expect(superpowers.editNote?.(source, { taskId: '9', text: 'a' })).toMatchObject({ kind: 'refused' });
    expect(superpowers.editNote?.(source, { taskId: '1', text: 'a\nb' })).toMatchObject({ kind: 'refused' });
    const open = sourceText('a.md', '### Task 1: a\n\n```\ncode\n');
    expect(superpowers.editNote?.(open, { taskId: '1', text: 'a' })).toMatchObject({ kind: 'refused' });
  });
});
