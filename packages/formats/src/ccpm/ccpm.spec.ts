import { join } from 'node:path';
import { planGraph } from '@nx-crest/core';
import { registry } from '../registry.js';
import { parseDocument } from '../parse-document.js';
import { parseFolder } from '../parse-folder.js';
import { sourceText } from '../source/source-text.js';
import { testFixturePairs } from '../testing/fixture-pairs.js';
import { checkNoteEdits } from '../testing/note-edit-property.js';
import { applyEdit, checkStatusEdits } from '../testing/status-edit-property.js';
import { ccpm } from './index.js';

const FOLDER = '.claude/epics/hall';
const task = (front: readonly string[] = [], body = ''): string =>
  [
    '---',
    'name: A task',
    ...(front.some((line) => line.startsWith('status:')) ? [] : ['status: open']),
    ...front,
    '---',
    '',
    body,
  ].join('\n');
const parse = (text: string, file = '001.md') => {
  const { plans, diagnostics } = ccpm.parse(sourceText(`${FOLDER}/${file}`, text));
  return { plan: plans[0]!, diagnostics };
};
const together = (files: Readonly<Record<string, string>>) => {
  const documents = Object.entries(files).map(([file, raw]) => ({ path: `${FOLDER}/${file}`, raw }));
  const { plans, diagnostics } = parseFolder(FOLDER, documents);
  const plan = plans[0]!;
  const edges = plan.tasks.flatMap(({ id, dependencies }) => dependencies.map(({ on }) => `${id}→${on}`));
  return { plan, edges, codes: diagnostics.map(({ code }) => code) };
};
const minutesOf = (text: string, file?: string) => {
  const ms = parse(text, file).plan.tasks[0]?.estimate?.ms;
  return ms === undefined ? undefined : ms / 60_000;
};

