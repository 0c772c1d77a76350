import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { detectFormat } from '../detect-format.js';
import { parseDocument } from '../parse-document.js';
import { sourceText } from '../source/source-text.js';
import { testFixturePairs } from '../testing/fixture-pairs.js';
import { checkNoteEdits } from '../testing/note-edit-property.js';
import { checkStatusEdits } from '../testing/status-edit-property.js';
import { checklist } from './index.js';

const fixture = (name: string): string => readFileSync(join(__dirname, 'fixtures', name), 'utf8');

function read(...lines: string[]) {
  const { plans } = parseDocument({ path: 'TODO.md', raw: lines.join('\n') }, { format: 'checklist' });
  return plans[0]!;
}

describe('checklist', () => {
  testFixturePairs(checklist, join(__dirname, 'fixtures'));

  it('reads any box of any document, in its order', () => {
    const plan = read('# A', '* [ ] a', '+ [x] b', '1) [ ] c', '## B', '- [ ] d', '  - Depends on: none');
    expect(plan.tasks.map(({ id, dependencies }) => [id, dependencies.map(({ on }) => on)])).toEqual([
      ['a', []],
      ['b', ['a']],
      ['c', ['b']],
      ['d', []],
    ]);
  });

  it.each([
    ['[ ]', 'todo'],
    ['[x]', 'done'],
    ['[X]', 'done'],
    ['[/]', 'in-progress'],
    ['[-]', 'in-progress'],
    ['[~]', 'in-progress'],
    ['[!]', 'blocked'],
    ['[>]', 'deferred'],
  ])('reads %s as %s', (box, status) => {
    expect(read(`- ${box} a`).tasks[0]?.status).toBe(status);
  });

  it('lists a box with another character, with the reason', () => {
    expect(read('- [ ] a', '- [?] b').notTasks.map(({ reason }) => reason)).toEqual(['"[?]" is no status']);
  });

  it.each([
    ['indented', '  '],
    ['flat', ''],
  ])('takes 1.0 for the parent of 1.1, %s', (_, indent) => {
    const plan = read('- [ ] 1.0 a', `${indent}- [ ] 1.1 b`, `${indent}- [ ] 1.10 c`, '- [ ] 2.0 d');
    expect(plan.groups.map(({ id, members }) => [id, members])).toEqual([['1.0', ['1.1', '1.10']]]);
    expect(plan.tasks.map(({ id }) => id)).toEqual(['1.1', '1.10', '2.0']);
  });

  it.each([
    ['notes.md', '- [ ] buy milk', 'checklist'],
    ['tasks/tasks-upload.md', '- [ ] 1.0 a\n  - [ ] 1.1 b', 'checklist'],
    ['notes.md', '- [ ] 1. a\n  - [ ] 1.1 b', 'kiro'],
    ['notes.md', '- [ ] T001 a', 'spec-kit'],
    ['notes.md', '## 1. A\n- [ ] 1.1 a', 'openspec'],
    ['.kiro/specs/a/tasks.md', '- [ ] a', 'kiro'],
    ['conductor/tracks/a/plan.md', '- [ ] a', 'conductor'],
    ['openspec/changes/a/tasks.md', '- [ ] a', 'openspec'],
  ])('takes %s with %j only where nobody else does: %s', (path, text, format) => {
    expect(detectFormat(sourceText(path, text))?.name).toBe(format);
  });

  it('changes one character for a status, and adds notes that plan nothing', () => {
    checkStatusEdits(checklist, '- [ ] a\r\n\t* [x] b\r\n1. [!] c', [
      'todo',
      'in-progress',
      'blocked',
      'deferred',
      'done',
    ]);
    checkNoteEdits(checklist, fixture('todo.md'));
    checkNoteEdits(checklist, fixture('rounds.md').trimEnd());
    const source = sourceText('TODO.md', '- [ ] a');
    expect(checklist.editStatus(source, { taskId: 'a', status: 'cancelled' }).kind).toBe('refused');
  });
});
