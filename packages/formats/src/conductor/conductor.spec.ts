import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { detectFormat } from '../detect-format.js';
import { parseDocument } from '../parse-document.js';
import { sourceText } from '../source/source-text.js';
import { testFixturePairs } from '../testing/fixture-pairs.js';
import { checkNoteEdits } from '../testing/note-edit-property.js';
import { checkStatusEdits } from '../testing/status-edit-property.js';
import { conductor } from './index.js';
import { readTaskLine } from './task-line.js';

const fixture = (name: string): string => readFileSync(join(__dirname, 'fixtures', name), 'utf8');

function read(...lines: string[]) {
  const { plans } = parseDocument({ path: 'conductor/tracks/a/plan.md', raw: lines.join('\n') });
  return plans[0]!;
}

describe('conductor', () => {
  testFixturePairs(conductor, join(__dirname, 'fixtures'));

  it.each([
    ['Task: Parse it ef3ef97', 'Parse it', 'ef3ef97'],
    ['Task: Parse it [907c034]', 'Parse it', '907c034'],
    ['Task: Parse it (d481c60)', 'Parse it', 'd481c60'],
    ['Task: Parse it `abaa869`', 'Parse it', 'abaa869'],
    ['Task: Parse it [checkpoint: e97fb60]', 'Parse it', 'e97fb60'],
    ['Task: Parse it [checkpoint: ]', 'Parse it', undefined],
    ['Sub-task: Parse it', 'Parse it', undefined],
    ['**Task 2: Parse it**', 'Parse it', undefined],
    ['**Task 2: Parse it** `abaa869`', 'Parse it', 'abaa869'],
    ['**Task:** Parse it', 'Parse it', undefined],
    ['Task: Paint the defaced', 'Paint the defaced', undefined],
    ['Task: Cut at 1234567', 'Cut at', '1234567'],
    ['Parse it', 'Parse it', undefined],
    ['Tasking: no', 'Tasking: no', undefined],
  ])('takes %j apart', (text, title, commit) => {
    expect(readTaskLine(text)).toMatchObject({ title, commit });
  });

  it('gives a task the same id before and after its commit is written', () => {
    const ids = (line: string) => read(line).tasks.map(({ id }) => id);
    expect(ids('- [x] Task: Parse it ef3ef97')).toEqual(ids('- [ ] Task: Parse it'));
  });

  it('takes one task after the other, phase after phase', () => {
    const plan = read(
      '## Phase 1: A [checkpoint: ef3ef97]',
      '- [ ] Task: a',
      '    - [ ] b',
      '    - [ ] c',
      '## Phase 2: B',
      '- [ ] d',
    );
    expect(plan.tasks.map(({ id, dependencies }) => [id, dependencies.map(({ on }) => on)])).toEqual([
      ['b', []],
      ['c', ['b']],
      ['d', []],
    ]);
    expect(plan.groups).toMatchObject([
      { id: 'a', kind: 'group', members: ['b', 'c'] },
      { id: 'phase-1', title: 'Phase 1: A', status: 'done' },
      { id: 'phase-2', dependencies: [{ on: 'phase-1', origin: 'phase' }] },
    ]);
  });

  it('takes the sub-tasks of a finished task for finished', () => {
    const plan = read('- [x] Task: a', '    - [ ] b', '        - [ ] c', '- [~] Task: d', '    - [ ] e');
    expect(plan.tasks.map(({ status }) => status)).toEqual(['done', 'todo']);
    const source = sourceText('plan.md', '- [x] Task: a\n    - [ ] b\n');
    expect(conductor.editStatus(source, { taskId: 'b', status: 'todo' }).kind).toBe('refused');
  });

  it('takes the numbers of tasks for ids, unless they start again in each phase', () => {
    expect(read('- [ ] **Task 1: a**', '- [ ] **Task 1.1: b**').tasks.map(({ id }) => id)).toEqual(['1', '1.1']);
    expect(read('- [ ] **Task 1: a**', '- [ ] **Task 1: b**').tasks.map(({ id }) => id)).toEqual(['a', 'b']);
  });

  it('labels what a person verifies', () => {
    const [task] = read(
      "- [x] Task: Conductor - User Manual Verification 'Phase 1' (Protocol in workflow.md) db4cef5",
    ).tasks;
    expect(task).toMatchObject({ id: 'user-manual-verification-phase-1', labels: ['gate', 'db4cef5'] });
  });

  it.each([
    ["- [ ] Task: Conductor - User Manual Verification 'A' (Protocol in workflow.md)", 'conductor'],
    ['## Phase 1: A [checkpoint: ef3ef97]\n- [ ] a', 'conductor'],
    ['## Phase 1: A\n- [ ] Task: a\n    - [ ] b\n- [ ] Task: c', 'conductor'],
    ['## Tasks\n- [ ] Task 1: a\n- [ ] Task 2: b', 'openspec'],
  ])('is recognised in %j: %s', (text, format) => {
    expect(detectFormat(sourceText('notes.md', text))?.name).toBe(format);
  });

  it('changes one character for a status, and adds notes that plan nothing', () => {
    checkStatusEdits(conductor, fixture('numbered.md'), ['todo', 'in-progress', 'done']);
    checkStatusEdits(conductor, fixture('track.md').replace(/- \[x\] Task/g, '- [ ] Task'), [
      'todo',
      'in-progress',
      'done',
    ]);
    checkNoteEdits(conductor, fixture('numbered.md').replaceAll('\n', '\r\n'));
    checkNoteEdits(conductor, fixture('track.md'));
  });
});
