import { join } from 'node:path';
import { planGraph } from '@nx-crest/core';
import { formats } from '../formats.js';
import { parseDocument } from '../parse-document.js';
import { parseFolder } from '../parse-folder.js';
import { sourceText } from '../source/source-text.js';
import { testFixturePairs } from '../testing/fixture-pairs.js';
import { checkNoteEdits } from '../testing/note-edit-property.js';
import { applyEdit, checkStatusEdits } from '../testing/status-edit-property.js';
import { gsd } from './index.js';

interface Document {
  readonly path: string;
  readonly raw: string;
}

const ROADMAP = '.planning/ROADMAP.md';
const plan = (number: string, front: readonly string[], tasks = 1): Document => ({
  path: `.planning/phases/${number.split('-')[0] ?? ''}-name/${number}-PLAN.md`,
  raw: [
    '---',
    `phase: ${number.split('-')[0] ?? ''}-name`,
    `plan: ${number.split('-')[1] ?? ''}`,
    ...front,
    '---',
    ...Array.from({ length: tasks }, (_, i) => `<task type="auto">\n<name>Task ${i + 1}: do</name>\n</task>`),
  ].join('\n'),
});
const summary = (number: string): Document => ({
  path: `.planning/phases/${number.split('-')[0] ?? ''}-name/${number}-SUMMARY.md`,
  raw: '# Done',
});
const roadmap = (...lines: string[]): Document => ({ path: ROADMAP, raw: lines.join('\n') });

function together(...documents: Document[]) {
  const { plans, diagnostics } = parseFolder('.planning', documents);
  return result(plans[0]!, diagnostics);
}

function alone({ path, raw }: Document) {
  const { plans, diagnostics } = parseDocument({ path, raw });
  return result(plans[0]!, diagnostics);
}

function result(
  read: NonNullable<ReturnType<typeof parseDocument>['plans'][0]>,
  diagnostics: readonly { code: string }[],
) {
  const nodes = [...read.tasks, ...read.groups];
  const edges = nodes.map(({ id, dependencies }) => [id, dependencies.map(({ on, origin }) => `${on} ${origin}`)]);
  const statuses = nodes.map(({ id, status }) => [id, status]);
  return {
    plan: read,
    edges: Object.fromEntries(edges) as Record<string, string[]>,
    statuses: Object.fromEntries(statuses) as Record<string, string>,
    codes: diagnostics.map(({ code }) => code),
  };
}

