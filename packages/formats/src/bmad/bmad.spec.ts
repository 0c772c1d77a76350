import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { planGraph } from '@nx-crest/core';
import { detectFormat } from '../detect-format.js';
import { parseDocument } from '../parse-document.js';
import { parseFolder } from '../parse-folder.js';
import { sourceText } from '../source/source-text.js';
import { testFixturePairs } from '../testing/fixture-pairs.js';
import { checkNoteEdits } from '../testing/note-edit-property.js';
import { applyEdit, checkStatusEdits } from '../testing/status-edit-property.js';
import { bmad } from './index.js';

const FIXTURES = join(__dirname, 'fixtures');
const FOLDER = '_bmad-output/implementation-artifacts';
const fixture = (name: string): string => readFileSync(join(FIXTURES, name), 'utf8');
const sprint = (...lines: string[]) => ({
  path: `${FOLDER}/sprint-status.yaml`,
  raw: ['development_status:', ...lines.map((line) => `  ${line}`)].join('\n'),
});
const story = (key: string, ...lines: string[]) => ({ path: `${FOLDER}/${key}.md`, raw: lines.join('\n') });

function read(...documents: { readonly path: string; readonly raw: string }[]) {
  const [first] = documents;
  const result = documents.length === 1 ? parseDocument(first!) : parseFolder(FOLDER, documents);
  const plan = result.plans[0]!;
  const nodes = [...plan.tasks, ...plan.groups];
  const edges = nodes.map(({ id, dependencies }) => [id, dependencies.map(({ on, origin }) => `${on} ${origin}`)]);
  const statuses = nodes.map(({ id, status }) => [id, status]);
  return {
    plan,
    edges: Object.fromEntries(edges) as Record<string, string[]>,
    statuses: Object.fromEntries(statuses) as Record<string, string>,
    codes: result.diagnostics.map(({ code }) => code),
  };
}

