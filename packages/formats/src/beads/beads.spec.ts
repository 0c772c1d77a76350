import { join } from 'node:path';
import { planGraph } from '@nx-crest/core';
import { parseDocument } from '../parse-document.js';
import { sourceText } from '../source/source-text.js';
import { testFixturePairs } from '../testing/fixture-pairs.js';
import { checkNoteEdits } from '../testing/note-edit-property.js';
import { applyEdit, checkStatusEdits } from '../testing/status-edit-property.js';
import { beads } from './index.js';

type Json = Readonly<Record<string, unknown>>;
type Link = readonly [on: string, type?: string];

const issue = (id: string, more: Json = {}, links: readonly Link[] = []): Json => ({
  ...{ id, title: `Title of ${id}`, status: 'open', priority: 2, issue_type: 'task', ...more },
  ...(links.length === 0
    ? {}
    : { dependencies: links.map(([on, type = 'blocks']) => ({ issue_id: id, depends_on_id: on, type })) }),
});
const lines = (...issues: readonly Json[]): string => issues.map((one) => `${JSON.stringify(one)}\n`).join('');
const parse = (text: string) => {
  const { plans, diagnostics } = beads.parse(sourceText('.beads/issues.jsonl', text));
  return { plan: plans[0]!, diagnostics };
};
const read = (...issues: readonly Json[]) => parse(lines(...issues));
const edges = (...issues: readonly Json[]) => {
  const { plan } = read(...issues);
  return [...plan.tasks, ...plan.groups].flatMap(({ id, dependencies }) => dependencies.map(({ on }) => `${id}→${on}`));
};