describe('gsd', () => {
  testFixturePairs(gsd, join(__dirname, 'fixtures'));

  it.each([
    ['.planning/ROADMAP.md', true],
    ['apps/a/.planning/phases/02.1-name/02.1-03a-PLAN.md', true],
    ['.planning/phases/02-name/02-01-SUMMARY.md', false],
    ['.planning/STATE.md', false],
    ['ROADMAP.md', false],
  ])('path %s: %s', (path, matches) => {
    expect(gsd.matchesPath(path)).toBe(matches);
  });

  it('makes phases groups of plans, and plans groups of tasks', () => {
    const { plan: read, codes } = together(
      roadmap(
        '- [ ] **Phase 1: A** - a',
        '### Phase 1: A',
        'Plans:',
        '- [ ] 01-01-PLAN.md — One',
        '- [ ] 01-02-PLAN.md — Two',
      ),
      plan('01-01', ['wave: 1', 'depends_on: []'], 2),
    );
    expect(read.groups.map(({ id, members }) => [id, members])).toEqual([
      ['phase-1', ['01-01', '01-02']],
      ['01-01', ['01-01.1', '01-01.2']],
    ]);
    expect(read.tasks.map(({ id }) => id)).toEqual(['01-01.1', '01-01.2', '01-02']);
    expect(codes).toEqual([]);
  });

  it('believes depends_on and says with CREST246 that a stored wave is outdated', () => {
    const { edges, codes } = together(
      plan('06-02', ['wave: 2', 'depends_on: []']),
      plan('06-03a', ['wave: 2', 'depends_on: [06-02]']),
    );
    expect(edges).toMatchObject({ '06-03a': ['06-02 explicit'], '06-02': [] });
    expect(codes).toEqual(['CREST246']);
  });

  it.each([['"01-01"'], ['01-01-PLAN.md'], ['"01"'], ['.planning/phases/01-name/01-01-PLAN.md'], ['"Plan 1"']])(
    'finds the plan that depends_on calls %s',
    (written) => {
      const { edges, codes } = together(plan('01-01', []), plan('01-02', [`depends_on: [${written}]`]));
      expect(edges).toMatchObject({ '01-02': ['01-01 explicit'] });
      expect(codes).toEqual([]);
    },
  );

  it('uses waves where plans do not say what they wait for, and order where they have no waves', () => {
    expect(
      together(plan('01-01', ['wave: 1']), plan('01-02', ['wave: 1']), plan('01-03', ['wave: 2'])).edges,
    ).toMatchObject({
      '01-01': [],
      '01-02': [],
      '01-03': ['phase-1-wave-1 wave'],
    });
    expect(together(plan('01-01', []), plan('01-02', [])).edges).toMatchObject({ '01-02': ['01-01 order'] });
  });

  it('reads a plan with a summary as done, and tells where the roadmap says otherwise', () => {
    const { statuses, codes } = together(
      roadmap('- [ ] Phase 1: A', '### Phase 1: A', '- [ ] 01-01: One', '- [x] 01-02: Two'),
      plan('01-01', []),
      plan('01-02', []),
      summary('01-01'),
    );
    expect(statuses).toMatchObject({ '01-01.1': 'done', '01-02.1': 'todo' });
    expect(codes).toEqual(['CREST220', 'CREST220']);
  });

  it('puts what a lone plan waits for outside', () => {
    const { plan: read, codes } = alone(plan('06-03a', ['wave: 2', 'depends_on: [06-01, 06-02]']));
    expect(read.outside?.map(({ plan: on }) => on)).toEqual(['06-01', '06-02']);
    expect(codes).toEqual([]);
  });

  it('warns of a dependency that no document of the folder has', () => {
    const { plan: read, codes } = together(plan('01-01', ['depends_on: [00-07]']));
    expect(read.outside).toMatchObject([{ id: '01-01', plan: '00-07' }]);
    expect(codes).toEqual(['CREST219']);
  });

  it('lets phases follow each other where they do not say what they wait for', () => {
    const { edges } = alone(
      roadmap('- [ ] Phase 1: A', '- [ ] Phase 2: B', '- [ ] Phase 3: C', '### Phase 3: C', '**Depends on:** Phase 1'),
    );
    expect(edges).toMatchObject({ 'phase-2': ['phase-1 phase'], 'phase-3': ['phase-1 explicit'] });
  });

  it.each([
    ['Phase 1, Phase 2 (for (all) types)', ['phase-1', 'phase-2']],
    ['Phases 1-2', ['phase-1', 'phase-1.1', 'phase-2']],
    ['Phase 01 and Phase 1.1 (not Phase 2)', ['phase-1', 'phase-1.1']],
    ['Nothing (independent of Phase 2)', []],
  ])('reads "Depends on: %s"', (text, on) => {
    const phases = ['1', '1.1', '2', '3'].map((number) => `- [ ] Phase ${number}: A`);
    const { plan: read, codes } = alone(roadmap(...phases, '### Phase 3: C', `- **Depends on**: ${text}`));
    expect(read.tasks.at(-1)!.dependencies.map((one) => one.on)).toEqual(on);
    expect(codes).toEqual([]);
  });

  it('waits for no phase of a milestone that is shipped, and says which phase nobody has', () => {
    const { plan: read, codes } = alone(
      roadmap(
        '- ✅ **v1.0** — Phases 1-3 (shipped)',
        '- [ ] Phase 4: A',
        '### Phase 4: A',
        'Depends on: Phase 3, Phase 9',
      ),
    );
    expect(read.outside).toMatchObject([{ id: 'phase-4', plan: 'Phase 9' }]);
    expect(codes).toEqual(['CREST219']);
  });

  it('tells phases of two milestones with one number apart', () => {
    const { plan: read, codes } = alone(
      roadmap(
        '<details>',
        '<summary>v1.0 (Phases 1-1)</summary>',
        '',
        '- [x] Phase 1: A',
        '',
        '</details>',
        '',
        '### v1.1',
        '',
        '- [ ] Phase 1: B',
      ),
    );
    expect(read.tasks.map(({ id }) => id)).toEqual(['phase-1', 'v1.1-phase-1']);
    expect(codes).toEqual([]);
  });

  it('ends a task that is never closed where the next one begins, with CREST245', () => {
    const { plan: read, codes } = alone({
      path: '01-01-PLAN.md',
      raw: '<task>\n<name>A</name>\n<task>\n<name>B</name>\n</task>',
    });
    expect(read.tasks.map(({ title }) => title)).toEqual(['A', 'B']);
    expect(codes).toEqual(['CREST245']);
  });

  it('loses no task to a fence that is never closed', () => {
    const raw = '<task>\n<name>A</name>\n```ts\n</task>\n<task>\n<name>B</name>\n</task>';
    expect(alone({ path: '01-01-PLAN.md', raw }).plan.tasks.map(({ title }) => title)).toEqual(['A', 'B']);
  });

  it('orders phases by their numbers, wherever they stand', () => {
    const { edges } = alone(roadmap('- [ ] Phase 2: A', '- [ ] Phase 10: B', '### Phase 2.1: C (INSERTED)'));
    expect(edges).toMatchObject({ 'phase-2.1': ['phase-2 phase'], 'phase-10': ['phase-2.1 phase'] });
  });

  it.each(['__proto__', 'constructor'])('takes a plan called %s for any other', (name) => {
    const { plan: read } = together({
      path: '.planning/phases/x/a-PLAN.md',
      raw: `---\nphase: ${name}\nplan: ${name}\ndepends_on: [${name}]\n---\n<task>\n<name>A</name>\n</task>`,
    });
    expect(planGraph(read).graph).toBeDefined();
  });

  it('knows its documents by content', () => {
    const scores = (raw: string) =>
      formats.map((format) => [format.name, format.matchesContent(sourceText('x__1.md', raw))]);
    const best = (raw: string) => scores(raw).sort(([, a], [, b]) => Number(b) - Number(a))[0]?.[0];
    expect(best(plan('01-01', ['wave: 1']).raw)).toBe('gsd');
    expect(best('## Phases\n- [ ] **Phase 1: A** - b\n### Phase 1: A\n**Depends on**: Nothing\n- [ ] 01-01: a')).toBe(
      'gsd',
    );
    expect(best('## Phase 1: Setup\n- [ ] T001 a\n- [ ] T002 b')).toBe('spec-kit');
  });

  it('stops where ranges of phases stand for more than a plan can mean', () => {
    const lines = Array.from({ length: 1000 }, (_, i) => [
      `### Phase ${i + 1}: A`,
      'Depends on: Phases 1-1000',
      `- [ ] ${i + 1}-01: a`,
    ]);
    const { plan: read, codes } = alone(roadmap('- [ ] Phase 1: A', ...lines.flat()));
    expect(read.groups.reduce((sum, { dependencies }) => sum + dependencies.length, 0)).toBeLessThan(110_000);
    expect(codes).toContain('CREST216');
  });

  describe('edits', () => {
    const text = [
      '- [ ] **Phase 1: A** - a',
      '- [x] **Phase 2: B** - b',
      '',
      '### Phase 1: A',
      '',
      '- [ ] 01-01-PLAN.md — One',
      '  - detail',
      '- [x] 01-02: Two',
      '',
    ];
    it.each(['\n', '\r\n'])('change one box only, lines ending in %j', (end) => {
      checkStatusEdits(gsd, text.join(end), ['todo', 'done']);
      checkNoteEdits(gsd, text.join(end));
    });

    it('put a note behind the details of the plan', () => {
      const found = gsd.editNote?.(sourceText('ROADMAP.md', text.join('\n')), { taskId: '01-01', text: 'ran' });
      if (found?.kind !== 'edit') throw new Error(found?.kind);
      expect(applyEdit(text.join('\n'), found.edit)).toBe(
        text.join('\n').replace('  - detail', '  - detail\n  - Note: ran'),
      );
    });

    it.each([
      ['in-progress', '01-01', 'this format has no mark for "in-progress"'],
      ['done', '09-09', 'the document has no task "09-09"'],
    ] as const)('refuse %s of %s', (status, taskId, reason) => {
      const source = sourceText('ROADMAP.md', text.join('\n'));
      expect(gsd.editStatus(source, { taskId, status })).toEqual({ kind: 'refused', reason });
    });

    it('refuse a plan file and a phase without a box', () => {
      const { path, raw } = plan('01-01', []);
      expect(gsd.editStatus(sourceText(path, raw), { taskId: '01-01.1', status: 'done' })).toMatchObject({
        kind: 'refused',
      });
      const heading = sourceText(ROADMAP, '### Phase 1: A\n');
      expect(gsd.editStatus(heading, { taskId: 'phase-1', status: 'done' })).toEqual({
        kind: 'refused',
        reason: 'phase 1 has a heading, but no box',
      });
    });
  });
});
