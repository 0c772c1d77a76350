import { join } from 'node:path';
import { planGraph } from '@nx-crest/core';
import { registry } from '../registry.js';
import { parseDocument } from '../parse-document.js';
import { parseFolder } from '../parse-folder.js';
import { sourceText } from '../source/source-text.js';
import { testFixturePairs } from '../testing/fixture-pairs.js';
import { checkNoteEdits } from '../testing/note-edit-property.js';
import { applyEdit, checkStatusEdits } from '../testing/status-edit-property.js';
import { backlog } from './index.js';

const task = (id: string, front: readonly string[] = [], body = ''): string =>
  [
    '---',
    `id: ${id}`,
    `title: Title of ${id}`,
    ...(front.some((line) => line.startsWith('status:')) ? [] : ['status: To Do']),
    ...front,
    '---',
    '',
    body,
  ].join('\n');
const parse = (text: string, path = 'backlog/tasks/x.md') => {
  const { plans, diagnostics } = backlog.parse(sourceText(path, text));
  return { plan: plans[0]!, diagnostics };
};
type Files = Readonly<Record<string, string>>;
const together = (files: Files) => {
  const documents = Object.entries(files).map(([path, raw]) => ({ path: `backlog/${path}`, raw }));
  const { plans, diagnostics } = parseFolder('backlog', documents);
  return { plan: plans[0]!, diagnostics };
};
const statuses = ({ tasks }: { readonly tasks: readonly { readonly id: string; readonly status: string }[] }) =>
  tasks.map(({ id, status }) => `${id} ${status}`);
const codes = (found: readonly { readonly code: string }[]) => found.map(({ code }) => code);