describe('ccpm', () => {
  testFixturePairs(ccpm, join(__dirname, 'fixtures'));

  it.each([
    ['open', 'todo'],
    ['not-started', 'todo'],
    ['in-progress', 'in-progress'],
    ['blocked', 'blocked'],
    ['closed', 'done'],
    ['Completed', 'done'],
    ['deferred', 'deferred'],
    ['cancelled', 'cancelled'],
  ])('reads the status %s as %s', (word, expected) => {
    const { plan, diagnostics } = parse(task([`status: ${word}`]));
    expect(plan.tasks[0]?.status).toBe(expected);
    expect(diagnostics).toEqual([]);
  });

  it('reads another status as todo, and says so (CREST215); a deprecated task is cancelled', () => {
    const { plan, diagnostics } = parse(task(['status: brewing']));
    expect(plan.tasks[0]?.status).toBe('todo');
    expect(diagnostics.map(({ code }) => code)).toEqual(['CREST215']);
    expect(parse(task(['deprecated: true'])).plan.tasks[0]?.status).toBe('cancelled');
  });

  it('takes a file alone for one task; what it names lies outside', () => {
    const { plan, diagnostics } = parse(task(['depends_on: [7]', 'conflicts_with: [9]', 'parallel: true']), '008.md');
    expect(plan.tasks).toMatchObject([
      { id: '008', parallel: true, dependencies: [], files: [{ path: 'conflict:008+9' }] },
    ]);
    expect(plan.outside).toMatchObject([{ id: '008', on: '7' }]);
    expect(diagnostics).toEqual([]);
  });

  it.each([
    ['001.md', [], '001'],
    ['12-draw-it.md', [], '12'],
    ['task-3.md', [], '3'],
    ['draw.md', ['task: 004'], '004'],
    ['draw.md', ['parallel: true', 'github: https://github.com/a/b/issues/77'], '77'],
    ['draw.md', ['parallel: true', 'name: "T5: Draw"'], 'T5'],
    ['draw.md', ['parallel: true'], 'a-task'],
  ])('gives the task in %s with %j the id %s', (file, front, id) => {
    expect(parse(task(front), file).plan.tasks.map((one) => one.id)).toEqual([id]);
  });

  it.each(['epic.md', '12-analysis.md', '3-stream-A.md', 'github-mapping.md', 'execution-status.md'])(
    'takes %s for no task, and lists its boxes',
    (file) => {
      const { plan } = parse('# About\n\n- [ ] 001.md - Draw\n', file);
      expect(plan.tasks).toEqual([]);
      expect(plan.notTasks).toHaveLength(2);
    },
  );

  it.each(['', '---', '---\n---\n', '---\nname: a\n'])('%j: nothing is thrown', (text) => {
    expect(parse(text, 'notes.md').plan.tasks).toEqual([]);
    expect(parse(text, '001.md').plan.tasks).toHaveLength(1);
  });

  it('reports broken front matter with its place (CREST223), and keeps the task', () => {
    const { plan, diagnostics } = parse('---\nname: a: b: c\n---\n', '001.md');
    expect(plan.tasks.map(({ id }) => id)).toEqual(['001']);
    expect(new Set(diagnostics.map(({ code }) => code))).toEqual(new Set(['CREST223']));
  });

  describe('references', () => {
    const a = task(['github: "#61"', 'name: "T1: Rooms"']);

    it.each([
      '001',
      '1',
      '#61',
      '61',
      'T1',
      'T1 (rooms)',
      '001.md',
      '001-rooms',
      'Task 1',
      'https://github.com/a/b/issues/61',
    ])('%s means the task', (written) => {
      const { edges, codes } = together({ '001.md': a, '002.md': task([`depends_on: ["${written}"]`]) });
      expect(edges).toEqual(['002→001']);
      expect(codes).toEqual([]);
    });

    it('that nothing has lead outside (CREST219)', () => {
      const { plan, edges, codes } = together({ '001.md': task(['depends_on: [7, T9, "#3", rooms]']) });
      expect(edges).toEqual([]);
      expect(plan.outside?.map(({ on }) => on)).toEqual(['7', 'T9', '#3', 'rooms']);
      expect(new Set(codes)).toEqual(new Set(['CREST219']));
    });

    it('that mean the file of one task and the issue of another are not guessed (CREST243)', () => {
      const { plan, edges, codes } = together({
        '5.md': task(['github: "#8"']),
        '6.md': task(['github: "#5"']),
        '7.md': task(['depends_on: [5]']),
      });
      expect(edges).toEqual([]);
      expect(plan.outside).toMatchObject([{ id: '7', on: '5' }]);
      expect(codes).toEqual(['CREST243']);
    });

    it('with zeros in front mean files, never those that are named by their issue since', () => {
      const files = { '2.md': task(['github: "#2"']), '3.md': task(['github: "#3"', 'depends_on: ["002"]']) };
      expect(together(files)).toMatchObject({ edges: [], codes: ['CREST219'] });
      const unsynced = { '2.md': task(), '003.md': task(['depends_on: ["002"]']) };
      expect(together(unsynced).edges).toEqual(['003→2']);
    });

    it('that close a circle stay what they are', () => {
      const { plan } = together({ '1.md': task(['depends_on: [2]']), '2.md': task(['depends_on: [1]']) });
      expect(planGraph(plan).diagnostics.map(({ code }) => code)).toEqual(['CREST104']);
    });
  });

  describe('conflicts', () => {
    it('are a lock of both tasks, whoever names it, and order nothing', () => {
      const { plan, edges } = together({
        '001.md': task(['conflicts_with: [2, 3]', 'files: [src/a.ts]']),
        '002.md': task(['conflicts_with: ["001"]']),
        '003.md': task(),
      });
      expect(edges).toEqual([]);
      expect(plan.tasks.map(({ files }) => files.map(({ path }) => path))).toEqual([
        ['src/a.ts', 'conflict:001+002', 'conflict:001+003'],
        ['conflict:001+002'],
        ['conflict:001+003'],
      ]);
    });

    it('with nobody are reported (CREST244), those with itself are not', () => {
      const { plan, codes } = together({ '001.md': task(['conflicts_with: [1, 9]']) });
      expect(plan.tasks[0]?.files).toEqual([]);
      expect(codes).toEqual(['CREST244']);
    });
  });

  it('is one plan for an epic, with the title of the epic and its tasks folder', () => {
    const { plan } = together({
      'epic.md': '---\nname: hall\nprogress: 0%\n---\n- [ ] x\n',
      'tasks/001-a.md': task(),
      '002.md': task(),
    });
    expect(plan).toMatchObject({ path: FOLDER, title: 'hall' });
    expect(plan.tasks.map(({ id }) => id)).toEqual(['002', '001']);
    expect(plan.notTasks.map(({ reason }) => reason)).toEqual(['the epic itself', 'a box in the body of a task']);
    const folder = (path: string) => registry.find(({ name }) => name === 'ccpm')?.together?.exec(path)?.[0];
    expect(folder('apps/x/.claude/epics/hall/tasks/1.md')).toBe('apps/x/.claude/epics/hall');
    expect(folder('.claude/epics/README.md')).toBeUndefined();
  });

  it('keeps two files of one number, and says so (CREST101)', () => {
    const { plan, codes } = together({ '001-a.md': task(), '001-b.md': task() });
    expect(plan.tasks.map(({ id }) => id)).toEqual(['001', '001-2']);
    expect(codes).toEqual(['CREST101']);
  });

  describe('estimates', () => {
    const effort = (...lines: readonly string[]) => task([], ['## Effort Estimate', '', ...lines].join('\n'));

    it.each([
      ['- Hours: 3-4', 210],
      ['- **Hours**: 3-4 hours', 210],
      ['* Hours: 0.5', 30],
      ['- Estimated hours: 16 hours (with tests)', 960],
      ['- Size: M', 360],
      ['- **Size**: XS', 90],
      ['- Size: L (3 days)', 960],
      ['- Size: XS/S/M/L/XL', undefined],
      ['- Hours: estimated hours', undefined],
      ['- Hours: [n]', undefined],
      ['- Hours: TBD', undefined],
    ])('%s: %j minutes', (line, minutes) => {
      expect(minutesOf(effort(line))).toBe(minutes);
      expect(parse(effort(line)).diagnostics).toEqual([]);
    });

    it('are hours where both are written, and a size where hours are no duration (CREST209)', () => {
      expect(minutesOf(effort('- Size: XL', '- Hours: 2'))).toBe(120);
      const text = effort('- Size: S', '- Hours: a few');
      expect(minutesOf(text)).toBe(180);
      expect(parse(text).diagnostics.map(({ code }) => code)).toEqual(['CREST209']);
    });

    it('stand in the front matter too, and in no other section or fence', () => {
      expect(minutesOf(task(['estimated_hours: 4']))).toBe(240);
      expect(minutesOf(task(['effort: M']))).toBe(360);
      expect(minutesOf(task(['size: "S"']))).toBe(180);
      expect(minutesOf(task([], '## Notes\n- Hours: 4'))).toBeUndefined();
      expect(minutesOf(effort('```', '- Hours: 4', '```'))).toBeUndefined();
    });
  });

  it.each([
    ['.claude/epics/hall/001.md', true],
    ['x/.claude/epics/hall/tasks/001-a.md', true],
    ['.claude/epics/hall/updates/1/progress.md', false],
    ['.claude/prds/hall.md', false],
  ])('path %s: %s', (path, matches) => {
    expect(ccpm.matchesPath(path)).toBe(matches);
  });

  it('knows its files by content, and no other front matter', () => {
    const detect = (raw: string) => parseDocument({ path: 'x__1.md', raw }).format;
    expect(detect(task(['depends_on: []', 'parallel: true'], '- [ ] a'))).toBe('ccpm');
    expect(detect(task(['task: 1', 'created: 2026-01-01', 'updated: 2026-01-01']))).toBe('ccpm');
    expect(
      detect(
        '---\nid: 5\ntitle: A\nstatus: open\ncreated: x\ndepends_on: []\nparallel: true\nconflicts_with: []\n---\n',
      ),
    ).toBe('ccpm');
    const score = (text: string) => ccpm.matchesContent(sourceText('x.md', text));
    expect(score('---\nname: a\nstatus: b\n---\ndepends_on: x\nparallel: y\n')).toBe(0);
    expect(score('---\nname: a\nstatus: b\ncreated: c\nprogress: 0%\ngithub: d\n---\n')).toBe(0);
  });

  describe('edits', () => {
    const TEXT = task(['status: open  # now', 'depends_on: [2]'], '## Acceptance Criteria\n\n- [ ] one');
    const edit = (text: string, status: 'todo' | 'done' | 'blocked', file = '001.md', taskId = '001') => {
      const found = ccpm.editStatus(sourceText(file, text), { taskId, status });
      return found.kind === 'edit' ? applyEdit(text, found.edit) : found;
    };

    it.each(['\n', '\r\n'])('change only that status, and notes only the details, with line ends %j', (eol) => {
      const text = TEXT.replace('depends_on', 'task: 1\ndepends_on').replaceAll('\n', eol);
      checkStatusEdits(ccpm, text, ['todo', 'in-progress', 'done']);
      checkNoteEdits(ccpm, text);
      expect(edit(TEXT, 'done')).toBe(TEXT.replace('open', 'closed'));
    });

    it('add a status that is missing', () => {
      expect(edit('---\nname: a\n---\n', 'done')).toBe('---\nname: a\nstatus: closed\n---\n');
    });

    it.each([
      [TEXT, 'blocked', '001.md', '001', 'CCPM has no status for "blocked"'],
      [TEXT, 'done', '001.md', '002', 'the file is not that of task "002"'],
      ['# A', 'done', '001.md', '001', 'the file has no front matter with a status'],
      [task(['deprecated: true']), 'todo', '001.md', '001', 'the task may be deprecated: change that by hand'],
    ] as const)('are refused with the reason', (...[text, status, file, taskId, reason]) => {
      expect(edit(text, status, file, taskId)).toEqual({ kind: 'refused', reason });
    });

    it('touch no file that is no task', () => {
      const source = sourceText('epic.md', TEXT);
      expect(ccpm.editStatus(source, { taskId: 'epic', status: 'done' }).kind).toBe('refused');
      expect(ccpm.editNote?.(source, { taskId: 'epic', text: 'x' }).kind).toBe('refused');
    });
  });
});
