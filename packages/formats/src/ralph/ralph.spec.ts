import { join } from 'node:path';
import { planGraph } from '@nx-crest/core';
import fc from 'fast-check';
import { parseDocument } from '../parse-document.js';
import { sourceText } from '../source/source-text.js';
import { testFixturePairs } from '../testing/fixture-pairs.js';
import { checkNoteEdits } from '../testing/note-edit-property.js';
import { applyEdit, checkStatusEdits } from '../testing/status-edit-property.js';
import { ralph } from './index.js';

type Json = Readonly<Record<string, unknown>>;

const prd = (stories: readonly Json[], more: Json = {}): string =>
  JSON.stringify({ ...more, userStories: stories }, null, 2);
const story = (id: string, more: Json = {}): Json => ({ id, title: `Title of ${id}`, passes: false, ...more });
const parse = (text: string) => {
  const { plans, diagnostics } = ralph.parse(sourceText('prd.json', text));
  return { plan: plans[0]!, diagnostics };
};
const read = (...stories: readonly Json[]) => parse(prd(stories));
const edges = (...stories: readonly Json[]) =>
  read(...stories).plan.tasks.map(({ id, dependencies }) => [
    id,
    ...dependencies.map(({ on, origin }) => `${on} ${origin}`),
  ]);

describe('ralph', () => {
  testFixturePairs(ralph, join(__dirname, 'fixtures'));

  it.each([
    [{ passes: true }, 'done'],
    [{ passes: false }, 'todo'],
    [{ passes: undefined, passed: true }, 'done'],
    [{ passes: undefined }, 'todo'],
    [{ passes: false, status: 'in_progress' }, 'in-progress'],
    [{ passes: true, status: 'in_progress' }, 'done'],
    [{ passes: false, status: 'done' }, 'todo'],
    [{ passes: undefined, status: 'completed' }, 'done'],
  ])('reads the status %j as %s', (more, expected) => {
    const { plan, diagnostics } = read(story('a', more));
    expect(plan.tasks[0]?.status).toBe(expected);
    expect(diagnostics).toEqual([]);
  });

  it.each([{ passes: 'yes' }, { passes: false, status: 'resting' }])('reports the status %j (CREST215)', (more) => {
    const { plan, diagnostics } = read(story('a', more));
    expect(plan.tasks[0]?.status).toBe('todo');
    expect(diagnostics.map(({ code }) => code)).toEqual(['CREST215']);
  });

  it.each(['userStories', 'user_stories', 'stories', 'features', 'tasks', 'items'])('finds the list "%s"', (name) => {
    expect(parse(JSON.stringify({ [name]: [story('a')] })).plan.tasks).toHaveLength(1);
  });

  it.each(['', '{', '[]', '{}', 'null', '3', '{"userStories":{}}', '{"prd":{"users":[{"id":"a"}]}}'])(
    '%j: no story, and nothing thrown',
    (text) => {
      expect(parse(text).plan.tasks).toEqual([]);
    },
  );

  it('says nothing against a product document of another kind, but that it has no task (CREST202)', () => {
    const { diagnostics } = parseDocument({ path: 'prd.json', raw: '{"prd":{"users":[{"id":"a"}]}}' });
    expect(diagnostics.map(({ code }) => code)).toEqual(['CREST202']);
  });

  it('reports what is no story and ids of the wrong type, and reads the rest (CREST208)', () => {
    const { plan, diagnostics } = parse('{"userStories":[3,{"id":[],"title":"B"},{"id":1,"dependsOn":[{}]}]}');
    expect(plan.tasks.map(({ id }) => id)).toEqual(['b', '1']);
    expect(diagnostics.map(({ code }) => code)).toEqual(['CREST208', 'CREST208', 'CREST208']);
  });

  it('makes ids from titles where there are none, whatever their place', () => {
    const one = { description: 'Open the map', passes: false };
    expect(parse(JSON.stringify([one, one])).plan.tasks.map(({ id }) => id)).toEqual([
      'open-the-map',
      'open-the-map-2',
    ]);
  });

  it('is not shaken by names that objects have by themselves', () => {
    const { plan } = parse(
      '{"userStories":[{"id":"constructor","__proto__":{"passes":true},"dependsOn":["toString"]}]}',
    );
    expect(plan.tasks).toMatchObject([{ id: 'constructor', status: 'todo', dependencies: [{ on: 'toString' }] }]);
  });

  describe('order', () => {
    it('follows the priorities, not the places', () => {
      expect(edges(story('a', { priority: 2 }), story('b', { priority: 1 }))).toEqual([['a', 'b order'], ['b']]);
    });

    it('lets stories of one priority run side by side', () => {
      expect(
        edges(
          story('a', { priority: 1 }),
          story('b', { priority: 2 }),
          story('c', { priority: 2 }),
          story('d', { priority: 3 }),
        ),
      ).toEqual([['a'], ['b', 'a order'], ['c', 'a order'], ['d', 'b order', 'c order']]);
    });

    it('needs one joint, not a quadratic number of edges', () => {
      const many = (priority: number) =>
        Array.from({ length: 300 }, (_, i) => story(`s${priority}-${i}`, { priority }));
      const { plan } = read(...many(1), ...many(2));
      expect(plan.groups).toMatchObject([{ id: 'priority-1', kind: 'phase' }]);
      expect(plan.tasks.flatMap(({ dependencies }) => dependencies)).toHaveLength(300);
    });

    it('reads "P1", "2" and words as priorities', () => {
      expect(
        edges(story('a', { priority: 'low' }), story('b', { priority: 'P1' }), story('c', { priority: '2' })),
      ).toEqual([['a', 'c order'], ['b'], ['c', 'b order']]);
    });

    it('puts stories without a priority last, in the order of the file', () => {
      expect(edges(story('a'), story('b', { priority: 9 }), story('c'))).toEqual([
        ['a', 'b order'],
        ['b'],
        ['c', 'a order'],
      ]);
    });

    it('leaves a story that says what it waits for alone, and those behind wait for all before', () => {
      expect(
        edges(story('a', { priority: 1 }), story('b', { priority: 2, dependsOn: [] }), story('c', { priority: 3 })),
      ).toEqual([['a'], ['b'], ['c', 'a order', 'b order']]);
    });

    it('never closes a circle with what stories say, whatever they say', () => {
      const drawn = fc.array(
        fc.record({ priority: fc.option(fc.nat(3)), waitsFor: fc.option(fc.array(fc.nat(7), { maxLength: 2 })) }),
        { minLength: 1, maxLength: 8 },
      );
      fc.assert(
        fc.property(drawn, (list) => {
          // Explicit dependencies lead from larger numbers to smaller ones, so that they close no circle themselves.
          const stories = list.map(({ priority, waitsFor }, index) =>
            story(`s${index}`, {
              ...(priority === null ? {} : { priority }),
              ...(waitsFor === null ? {} : { dependsOn: waitsFor.filter((on) => on < index).map((on) => `s${on}`) }),
            }),
          );
          for (const all of [stories, [...stories].reverse()]) {
            expect(planGraph(read(...all).plan).graph).toBeDefined();
          }
        }),
      );
    });
  });

  it('reads files where tools for parallel stories name them', () => {
    const more = {
      touches: ['src/a.ts'],
      sharedFiles: [{ file: 'src/b.ts', conflictType: 'append-only' }, 7],
      implementation: { files: ['src/c.ts'] },
      files: 'all',
    };
    expect(read(story('a', more)).plan.tasks[0]?.files.map(({ path }) => path)).toEqual([
      'src/a.ts',
      'src/b.ts',
      'src/c.ts',
    ]);
  });

  it('takes an effort with a unit for the estimate', () => {
    expect(read(story('a', { estimate: '2h' })).plan.tasks[0]?.estimate?.ms).toBe(7_200_000);
    expect(read(story('a', { estimate: 'M' })).plan.tasks[0]?.estimate).toBeUndefined();
  });

  it.each([
    ['prd.json', true],
    ['scripts/ralph/prd.json', true],
    ['prd.json.example', false],
    ['myprd.json', false],
  ])('path %s: %s', (path, matches) => {
    expect(ralph.matchesPath(path)).toBe(matches);
  });

  it('knows its files by content, and no other JSON', () => {
    const score = (text: string) => ralph.matchesContent(sourceText('x.json', text));
    expect(parseDocument({ path: 'prd.json.example', raw: prd([story('a')]) }).format).toBe('ralph');
    expect(
      parseDocument({ path: 'x', raw: '{"tasks":[{"id":"1","title":"a","acceptanceCriteria":[],"passes":false}]}' })
        .format,
    ).toBe('ralph');
    expect(score('{"tasks":[{"id":1,"title":"a","status":"done"}]}')).toBe(0);
    expect(score('[{"name":"suite","passes":true}]')).toBe(0);
    expect(score('"userStories": [ "passes": true')).toBe(0);
  });

  describe('edits', () => {
    const TEXT = prd([
      story('a', { notes: 'one' }),
      story('b', { passes: true }),
      { id: 'c', title: 'Bare' },
    ]).replaceAll('\n', '\r\n');
    const edit = (text: string, taskId: string, status: 'todo' | 'done' | 'in-progress', tag?: string) => {
      const found = ralph.editStatus(sourceText('prd.json', text), { taskId, status, tag });
      return found.kind === 'edit' ? applyEdit(text, found.edit) : found;
    };

    it('change only that status, whatever the story', () => {
      checkStatusEdits(ralph, TEXT, ['todo', 'done']);
    });

    it('change the word of a story that has one', () => {
      const text = prd([
        story('a', { passes: undefined, status: 'todo' }),
        story('b', { passes: undefined, status: 'done' }),
      ]);
      checkStatusEdits(ralph, text, ['todo', 'in-progress', 'blocked', 'done', 'deferred', 'cancelled']);
      expect(edit(text, 'a', 'done')).toBe(text.replace('"todo"', '"done"'));
    });

    it('change "passes" and "status" as each says more', () => {
      const text = prd([story('a', { status: 'in_progress' })]);
      expect(edit(text, 'a', 'done')).toBe(text.replace('false', 'true'));
      expect(edit(text, 'a', 'todo')).toBe(text.replace('in_progress', 'pending'));
    });

    it('repair a "passes" that is no truth value', () => {
      const text = prd([story('a', { passes: 'yes' })]);
      expect(edit(text, 'a', 'done')).toBe(text.replace('"yes"', 'true'));
      expect(edit(text, 'a', 'todo')).toBe(text.replace('"yes"', 'false'));
      expect(edit(text, 'a', 'in-progress')).toMatchObject({ kind: 'refused' });
    });

    it('add a line to the notes and change nothing else', () => {
      checkNoteEdits(ralph, TEXT);
    });

    it.each([
      [TEXT, 'z', 'done', undefined, 'the file has no story "z"'],
      [TEXT, 'a', 'done', 'tag', 'the file has no story "a"'],
      [TEXT, 'a', 'in-progress', undefined, '"passes" has no word for "in-progress"'],
      [TEXT, 'b', 'in-progress', undefined, 'the story passes; "in-progress" is possible only before that'],
      [prd([story('a', { passes: true, status: 'blocked' })]), 'a', 'todo', undefined, 'its "status" says "blocked"'],
      ['{"userStories":[{"id":"a"}', 'a', 'done', undefined, 'the file is not valid JSON'],
    ] as const)('are refused with the reason', (...[text, taskId, status, tag, reason]) => {
      expect(edit(text, taskId, status, tag)).toEqual({ kind: 'refused', reason });
    });

    it('leave notes alone that are no text, and files that are no JSON', () => {
      const note = (text: string) => ralph.editNote?.(sourceText('prd.json', text), { taskId: 'a', text: 'x' }).kind;
      expect(note(prd([story('a', { notes: ['x'] })]))).toBe('refused');
      expect(note('{')).toBe('refused');
    });
  });
});
