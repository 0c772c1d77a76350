import { join } from 'node:path';
import { planGraph } from '@nx-crest/core';
import { parseDocument } from '../parse-document.js';
import { detectFormat } from '../detect-format.js';
import { readFileSync } from 'node:fs';
import { sourceText } from '../source/source-text.js';
import { testFixturePairs } from '../testing/fixture-pairs.js';
import { checkNoteEdits } from '../testing/note-edit-property.js';
import { applyEdit, checkStatusEdits } from '../testing/status-edit-property.js';
import { specWorkflow } from './index.js';

const FIXTURES = join(__dirname, 'fixtures');
const fixture = (name: string) => readFileSync(join(FIXTURES, name), 'utf8');

function read(...lines: string[]) {
  const { plans, diagnostics } = parseDocument({
    path: '.spec-workflow/specs/a/tasks.md',
    raw: lines.join('\n'),
  });
  const [plan] = plans;
  const edges = [...plan!.tasks, ...plan!.groups].map(({ id, dependencies }) => [id, dependencies.map(({ on }) => on)]);
  const codes = diagnostics.map(({ code }) => code);
  return { plan: plan!, edges: Object.fromEntries(edges) as Record<string, string[]>, codes, diagnostics };
}

/** The document after an edit. */
function edited(text: string, taskId: string, status: 'todo' | 'done' | 'in-progress' | 'blocked'): string {
  const found = specWorkflow.editStatus(sourceText('tasks.md', text), { taskId, status });
  if (found.kind !== 'edit') throw new Error(found.kind);
  return applyEdit(text, found.edit);
}