describe('bmad', () => {
  testFixturePairs(bmad, FIXTURES);

  it.each([
    [`${FOLDER}/sprint-status.yaml`, true],
    ['docs/sprint-status.yaml', true],
    [`${FOLDER}/1-2-check-the-model.md`, true],
    [`${FOLDER}/tests/summary.md`, false],
    ['_bmad-output/planning-artifacts/epics.md', true],
    ['docs/epics.md', false],
  ])('path %s: %s', (path, matches) => {
    expect(bmad.matchesPath(path)).toBe(matches);
  });

  it('knows each of its documents by content, and no other list of boxes', () => {
    for (const name of ['sprint-status.yaml', '1-2-check-the-model.md', 'epics.md']) {
      expect(detectFormat(sourceText('x__1.md', fixture(name)))?.name).toBe('bmad');
    }
    const score = (text: string) => bmad.matchesContent(sourceText('x', text));
    expect(score('# Story of 2 desks\n\n- [ ] 1. a')).toBe(0);
    expect(score('status: done')).toBe(0);
  });

  it('reads epics as groups of stories, and retrospectives as optional', () => {
    const { plan, edges } = read(
      sprint(
        'epic-1: done',
        '1-1-a: done',
        '1-2-b: backlog',
        'epic-1-retrospective: optional',
        'epic-2: backlog',
        '2-1-c: backlog',
      ),
    );
    expect(plan.groups.map(({ id, members }) => [id, members])).toEqual([
      ['epic-1', ['1-1-a', '1-2-b', 'epic-1-retrospective']],
      ['epic-2', ['2-1-c']],
    ]);
    expect(plan.tasks.map(({ optional }) => optional)).toEqual([false, false, true, false]);
    expect(edges).toMatchObject({
      '1-2-b': ['1-1-a order'],
      'epic-1-retrospective': ['1-1-a order', '1-2-b order'],
      '2-1-c': ['1-2-b order'],
    });
  });

  it('reads the documents of a folder as one plan, a story with boxes as a group', () => {
    const { plan, edges, statuses, codes } = read(
      sprint('epic-1: in-progress', '1-1-a: done', '1-2-b: in-progress'),
      story('1-2-b', '# Story 1.2: B', 'Status: in-progress', '## Tasks', '- [x] Task 1: c', '- [ ] Task 2: d'),
    );
    expect(plan.tasks.map(({ id }) => id)).toEqual(['1-1-a', '1-2.1', '1-2.2']);
    expect(edges).toMatchObject({ '1-2-b': ['1-1-a order'], '1-2.1': [], '1-2.2': ['1-2.1 order'] });
    expect(statuses).toMatchObject({ '1-2-b': 'in-progress', '1-2.1': 'done', '1-2.2': 'todo' });
    expect(codes).toEqual([]);
  });

  it('tells where tracker, status line and boxes of a story differ', () => {
    const file = (status: string) =>
      story('1-1-a', '# Story 1.1: A', `Status: ${status}`, '## Tasks', '- [ ] Task 1: c');
    expect(read(sprint('1-1-a: review'), file('done')).codes).toEqual(['CREST220']);
    expect(read(sprint('1-1-a: done'), file('done')).codes).toEqual(['CREST220']);
    expect(read(sprint('1-1-a: review'), file('in-progress')).codes).toEqual([]);
  });

  it('believes prerequisites that epics.md states', () => {
    const epics = { path: '_bmad-output/planning-artifacts/epics.md', raw: fixture('epics.md') };
    const { edges, plan, codes } = read(
      sprint('1-1-x: done', '1-2-y: backlog', '2-1-z: backlog', '2-2-w: backlog'),
      epics,
    );
    expect(edges).toMatchObject({ '1-2-y': ['1-1-x explicit'], '2-1-z': [], '2-2-w': ['1-2-y explicit'] });
    expect(plan.outside).toMatchObject([{ id: '2-2-w', on: '9-9' }]);
    expect(codes).toEqual(['CREST219']);
  });

  it('never closes a cycle with stated prerequisites', () => {
    const raw =
      '# E\n## Epic 1: A\n### Story 1.1: A\n**Prerequisites:** Story 1.3\n### Story 1.2: B\n### Story 1.3: C\n';
    const { plan } = read({ path: 'epics.md', raw });
    expect(planGraph(plan).graph).toBeDefined();
  });

  it('reports a word that is no status, and a second file of a story', () => {
    expect(read(sprint('1-1-a: asleep')).codes).toEqual(['CREST215']);
    const { plan } = read(
      story('1-1-a', '# Story 1.1: A', '## Tasks', '- [ ] b'),
      story('1-1-b', '# Story 1.1: B', '## Tasks', '- [ ] c'),
    );
    expect(plan.notTasks).toMatchObject([{ reason: 'story 1-1 has another file' }]);
  });

  it.each([
    '',
    'development_status: 3',
    'development_status: [a]',
    'development_status:\n  __proto__: done\n  constructor: done',
    ': {',
    '# Story 1.1: A',
  ])('throws nothing at %j', (raw) => {
    expect(() => bmad.parse(sourceText('x', raw))).not.toThrow();
    expect(bmad.editStatus(sourceText('x', raw), { taskId: 'toString', status: 'done' }).kind).toBe('refused');
  });

  describe('edits', () => {
    it.each(['\n', '\r\n'])('change one value or box only, lines ending in %j', (end) => {
      const with_ = (name: string) => fixture(name).split('\n').join(end);
      checkStatusEdits(bmad, with_('sprint-status.yaml'), ['todo', 'in-progress', 'done']);
      checkStatusEdits(bmad, with_('1-2-check-the-model.md'), ['todo', 'done']);
      checkNoteEdits(bmad, with_('1-2-check-the-model.md'));
      checkStatusEdits(bmad, ['# Story 1.1: A', '', 'Status: review', '', 'No tasks.'].join(end), [
        'todo',
        'in-progress',
        'done',
      ]);
    });

    it('leave comments and quotes', () => {
      const raw = fixture('sprint-status.yaml');
      const edit = (taskId: string) => {
        const found = bmad.editStatus(sourceText('s.yaml', raw), { taskId, status: 'done' });
        return found.kind === 'edit' ? applyEdit(raw, found.edit) : found;
      };
      expect(edit('1-2-check-the-model')).toBe(raw.replace('review #', 'done #'));
      expect(edit('1b-1-open-the-desk')).toBe(raw.replace("'backlog'", "'done'"));
      expect(edit('epic-1b')).toBe(raw.replace('epic-1b: backlog', 'epic-1b: done'));
    });

    it.each([
      ['sprint-status.yaml', '1-1-write-the-model', 'blocked', 'BMAD has no word for "blocked"'],
      ['sprint-status.yaml', '7-7-x', 'done', 'the document has no task "7-7-x"'],
      ['1-2-check-the-model.md', '1-2.1', 'in-progress', 'this format has no mark for "in-progress"'],
      ['epics.md', '2-1-open-the-desk', 'done', '"2-1-open-the-desk" has no status in this document'],
    ] as const)('of %s refuse %s %s', (name, taskId, status, reason) => {
      expect(bmad.editStatus(sourceText(name, fixture(name)), { taskId, status })).toEqual({ kind: 'refused', reason });
    });
  });
});