describe('beads', () => {
  testFixturePairs(beads, join(__dirname, 'fixtures'));

  it.each([
    ['open', 'todo'],
    ['in_progress', 'in-progress'],
    ['hooked', 'in-progress'],
    ['blocked', 'blocked'],
    ['closed', 'done'],
    ['deferred', 'deferred'],
    ['pinned', 'deferred'],
    ['', 'todo'],
    [undefined, 'todo'],
  ])('reads the status %j as %s', (status, expected) => {
    const { plan, diagnostics } = read(issue('a-1', { status }));
    expect(plan.tasks[0]?.status).toBe(expected);
    expect(diagnostics).toEqual([]);
  });

  it('reads a status of the user as todo, and says so (CREST215)', () => {
    const { plan, diagnostics } = read(issue('a-1', { status: 'in_qa' }));
    expect(plan.tasks[0]?.status).toBe('todo');
    expect(diagnostics).toMatchObject([{ code: 'CREST215', span: { start: { line: 1 } } }]);
  });

  describe('broken lines', () => {
    it('are reported with their place (CREST240), and the others are read', () => {
      const text = `${lines(issue('a-1'))}{"id":"a-2","title":"cut o\n[1]\n\n${lines(issue('a-3'))}`;
      const { plan, diagnostics } = parse(text);
      expect(plan.tasks.map(({ id }) => id)).toEqual(['a-1', 'a-3']);
      expect(diagnostics.map(({ code, span }) => [code, span?.start.line])).toEqual([
        ['CREST240', 2],
        ['CREST240', 3],
      ]);
      expect(plan.notTasks.map(({ span }) => span.start.line)).toEqual([2, 3]);
    });

    it.each(['', '\n\n', 'null', '"a"', '{', '[[[[', 'Warning: no database', '{}', '{"id":3}'])(
      '%j: no task',
      (text) => {
        expect(parse(text).plan.tasks).toEqual([]);
      },
    );

    it('do not overflow the stack, however deep they nest', () => {
      const { diagnostics } = parse(`{"id":"a","title":"b","x":${'['.repeat(100_000)}`);
      expect(diagnostics.map(({ code }) => code)).toEqual(['CREST240']);
    });

    it('are those with fields of the wrong type as well; the rest of the issue counts', () => {
      const { plan, diagnostics } = parse(
        '{"id":7,"title":"A","dependencies":[{}],"labels":"x","estimated_minutes":"2h"}',
      );
      expect(plan.tasks).toMatchObject([{ id: 'a', title: 'A' }]);
      expect(diagnostics.map(({ code }) => code)).toEqual(['CREST208', 'CREST208', 'CREST208', 'CREST208']);
    });
  });

  it('lists deleted issues, templates and records that are no work, with the reason', () => {
    const { plan } = read(
      issue('a-1', { status: 'tombstone' }),
      issue('a-2', { is_template: true }),
      issue('a-3', { issue_type: 'message' }),
      { _type: 'memory', key: 'k', value: 'v' },
      { id: 'a-4', ts: '2026-01-01T00:00:00Z', by: 'mo' },
      { _type: 'issue', ...issue('a-5') },
    );
    expect(plan.tasks.map(({ id }) => id)).toEqual(['a-5']);
    expect(plan.notTasks.map(({ reason }) => reason)).toEqual([
      'a deleted issue',
      'a template',
      'a record of the type "message"',
      'a record of the type "memory"',
      'a record without a title',
    ]);
  });

  it('keeps an id that occurs twice under a number, for a merge leaves such lines (CREST101)', () => {
    const { plan, diagnostics } = read(issue('a-1'), issue('a-1', { title: 'Other' }), issue('a-2', {}, [['a-1']]));
    expect(plan.tasks.map(({ id }) => id)).toEqual(['a-1', 'a-1-2', 'a-2']);
    expect(plan.tasks[2]?.dependencies).toMatchObject([{ on: 'a-1' }]);
    expect(diagnostics.map(({ code }) => code)).toEqual(['CREST101']);
  });

  describe('dependencies', () => {
    it.each(['blocks', 'conditional-blocks', 'waits-for'])('%s holds back', (type) => {
      expect(edges(issue('a-1'), issue('a-2', {}, [['a-1', type]]))).toEqual(['a-2→a-1']);
    });

    it.each(['related', 'discovered-from', 'tracks', 'caused-by', 'validates', 'supersedes', 'bogus'])(
      '%s does not',
      (type) => {
        expect(edges(issue('a-1'), issue('a-2', {}, [['a-1', type]]))).toEqual([]);
      },
    );

    it('mark what runs only if another fails as one that may be left out', () => {
      const { plan } = read(issue('a-1'), issue('a-2', {}, [['a-1', 'conditional-blocks']]));
      expect(plan.tasks.map(({ optional }) => optional)).toEqual([false, true]);
    });

    it('on a deleted or pinned issue hold nothing back', () => {
      const [gone, pinned] = [issue('a-1', { status: 'tombstone' }), issue('a-2', { status: 'pinned' })];
      const { plan, diagnostics } = read(gone, pinned, issue('a-3', {}, [['a-1'], ['a-2']]));
      expect(plan.tasks.map(({ dependencies }) => dependencies)).toEqual([[], []]);
      expect(diagnostics).toEqual([]);
    });

    it('lead outside where the file has no such issue (CREST219), without a warning for another project', () => {
      const { plan, diagnostics } = read(issue('a-1', {}, [['a-9'], ['external:bank:tokens']]));
      expect(plan.outside).toMatchObject([
        { id: 'a-1', on: 'a-9' },
        { id: 'a-1', plan: 'bank', on: 'tokens' },
      ]);
      expect(diagnostics.map(({ code }) => code)).toEqual(['CREST219']);
      expect(planGraph(plan).diagnostics).toEqual([]);
    });

    it('that close a circle of tasks stay what they are', () => {
      const { plan } = read(issue('a-1', {}, [['a-2']]), issue('a-2', {}, [['a-1']]));
      expect(planGraph(plan).diagnostics.map(({ code }) => code)).toEqual(['CREST104']);
    });
  });

  describe('parents', () => {
    const part = (id: string, more: readonly Link[] = [], json: Json = {}) =>
      issue(id, json, [['p-1', 'parent-child'], ...more]);

    it('are groups that hand what they wait for on to their parts', () => {
      const { plan } = read(issue('p-1', { issue_type: 'epic' }, [['x-1']]), part('p-2'), issue('x-1'));
      expect(plan.groups).toMatchObject([{ id: 'p-1', kind: 'group', members: ['p-2'], status: 'todo' }]);
      const node = planGraph(plan).nodes.find(({ id }) => id === 'p-2');
      expect(node?.dependsOn).toMatchObject([{ on: 'x-1', origin: 'explicit' }]);
    });

    it('are seen by the id alone where the link is missing', () => {
      const { plan } = read(issue('a-f8'), issue('a-f8.1'), issue('a-f8.1.1'), issue('b-1.1'));
      expect(plan.groups.map(({ id, members }) => [id, members])).toEqual([
        ['a-f8', ['a-f8.1']],
        ['a-f8.1', ['a-f8.1.1']],
      ]);
      expect(plan.tasks.map(({ id }) => id)).toEqual(['a-f8.1.1', 'b-1.1']);
    });

    it('that are missing are reported (CREST242) and hold nothing back', () => {
      const { plan, diagnostics } = read(part('p-2'));
      expect(plan).toMatchObject({ tasks: [{ id: 'p-2' }], groups: [] });
      expect(plan.outside).toBeUndefined();
      expect(diagnostics.map(({ code }) => code)).toEqual(['CREST242']);
    });

    it('are not waited for by their own parts (CREST241)', () => {
      const { plan, diagnostics } = read(issue('p-1'), part('p-2', [['p-1']]));
      expect(diagnostics.map(({ code }) => code)).toEqual(['CREST241']);
      expect(planGraph(plan).graph).toBeDefined();
    });

    it('are not waited for where parts of theirs wait for what waits (CREST241)', () => {
      //   x ─ waits for ─▶ p ⊃ p-2 ─ waits for ─▶ x
      const { plan, diagnostics } = read(issue('p-1'), part('p-2', [['x-1']]), issue('x-1', {}, [['p-1']]));
      expect(diagnostics.map(({ code }) => code)).toEqual(['CREST241']);
      expect(plan.tasks.map(({ dependencies }) => dependencies.map(({ on }) => on))).toEqual([['x-1'], []]);
      expect(planGraph(plan).graph).toBeDefined();
    });

    it('say nothing of such a circle where it is history', () => {
      const done = { status: 'closed' };
      expect(read(issue('p-1', done), part('p-2', [['p-1']], done)).diagnostics).toEqual([]);
    });

    it('that were closed before their parts hold nothing back', () => {
      const closed = issue('p-1', { status: 'closed' });
      expect(edges(closed, part('p-2'), issue('x-1', {}, [['p-1']]))).toEqual([]);
      expect(edges(closed, part('p-2', [], { status: 'closed' }), issue('x-1', {}, [['p-1']]))).toEqual(['x-1→p-1']);
    });

    it('that are parts of each other give a cycle, not an endless loop', () => {
      const { plan } = read(issue('a-1', {}, [['a-2', 'parent-child']]), issue('a-2', {}, [['a-1', 'parent-child']]));
      expect(plan.groups).toHaveLength(2);
      expect(planGraph(plan).diagnostics.map(({ code }) => code)).toEqual(['CREST104']);
    });
  });

  it('lets an open gate wait for what stands outside the plan, a closed one for nothing', () => {
    const gate = { issue_type: 'gate', await_type: 'gh:pr', await_id: '12' };
    const { plan } = read(issue('g-1', gate), issue('g-2', { ...gate, status: 'closed' }));
    expect(plan.outside).toMatchObject([{ id: 'g-1', plan: 'gh:pr', on: '12' }]);
  });

  it('is not shaken by names that objects have by themselves', () => {
    const { plan } = read(
      issue('__proto__', {}, [['constructor']]),
      issue('constructor'),
      issue('a-1', { status: 'open' }),
    );
    expect(plan.tasks.map(({ id }) => id)).toEqual(['proto__', 'constructor', 'a-1']);
    expect(plan.tasks[0]?.dependencies).toMatchObject([{ on: 'constructor' }]);
  });

  it.each([
    ['.beads/issues.jsonl', true],
    ['apps/web/.beads/shop.jsonl', true],
    ['.beads/beads.base.jsonl', false],
    ['.beads/issues.restore1.jsonl', false],
    ['.beads/deletions.jsonl', false],
    ['.beads/interactions.jsonl', false],
    ['issues.jsonl', false],
  ])('path %s: %s', (path, matches) => {
    expect(beads.matchesPath(path)).toBe(matches);
  });

  it('knows its files by content, wherever they are, and no other JSON', () => {
    const text = lines(issue('a-1'), issue('a-2'));
    expect(parseDocument({ path: 'export.txt', raw: text }).format).toBe('beads');
    expect(parseDocument({ path: 'export.txt', raw: lines(issue('a-1')) }).format).toBe('beads');
    expect(parseDocument({ path: 'export.txt', raw: `broken\n${text}` }).format).toBe('beads');
    const score = (raw: string) => beads.matchesContent(sourceText('x.json', raw));
    expect(score('{"tasks":[{"id":"1","title":"a","issue_type":"task"}]}')).toBe(0);
    expect(score('{"id":"1","title":"a book"}\n{"id":"2","title":"b"}')).toBe(0);
    expect(score('- [ ] T001 "id":"a","title":"b","issue_type":')).toBe(0);
  });

  describe('edits', () => {
    const TEXT = lines(
      issue('a-1', { notes: 'first' }),
      issue('a-2', { status: 'closed' }),
      issue('a-3', { status: undefined, notes: null }),
      { id: 'a-4', title: 'Bare', description: 'status "open"' },
    ).replaceAll('\n', '\r\n');

    it('change only that status, whatever the issue', () => {
      checkStatusEdits(beads, TEXT, ['todo', 'in-progress', 'blocked', 'done', 'deferred']);
    });

    it('add a line to the notes and change nothing else', () => {
      checkNoteEdits(beads, TEXT);
    });

    it('put the text behind what stands in the notes', () => {
      const found = beads.editNote?.(sourceText('x', TEXT), { taskId: 'a-1', text: 'say "hi"' });
      expect(found?.kind === 'edit' && applyEdit(TEXT, found.edit)).toBe(
        TEXT.replace('"notes":"first"', '"notes":"first\\nsay \\"hi\\""'),
      );
    });

    it.each([
      ['a-9', 'done', undefined, 'the file has no issue "a-9"'],
      ['a-1', 'done', 'tag', 'the file has no issue "a-1"'],
      ['a-1', 'cancelled', undefined, 'beads has no status for "cancelled"'],
    ] as const)('are refused with the reason: %s %s', (taskId, status, tag, reason) => {
      expect(beads.editStatus(sourceText('x', TEXT), { taskId, status, tag })).toEqual({ kind: 'refused', reason });
    });

    it('leave markers alone, and notes that are no text', () => {
      const source = sourceText('x', lines(issue('a-1', { pinned: true, notes: 3 })));
      expect(beads.editStatus(source, { taskId: 'a-1', status: 'done' }).kind).toBe('refused');
      expect(beads.editNote?.(source, { taskId: 'a-1', text: 'x' }).kind).toBe('refused');
      expect(beads.editNote?.(source, { taskId: 'a-2', text: 'x' }).kind).toBe('refused');
    });
  });
});