describe('specWorkflow', () => {
  testFixturePairs(specWorkflow, FIXTURES);

  it.each(['list.md', 'headings.md'])('is recognised in %s, whatever its name', (name) => {
    expect(detectFormat(sourceText('x__1.md', fixture(name)))?.name).toBe('spec-workflow');
  });

  it('is recognised by flat numbers below numbered headings, with fields of any language', () => {
    const text = '# 任务\n\n## 1. 核心\n\n- [x] 1.1 创建\n  - _需求: 1.1_\n';
    expect(detectFormat(sourceText('x.md', text))?.name).toBe('spec-workflow');
    expect(detectFormat(sourceText('.claude/specs/a/tasks.md', text))?.name).toBe('spec-workflow');
  });

  it('counts every box line once', () => {
    const { plan } = read(fixture('headings.md'));
    expect(plan.tasks.length + plan.notTasks.length).toBe(5 + 5);
  });

  it('takes what stands in prompts for neither files nor dependencies', () => {
    const { plan, edges } = read(fixture('list.md'));
    const store = plan.tasks.find(({ id }) => id === '1.2')!;
    expect(store.files.map(({ path }) => path)).toEqual(['src/store.ts']);
    expect(edges['1.2']).toEqual(['1.1']);
  });

  it('takes boxes below a task heading for criteria, unless their numbers go on from its own', () => {
    const { plan } = read('### Task 2: a', '- [ ] 2.1 b', '- [ ] 2.2 c', '- [ ] criterion', '- [ ] 3.1 criterion');
    expect(plan.groups.map(({ id, members }) => [id, members])).toEqual([['2', ['2.1', '2.2']]]);
    expect(plan.notTasks.map(({ reason }) => reason)).toEqual(Array(2).fill('an acceptance criterion of task 2'));
  });

  it('takes a heading around others for a group', () => {
    const { plan, edges } = read('## Task 1: a', '### Task 1.1: b', '### Task 1.2: c', '## Task 2: d');
    expect(plan.groups.map(({ id, members }) => [id, members])).toEqual([['1', ['1.1', '1.2']]]);
    expect(edges).toMatchObject({ '1.2': ['1.1'], '2': ['1.2'] });
  });

  it('takes a heading with a number for a task where a status follows', () => {
    const { plan } = read('### 1.1 a', '- **Status**: Done', '### 1.2 b', 'text');
    expect(plan.tasks.map(({ id, status }) => [id, status])).toEqual([['1.1', 'done']]);
  });

  it('takes boxes without numbers for tasks only where none has one', () => {
    expect(read('- [ ] a', '- [x] b').plan.tasks.map(({ id }) => id)).toEqual(['a', 'b']);
    expect(read('- [ ] 1. a', '- [x] b').plan.notTasks).toHaveLength(1);
  });

  it('takes a letter before the number for part of it', () => {
    const { plan, edges } = read('- [x] 1.1 a', '- [ ] A.1 b', '- [ ] A.2 c', '  - _Depends: 1.1_');
    expect(plan.tasks.map(({ id, title }) => [id, title])).toEqual([
      ['1.1', 'a'],
      ['A.1', 'b'],
      ['A.2', 'c'],
    ]);
    expect(edges['A.2']).toEqual(['1.1']);
  });

  it.each([
    ['[ ] Pending', 'todo', []],
    ['[X] done', 'done', []],
    ['[-]', 'in-progress', []],
    ['[~] waiting', 'blocked', []],
    ['[ ] In Progress', 'in-progress', []],
    ['[ ] Done', 'todo', []],
    ['✅ Complete', 'done', []],
    ['Not Started', 'todo', []],
    ['perhaps', 'todo', ['CREST215']],
    ['[?] what', 'todo', ['CREST215']],
  ])('reads the status %j as %s', (text, status, codes) => {
    const found = read('### Task 1.1: a', `**Status**: ${text}`);
    expect([found.plan.tasks.map((task) => task.status), found.codes]).toEqual([[status], codes]);
  });

  it('lets a section wait for what the document says, and keeps order inside it', () => {
    const { edges } = read(
      ...[
        '## Group 1: A',
        '- [ ] 1.1 a',
        '## Group 2: B',
        '- [ ] 2.1 b',
        '- [ ] 2.2 c',
        '## Group 3: C',
        '- [ ] 3.1 d',
      ],
      ...[
        '## Group 4: D',
        '- [ ] 4.1 e',
        '',
        '## Dependencies',
        '- Group 2 depends on Group 1',
        '- Group 3 depends on Group 1',
      ],
    );
    expect(edges).toMatchObject({
      '2.1': ['1.1'],
      '2.2': ['1.1', '2.1'],
      '3.1': ['1.1'],
      '4.1': ['1.1', '2.1', '2.2', '3.1'],
    });
  });

  it('stops where ranges of sections stand for more than a plan can mean, and says so with CREST216', () => {
    const sections = Array.from({ length: 600 }, (_, i) => [`## Group ${i + 1}: a`, `- [ ] ${i + 1}. b`]);
    const lines = Array.from({ length: 600 }, (_, i) => `- Group ${i + 1} depends on Groups 1-600`);
    expect(read(...sections.flat(), '## Dependencies', ...lines).codes).toContain('CREST216');
  });

  it('reports a value that names tasks and is no list', () => {
    expect(read('- [ ] 1.1 a', '- [ ] 1.2 b', '  - Dependencies: see 1.1 and others').codes).toEqual(['CREST217']);
    expect(read('- [ ] 1.1 a', '- [ ] 1.2 b', '  - Dependencies: Go 1.22').codes).toEqual([]);
  });

  it('plans a task behind one of a later wave that it waits for, with CREST211', () => {
    const { codes, plan } = read('## Wave 1', '- [ ] 1. a', '  - _Depends: 2_', '## Wave 2', '- [ ] 2. b');
    expect(codes).toEqual(['CREST211']);
    expect(planGraph(plan).graph).toBeDefined();
  });

  it.each([
    ['list.md', '\r\n'],
    ['headings.md', '\n'],
    ['waves.md', '\n'],
  ])('changes statuses and adds notes alone in %s with line ends %j', (name, eol) => {
    const text = fixture(name).replaceAll('\n', eol);
    checkStatusEdits(specWorkflow, text, ['todo', 'done', 'in-progress', 'blocked']);
    checkNoteEdits(specWorkflow, text);
  });

  it('changes box and word together, and keeps what follows', () => {
    expect(edited('### Task 1.1: a\n**Status**: [ ] Pending (Anna)\n', '1.1', 'done')).toBe(
      '### Task 1.1: a\n**Status**: [x] Completed (Anna)\n',
    );
    expect(edited('### Task 1.1: a\n**Status**: 🔄 In Progress\n', '1.1', 'blocked')).toBe(
      '### Task 1.1: a\n**Status**: Blocked\n',
    );
  });

  it('writes a status field where there is none', () => {
    expect(edited('### Task 1.1: a\r\ntext', '1.1', 'done')).toBe(
      '### Task 1.1: a\r\n**Status**: [x] Completed\r\ntext',
    );
  });

  it('refuses what the format has no mark for', () => {
    const source = sourceText('tasks.md', '- [ ] 1. a\n');
    expect(specWorkflow.editStatus(source, { taskId: '1', status: 'deferred' })).toMatchObject({ kind: 'refused' });
    expect(specWorkflow.editStatus(source, { taskId: '2', status: 'done' })).toMatchObject({ kind: 'refused' });
    expect(specWorkflow.editNote?.(source, { taskId: '2', text: 'a' })).toMatchObject({ kind: 'refused' });
    expect(specWorkflow.editNote?.(source, { taskId: '1', text: 'a\nb' })).toMatchObject({ kind: 'refused' });
  });

  it('does not write a note into a fence that nobody closed', () => {
    const source = sourceText('tasks.md', '- [ ] 1. a\n  ```\n  code\n');
    expect(specWorkflow.editNote?.(source, { taskId: '1', text: 'a' })).toMatchObject({ kind: 'refused' });
  });

  it('takes names that mean something to JavaScript for names', () => {
    expect(read('- [ ] __proto__', '- [ ] constructor').plan.tasks).toHaveLength(2);
  });
});