describe('backlog', () => {
  testFixturePairs(backlog, join(__dirname, 'fixtures'));

  it.each([
    ['To Do', 'todo'],
    ['Draft', 'deferred'],
    ['In Progress', 'in-progress'],
    ['Testing', 'in-progress'],
    ['Done', 'done'],
    ['Completed', 'done'],
    ['Blocked', 'blocked'],
    ["Won't Do", 'cancelled'],
  ])('reads the status "%s" as %s', (word, expected) => {
    const { plan, diagnostics } = parse(task('task-1', [`status: ${word}`]));
    expect(statuses(plan)).toEqual([`task-1 ${expected}`]);
    expect(diagnostics).toEqual([]);
  });

  it('reads a status that only its author knows as todo, and says so (CREST215)', () => {
    const { plan, diagnostics } = parse(task('task-1', ['status: Marinating']));
    expect(statuses(plan)).toEqual(['task-1 todo']);
    expect(codes(diagnostics)).toEqual(['CREST215']);
  });

  it('takes a file alone for one task, its boxes for criteria, and what it waits for as outside', () => {
    const body = '## Acceptance Criteria\n- [x] #1 a\n\n## Plan\n- [ ] b\n\n```\n- [ ] c\n```\n';
    const { plan, diagnostics } = parse(task('task-4.1', ['dependencies: [task-9]', 'parent_task_id: task-4'], body));
    expect(plan.tasks).toMatchObject([{ id: 'task-4.1', dependencies: [] }]);
    expect(plan.outside).toMatchObject([{ id: 'task-4.1', on: 'task-9' }]);
    expect(plan.notTasks).toEqual([]);
    for (const box of body.match(/- \[.\].*/g)!) expect(plan.tasks[0]!.details).toContain(box);
    expect(diagnostics).toEqual([]);
  });

  it('takes id and title from the name of the file where the front matter has none or is broken', () => {
    const path = 'backlog/tasks/task-12 - Mend-the-net.md';
    expect(parse('no front matter', path).plan.tasks).toMatchObject([{ id: 'task-12', title: 'Mend-the-net' }]);
    const broken = parse('---\ntitle: Fix: it: all\n  - [\n---\n', path);
    expect(broken.plan.tasks.map(({ id }) => id)).toEqual(['task-12']);
    expect(new Set(codes(broken.diagnostics))).toEqual(new Set(['CREST223']));
  });

  it.each(['', '---', '---\n---\n', '# Read me\n- [ ] T001 x', '---\nid:\n---\n'])(
    '%j: no task, and nothing thrown',
    (text) => {
      expect(parse(text, 'backlog/tasks/README.md').plan.tasks).toEqual([]);
    },
  );

  it('lets people stand without quotes, with their @', () => {
    for (const line of ['assignee: @rosa', 'assignee: [@rosa, "@kit"]', 'assignee:\n  - @rosa\n  - "@kit"']) {
      const { plan, diagnostics } = parse(task('task-1', [line]));
      expect(diagnostics).toEqual([]);
      expect(plan.tasks[0]?.assignee).toBe('@rosa');
    }
    expect(parse(task('task-1', ['assignee: []'])).plan.tasks[0]?.assignee).toBeUndefined();
  });

  it('reports fields of the wrong type (CREST208)', () => {
    expect(codes(parse(task('task-1', ['dependencies: {a: 1}', 'labels: [[x]]'])).diagnostics)).toEqual(['CREST208']);
  });

  describe('a whole folder', () => {
    it('is one plan, whose path is the folder', () => {
      const { plan } = together({
        'tasks/b.md': task('task-2', ['dependencies: [task-1]']),
        'tasks/a.md': task('task-1'),
      });
      expect(plan.path).toBe('backlog');
      expect(plan.tasks.map(({ id, dependencies }) => [id, ...dependencies.map(({ on }) => on)])).toEqual([
        ['task-1'],
        ['task-2', 'task-1'],
      ]);
    });

    it.each(['TASK-4', 'task-004', '4', 'task-4 - Title', '04'])(
      'compares ids without case and zeros: %s',
      (written) => {
        const { plan, diagnostics } = together({
          'tasks/a.md': task('task-4'),
          'tasks/b.md': task('BACK-5', [`blocked_by: ["${written}"]`]),
        });
        expect(plan.tasks[1]?.dependencies).toMatchObject([{ on: 'task-4', origin: 'explicit' }]);
        expect(diagnostics).toEqual([]);
      },
    );

    it('tells 4.1 from 4.10', () => {
      const { plan } = together({
        'tasks/a.md': task('task-4.1'),
        'tasks/b.md': task('task-4.10', ['dependencies: task-4.1, 4.10']),
      });
      expect(plan.tasks[1]?.dependencies.map(({ on }) => on)).toEqual(['task-4.1', 'task-4.10']);
    });

    it('knows the place: completed is done, archived and drafts are not planned', () => {
      const { plan } = together({
        'completed/a.md': task('task-1', ['status: In Progress']),
        'archive/tasks/b.md': task('task-2'),
        'archive/tasks/c.md': task('task-3', ['status: Done']),
        'drafts/d.md': task('draft-1'),
        'tasks/e.md': task('task-5', ['dependencies: [task-1, task-3]']),
      });
      expect(statuses(plan)).toEqual([
        'task-2 cancelled',
        'task-3 done',
        'task-1 done',
        'draft-1 deferred',
        'task-5 todo',
      ]);
      expect(planGraph(plan).diagnostics).toEqual([]);
    });

    it('lets the task in use have an id that was given away again', () => {
      const { plan, diagnostics } = together({
        'archive/tasks/a.md': task('task-1'),
        'tasks/b.md': task('TASK-1'),
        'tasks/c.md': task('task-2', ['dependencies: [task-1]']),
      });
      expect(plan.tasks.map(({ id }) => id)).toEqual(['TASK-1', 'task-2']);
      expect(plan.tasks[1]?.dependencies).toMatchObject([{ on: 'TASK-1' }]);
      expect(plan.notTasks).toMatchObject([{ reason: 'an archived task or draft whose id another task has' }]);
      expect(diagnostics).toEqual([]);
    });

    it('starts nothing that waits for an id of nobody (CREST219) or of two (CREST101, CREST243)', () => {
      const { plan, diagnostics } = together({
        'tasks/a.md': task('task-1'),
        'tasks/b.md': task('task-1'),
        'tasks/c.md': task('task-2', ['dependencies: [task-1, task-9]']),
      });
      expect(plan.tasks.map(({ id, dependencies }) => [id, dependencies.length])).toEqual([
        ['task-1', 0],
        ['task-1-2', 0],
        ['task-2', 0],
      ]);
      expect(plan.outside?.map(({ id, on }) => [id, on])).toEqual([
        ['task-2', 'task-1'],
        ['task-2', 'task-9'],
      ]);
      expect(codes(diagnostics).sort()).toEqual(['CREST101', 'CREST219', 'CREST243']);
      expect(planGraph(plan).graph).toBeDefined();
    });

    it('does not complain of what a finished task waited for', () => {
      const { plan, diagnostics } = together({ 'completed/a.md': task('task-1', ['dependencies: [task-9]']) });
      expect(plan.outside).toHaveLength(1);
      expect(diagnostics).toEqual([]);
    });

    it('makes parents of subtasks groups, by field or by id', () => {
      const { plan } = together({
        'tasks/a.md': task('task-1', ['dependencies: [task-3]']),
        'tasks/b.md': task('task-1.1'),
        'tasks/c.md': task('task-2', ['parent_task_id: TASK-01']),
        'tasks/d.md': task('task-3'),
      });
      expect(plan.groups).toMatchObject([
        {
          id: 'task-1',
          kind: 'group',
          members: ['task-1.1', 'task-2'],
          dependencies: [{ on: 'task-3' }],
          status: 'todo',
        },
      ]);
      expect(plan.tasks.map(({ id }) => id)).toEqual(['task-1.1', 'task-2', 'task-3']);
    });

    it('does not let a subtask wait for its own parent (CREST241), nor miss a parent in silence (CREST242)', () => {
      const { plan, diagnostics } = together({
        'tasks/a.md': task('task-1'),
        'tasks/b.md': task('task-1.1', ['dependencies: [task-1]']),
        'tasks/c.md': task('task-2', ['parent_task_id: task-9']),
      });
      expect(codes(diagnostics)).toEqual(['CREST241', 'CREST242']);
      expect(planGraph(plan).graph).toBeDefined();
    });

    it('lets a parent that is done hold nothing back', () => {
      const { plan } = together({
        'tasks/a.md': task('task-1', ['status: Done']),
        'tasks/b.md': task('task-1.1'),
        'tasks/c.md': task('task-2', ['dependencies: [task-1]']),
      });
      expect(plan.tasks[1]).toMatchObject({ id: 'task-2', dependencies: [] });
    });

    it('lists files that are no task', () => {
      const { plan } = together({ 'tasks/readme.md': '# How we work\n\n- [ ] smile\n', 'tasks/a.md': task('task-1') });
      expect(plan.tasks).toHaveLength(1);
      expect(plan.notTasks.map(({ reason }) => reason)).toEqual([
        'a file without the id of a task',
        'a box in the body of a task',
      ]);
    });

    it('takes two thousand tasks, each a part of the one before', () => {
      const files = Object.fromEntries(
        Array.from({ length: 2000 }, (_, i) => [
          `tasks/${i}.md`,
          task(`task-${i}`, [`parent_task_id: task-${i - 1}`, `dependencies: [task-${i - 2}]`]),
        ]),
      );
      expect(together(files).plan.groups).toHaveLength(1999);
    });

    it('is found by the folder in front of the kinds', () => {
      const folder = (path: string) => registry.find(({ name }) => name === 'backlog')?.together?.exec(path)?.[0];
      expect(folder('backlog/tasks/a.md')).toBe('backlog');
      expect(folder('apps/web/.backlog/completed/sub/a.md')).toBe('apps/web/.backlog');
      expect(folder('backlog/docs/a.md')).toBeUndefined();
    });
  });

  it.each([
    ['backlog/tasks/task-1 - A.md', true],
    ['apps/web/backlog/archive/tasks/task-1 - A.md', true],
    ['.backlog/drafts/draft-1 - A.md', true],
    ['backlog/docs/doc-1 - A.md', false],
    ['backlog/config.yml', false],
  ])('path %s: %s', (path, matches) => {
    expect(backlog.matchesPath(path)).toBe(matches);
  });

  it('knows its files by content, and no other front matter', () => {
    expect(parseDocument({ path: 'x__1.md', raw: task('task-1', ['dependencies: []'], '- [ ] #1 a') }).format).toBe(
      'backlog',
    );
    const score = (text: string) => backlog.matchesContent(sourceText('x.md', text));
    expect(score('---\nname: a\nstatus: open\n---\nid: 1\ntitle: x\nstatus: y\n')).toBe(0);
    expect(score('id: a\ntitle: b\nstatus: c\n')).toBe(0);
  });

  describe('edits', () => {
    const TEXT = task(
      'task-1',
      ['status: "To Do"  # since May'],
      'Do it.\n\n<!-- SECTION:NOTES:BEGIN -->\none\n<!-- SECTION:NOTES:END -->\n',
    );
    const edit = (text: string, status: 'todo' | 'done' | 'blocked', { taskId = 'task-1', path = 'x.md' } = {}) => {
      const found = backlog.editStatus(sourceText(path, text), { taskId, status });
      return found.kind === 'edit' ? applyEdit(text, found.edit) : found;
    };

    it.each(['\n', '\r\n'])('change only that status, with line ends %j', (eol) => {
      checkStatusEdits(backlog, TEXT.replaceAll('\n', eol), ['todo', 'in-progress', 'done']);
      expect(edit(TEXT, 'done')).toBe(TEXT.replace('"To Do"', '"Done"'));
    });

    it('write a status that is empty or missing', () => {
      const empty = '---\r\nid: task-1\r\nstatus:\r\n---\r\n';
      expect(edit(empty, 'done')).toBe(empty.replace('status:', 'status: Done'));
      const missing = '---\r\nid: task-1\r\n---\r\n';
      expect(edit(missing, 'done')).toBe('---\r\nid: task-1\r\nstatus: Done\r\n---\r\n');
    });

    it.each(['\n', '\r\n'])('add a note to the notes, and change nothing else, with line ends %j', (eol) => {
      for (const text of [
        TEXT,
        task('task-1', [], 'No section'),
        task('task-1', [], '## Implementation Notes\n\nOld.'),
      ]) {
        checkNoteEdits(backlog, text.replaceAll('\n', eol));
      }
      const found = backlog.editNote?.(sourceText('x.md', TEXT), { taskId: 'task-1', text: 'hi' });
      expect(found?.kind === 'edit' && applyEdit(TEXT, found.edit)).toBe(TEXT.replace('one\n', 'one\n\nNote: hi\n'));
    });

    it.each([
      [TEXT, 'done', { taskId: 'task-2' }, 'the file is not that of task "task-2"'],
      [TEXT, 'blocked', {}, 'Backlog.md has no status for "blocked" unless it is configured'],
      [TEXT, 'todo', { path: 'backlog/completed/a.md' }, 'the file lies in "completed": move it with Backlog.md'],
    ] as const)('are refused with the reason', (text, status, more, reason) => {
      expect(edit(text, status, more)).toEqual({ kind: 'refused', reason });
    });

    it('are refused where there is nothing to write to', () => {
      expect(edit('# A', 'done', { path: 'backlog/tasks/task-1 - A.md' })).toMatchObject({ kind: 'refused' });
      expect(backlog.editNote?.(sourceText('x.md', TEXT), { taskId: 'task-3', text: 'x' }).kind).toBe('refused');
    });
  });
});
