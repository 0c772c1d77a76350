import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { sourceText } from '../source/source-text.js';
import { checkNoteEdits } from '../testing/note-edit-property.js';
import { testFixturePairs } from '../testing/fixture-pairs.js';
import { applyEdit, checkStatusEdits } from '../testing/status-edit-property.js';
import { taskMaster } from './index.js';

const read = (text: string) => taskMaster.parse(sourceText('tasks.json', text));

const FILE = `{ "master": { "tasks": [
  { "id": 1, "title": "One", "status": "completed" },
  { "id": 2, "title": "Two \\"quoted\\"", "status" : "pending",
    "subtasks": [{"id":1,"title":"Part","status":"pending"},{"id":2,"title":"Other"}] }
] }, "side": { "tasks": [{ "id": 1, "title": "Else", "status": "in_progress" }] } }\r\n`;

describe('taskMaster', () => {
  testFixturePairs(taskMaster, join(__dirname, 'fixtures'));

  it('adds notes that plan nothing', () => {
    checkNoteEdits(taskMaster, readFileSync(join(__dirname, 'fixtures/tagged.json'), 'utf8'));
  });

  it('takes a task with subtasks for a group whose members are the subtasks', () => {
    const [plan] = read(FILE).plans;
    expect(plan?.tasks.map((task) => task.id)).toEqual(['1', '2.1', '2.2']);
    expect(plan?.groups).toMatchObject([{ id: '2', kind: 'group', members: ['2.1', '2.2'], status: 'todo' }]);
  });

  it('gives one plan per tag, with the tag as written', () => {
    expect(read(FILE).plans.map((plan) => plan.tag)).toEqual(['master', 'side']);
  });

  it('tells where the entry of a tag stands, and nothing for a file without tags', () => {
    const spans = read(FILE).plans.map(({ span }) => FILE.slice(span?.start.offset, span?.end.offset));
    expect(spans).toEqual([
      expect.stringMatching(/^"master": \{[^]*\] \}$/),
      '"side": { "tasks": [{ "id": 1, "title": "Else", "status": "in_progress" }] }',
    ]);
    expect(read('[{"id":1}]').plans[0]?.span).toBeUndefined();
  });

  it('keeps a tag whose tasks are no array, and reports it there', () => {
    const { plans, diagnostics } = read('{"a":{"tasks":{"b":1}},"c":{"tasks":[{"id":1}]}}');
    expect(plans.map(({ tag, tasks }) => [tag, tasks.length])).toEqual([
      ['a', 0],
      ['c', 1],
    ]);
    expect(diagnostics).toMatchObject([{ code: 'CREST208', span: { start: { column: 15 } } }]);
  });

  it('reports every error of broken JSON with its place, and nothing twice', () => {
    const { diagnostics } = read('{"tasks":[{"id":1 "title":"a"},\n{"id":2,');
    expect(diagnostics.map((d) => `${d.span?.start.line}:${d.span?.start.column} ${d.code} ${d.message}`)).toEqual(
      [
        '1:19 CREST207 not valid JSON: comma expected',
        '2:9 CREST207 not valid JSON: property name expected',
        '2:9 CREST207 not valid JSON: value expected',
        '2:9 CREST207 not valid JSON: close brace expected',
        '2:9 CREST207 not valid JSON: close bracket expected',
      ].sort(),
    );
  });

  it.each(['', 'tasks', '[[[', '"a"', '{"tasks":3}'])('reads %j without a plan of tasks, and says why', (text) => {
    const { plans, diagnostics } = read(text);
    expect(plans.flatMap((plan) => plan.tasks)).toEqual([]);
    expect(diagnostics.map((found) => found.severity)).toContain('error');
  });

  it('reports fields of the wrong type and unknown words, and reads the rest', () => {
    const text = '[{"id":1,"title":7,"status":"asleep","dependencies":"2"},{"id":"HAM 2","title":"B"}]';
    const { plans, diagnostics } = read(text);
    expect(plans[0]?.tasks.map((task) => task.id)).toEqual(['1', 'HAM-2']);
    expect(diagnostics.map((found) => found.code)).toEqual(['CREST208', 'CREST215', 'CREST208', 'CREST213']);
  });

  it('does not overflow on brackets nested a hundred thousand deep', () => {
    const { diagnostics } = read('{"tasks":[{"id":1,"x":'.concat('['.repeat(100_000)));
    expect(diagnostics.map((found) => found.code)).toEqual(['CREST207']);
  });

  it('does not count brackets in strings as nesting', () => {
    expect(read(`[{"id":1,"title":"${'[\\"{'.repeat(200)}"}]`).diagnostics).toEqual([]);
  });

  it.each([
    ['.taskmaster/tasks/tasks.json', true],
    ['apps/web/.taskmaster/tasks/tasks.json', true],
    ['tasks/tasks.json', true],
    ['.vscode/tasks.json', false],
    ['mytasks/tasks.json', false],
  ])('path %s: %s', (path, matches) => {
    expect(taskMaster.matchesPath(path)).toBe(matches);
  });

  it('knows its files by content, and no other JSON', () => {
    const score = (text: string) => taskMaster.matchesContent(sourceText('x.json', text));
    expect(score(FILE)).toBeGreaterThan(0.8);
    expect(score('{"version":"2.0.0","tasks":[{"label":"build","type":"npm"}]}')).toBe(0);
    expect(score('- [ ] T001 "id": "title": "status":')).toBe(0);
    expect(score('{"tasks":[{"id":1,"title":"a"}]}')).toBeGreaterThan(0.8);
    expect(score('[{"id":1,"title":"a book"}]')).toBe(0);
    expect(score('{"id":1,"title":"a book","status":"lent"}')).toBe(0);
  });

  it.each(['\n', '\r\n'])('does not take lines of JSON that end with %j for one of its files', (end) => {
    const line = '{"id":"ab-1","title":"a","status":"open","tasks":[]}';
    expect(taskMaster.matchesContent(sourceText('issues.jsonl', [line, line, ''].join(end)))).toBe(0);
  });

  describe('editStatus', () => {
    const edit = (text: string, taskId: string, tag?: string) => {
      const found = taskMaster.editStatus(sourceText('tasks.json', text), { taskId, tag, status: 'done' });
      return found.kind === 'edit' ? applyEdit(text, found.edit) : found;
    };

    it('changes one status literal, in the words of the file', () => {
      expect(edit(FILE, '2.1', 'master')).toBe(
        FILE.replace('"Part","status":"pending"', '"Part","status":"completed"'),
      );
    });

    it('uses the words of Task Master where the file has none for that status', () => {
      expect(edit('[{"id":1,"status":"pending"}]', '1')).toBe('[{"id":1,"status":"done"}]');
    });

    it('changes the own status of a task with subtasks', () => {
      expect(edit(FILE, '2', 'master')).toBe(FILE.replace('"status" : "pending"', '"status" : "completed"'));
    });

    it('puts a missing status behind the last property, set off like it', () => {
      const text = '{\n  "tasks": [\n    {\n      "id": 1,\n      "title": "A"\n    }\n  ]\n}';
      expect(edit(text, '1')).toBe(text.replace('"A"', '"A",\n      "status": "done"'));
      expect(edit('[{"id":1,"title":"A"}]', '1')).toBe('[{"id":1,"title":"A","status":"done"}]');
    });

    it('changes nothing where the task has that status', () => {
      expect(edit(FILE, '1', 'master')).toEqual({ kind: 'unchanged' });
    });

    it('writes no word for todo where a task is todo for want of one', () => {
      for (const status of ['', ',"status":"whatever"', ',"status":null']) {
        const source = sourceText('tasks.json', `[{"id":1,"title":"A"${status}}]`);
        expect(taskMaster.editStatus(source, { taskId: '1', status: 'todo' })).toEqual({ kind: 'unchanged' });
      }
    });

    it('reaches each of two tasks with one id', () => {
      const text = '[{"id":1,"status":"pending"},{"id":1,"status":"pending"}]';
      expect(edit(text, '1-2')).toBe('[{"id":1,"status":"pending"},{"id":1,"status":"done"}]');
    });

    it.each([
      [FILE, '9', 'master', 'the file has no task "9"'],
      [FILE, '1', undefined, 'the file has no such tag; it has master, side'],
      ['[{"id":1}', '1', undefined, 'the file is not valid JSON'],
    ])('refuses with the reason', (text, taskId, tag, reason) => {
      expect(edit(text, taskId, tag)).toEqual({ kind: 'refused', reason });
    });

    it('changes only that status, whatever the task and the status', () => {
      checkStatusEdits(taskMaster, FILE, ['todo', 'in-progress', 'blocked', 'done', 'deferred', 'cancelled']);
    });
  });
});
