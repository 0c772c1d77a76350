import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { detectFormat } from '../detect-format.js';
import { sourceText } from '../source/source-text.js';
import { testFixturePairs } from '../testing/fixture-pairs.js';
import { applyEdit, checkStatusEdits } from '../testing/status-edit-property.js';
import { cursorPlan } from './index.js';

const FIXTURES = join(__dirname, 'fixtures');
const fixture = (name: string) => readFileSync(join(FIXTURES, name), 'utf8');
const read = (...lines: string[]) => {
  const { plans, diagnostics } = cursorPlan.parse(sourceText('a.plan.md', ['---', ...lines, '---', ''].join('\n')));
  return { plan: plans[0]!, codes: diagnostics.map(({ code }) => code) };
};

describe('cursorPlan', () => {
  testFixturePairs(cursorPlan, FIXTURES);

  it.each(['graph.md', 'order.md'])('is recognised in %s, whatever its name', (name) => {
    expect(detectFormat(sourceText('x__1.md', fixture(name)))?.name).toBe('cursor-plan');
  });

  it('makes no tasks of a plan without todos', () => {
    expect(read('name: a', 'todos: []').plan.tasks).toEqual([]);
    expect(cursorPlan.parse(sourceText('a.plan.md', '# Plan\n')).plans[0]?.tasks).toEqual([]);
  });

  it.each([
    ['todos: what', ['CREST208']],
    ['todos: [[a]]', ['CREST208']],
    ['todos: [{id: a, content: [b]}]', ['CREST208']],
    ['todos: [{id: a, content: b}, {id: a, content: c}]', ['CREST101']],
    ['todos: [{id: a, content: b, status: perhaps}]', ['CREST215']],
  ])('reports %j', (line, codes) => {
    expect(read(line).codes).toEqual(codes);
  });

  it('keeps the todos of a plan that is no YAML because of a second colon', () => {
    const { plan, codes } = read(
      'todos:',
      '  - id: T-1',
      '    content: Search: a page',
      '    status: done',
      '  - id: T-2',
      '    content: b',
    );
    expect(new Set(codes)).toEqual(new Set(['CREST223']));
    expect(plan.tasks.map(({ id, title, status }) => [id, title, status])).toEqual([
      ['T-1', 'Search: a page', 'done'],
      ['T-2', 'b', 'todo'],
    ]);
  });

  it('takes names that mean something to JavaScript for names', () => {
    const { plan } = read(
      'todos:',
      '  - id: constructor',
      '    content: a',
      '  - id: b',
      '    content: c',
      '    blockedBy: [constructor]',
    );
    expect(plan.tasks.map(({ id, dependencies }) => [id, dependencies.map(({ on }) => on)])).toEqual([
      ['constructor', []],
      ['b', ['constructor']],
    ]);
  });

  it.each(['\n', '\r\n'])('changes statuses alone with line ends %j', (eol) => {
    const text = fixture('graph.md').replaceAll('\n', eol);
    checkStatusEdits(cursorPlan, text, ['todo', 'in-progress', 'done', 'cancelled']);
  });

  it('writes a status where a todo has none', () => {
    const text = '---\ntodos:\n  - id: a\n    content: b\n---\n';
    const found = cursorPlan.editStatus(sourceText('a.md', text), { taskId: 'a', status: 'done' });
    if (found.kind !== 'edit') throw new Error(found.kind);
    expect(applyEdit(text, found.edit)).toBe('---\ntodos:\n  - id: a\n    status: completed\n    content: b\n---\n');
  });

  it('refuses what Cursor has no word for, and what it cannot write', () => {
    const edit = (text: string, taskId: string, status: 'blocked' | 'deferred' | 'done') =>
      cursorPlan.editStatus(sourceText('a.md', text), { taskId, status }).kind;
    const broken = '---\ntodos:\n  - id: a\n    content: b: c\n---\n';
    expect([
      edit(fixture('graph.md'), 'parse-ids', 'blocked'),
      edit(fixture('graph.md'), 'parse-ids', 'deferred'),
      edit(fixture('graph.md'), 'nobody', 'done'),
      edit(fixture('order.md'), 'check-it', 'done'),
      edit(broken, 'a', 'done'),
    ]).toEqual(Array(5).fill('refused'));
  });
});
