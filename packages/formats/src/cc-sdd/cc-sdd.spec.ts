import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { planGraph } from '@nx-crest/core';
import { detectFormat } from '../detect-format.js';
import { parseDocument } from '../parse-document.js';
import { sourceText } from '../source/source-text.js';
import { testFixturePairs } from '../testing/fixture-pairs.js';
import { checkNoteEdits } from '../testing/note-edit-property.js';
import { checkStatusEdits } from '../testing/status-edit-property.js';
import { ccSdd } from './index.js';

const fixture = (name: string): string => readFileSync(join(__dirname, 'fixtures', name), 'utf8');

function read(...lines: string[]) {
  const { plans, diagnostics } = parseDocument({ path: 'a.md', raw: lines.join('\n') }, { format: 'cc-sdd' });
  const plan = plans[0]!;
  const edges = [...plan.tasks, ...plan.groups].map(({ id, dependencies }) => [id, dependencies.map(({ on }) => on)]);
  const codes = diagnostics.map(({ code }) => code);
  return { plan, edges: Object.fromEntries(edges) as Record<string, string[]>, codes };
}

describe('cc-sdd', () => {
  testFixturePairs(ccSdd, join(__dirname, 'fixtures'));

  it('lets a task wait for everything before it', () => {
    const { edges } = read('- [ ] 1. a', '- [ ] 1.1 b', '- [ ] 1.2 c', '- [ ] 2. d', '- [ ] 3. e');
    expect(edges).toMatchObject({ '1.1': [], '1.2': ['1.1'], '2': ['1.2'], '3': ['2'] });
  });

  it('lets a (P) task wait for what comes before its major task only', () => {
    const { edges } = read(
      ...['- [ ] 1. a', '- [ ] 1.1 b', '- [ ] 2. c', '- [ ] 2.1 (P) d', '- [ ] 2.2 e (P)'],
      ...['- [ ] 2.3 f', '- [ ] 2.4 (P) g', '- [ ] 3. h', '- [ ] 3.1 i'],
    );
    expect(edges).toMatchObject({ '2.1': ['1.1'], '2.2': ['1.1'], '2.3': ['1.1', '2.1', '2.2'], '2.4': ['1.1'] });
    expect(edges['3.1']).toEqual(['2.3', '2.4']);
  });

  it('lets a (P) task that states its dependencies pass its place, and another one not', () => {
    const { edges } = read(
      ...['- [ ] 1.1 a', '- [ ] 1.2 b', '- [ ] 2.1 (P) c', '  - _Depends: 1.1_'],
      ...['- [ ] 2.2 d', '  - _Depends: 1.1_', '- [ ] 3.1 e'],
    );
    expect(edges).toMatchObject({ '2.1': ['1.1'], '2.2': ['1.1', '1.2', '2.1'], '3.1': ['2.2'] });
  });

  it('lets major tasks marked (P) run beside each other, the parts of each in order', () => {
    const { edges } = read(
      ...['- [ ] 1. a', '- [ ] 2. (P) b', '  - [ ] 2.1 c', '  - [ ] 2.2 d', '- [ ] 3. (P) e', '- [ ] 4. f'],
    );
    expect(edges).toMatchObject({ '2.1': ['1'], '2.2': ['1', '2.1'], '3': ['1'], '4': ['2.1', '2.2', '3'] });
  });

  it('makes groups of headings that stand for major tasks', () => {
    const { plan } = read('## 1. A', '- [ ] 1.1 (P) a', '- [ ] 1.2 (P) b', '## 2. B', '- [ ] 2.1 (P) c');
    expect(plan.groups).toMatchObject([
      { id: 'phase-1', members: ['1.1', '1.2'], dependencies: [] },
      { id: 'phase-2', members: ['2.1'], dependencies: [{ on: 'phase-1', origin: 'phase' }] },
    ]);
  });

  it('lets nothing wait for optional tests', () => {
    const { edges } = read('- [ ] 1.1 a', '- [ ]* 1.2 b', '- [ ] 1.3* c', '- [ ] 1.4 d');
    expect(edges).toMatchObject({ '1.2': ['1.1'], '1.3': ['1.1'], '1.4': ['1.1'] });
  });

  it.each([
    ['_Boundary: A, B_', '_Boundary: `B` (tests), C_', ['CREST231']],
    ['_Boundary: A_', '_Boundary: B_', []],
    ['_Boundary:_ A', '_Boundary:_ A', ['CREST231']],
    ['_Boundary: none_', '_Boundary: none_', []],
    ['_Boundary: A_', '_Boundary: A_\n  - _Depends: 1.1_', []],
  ])('says of %j and %j in (P) tasks whether they overlap', (one, other, codes) => {
    expect(read('- [ ] 1.1 (P) a', `  - ${one}`, '- [ ] 1.2 (P) b', `  - ${other}`).codes).toEqual(codes);
  });

  it('takes a reason below a box for a block, and boundaries for labels', () => {
    const { plan } = read(
      '- [ ] 1. a',
      '  - _Blocked: no key_',
      '- [x] 2. b',
      '  - _Blocked: was_',
      '  - _Boundary: A、B_',
    );
    expect(plan.tasks.map(({ status, labels }) => [status, labels])).toEqual([
      ['blocked', []],
      ['done', ['A', 'B']],
    ]);
    const source = sourceText('a.md', '- [ ] 1. a\n  - _Blocked: no key_\n');
    expect(ccSdd.editStatus(source, { taskId: '1', status: 'todo' }).kind).toBe('refused');
    expect(ccSdd.editStatus(source, { taskId: '1', status: 'done' }).kind).toBe('edit');
  });

  it.each([
    ['(P)', '- [ ] 1. a\n- [ ] 1.1 (P) b', 'cc-sdd'],
    ['(P) at the end', '- [ ] 1. a\n  - [ ] 1.1 b (P)', 'cc-sdd'],
    ['a boundary', '- [ ] 1. a\n  - _Boundary: A_', 'cc-sdd'],
    ['a Japanese title', '# 実装計画\n- [ ] 1. a\n  - _Requirements: 1.1_', 'cc-sdd'],
    ['none of these', '# Implementation Plan\n- [ ] 1. a\n- [ ] 1.1 b\n  - _Requirements: 1.1_', 'kiro'],
  ])('is told from Kiro by %s', (_, text, format) => {
    expect(detectFormat(sourceText('.kiro/specs/a/tasks.md', text))?.name).toBe(format);
    expect(detectFormat(sourceText('notes.md', text))?.name).toBe(format);
  });

  it('changes one character for a status, and adds notes that plan nothing', () => {
    checkStatusEdits(ccSdd, fixture('majors.md'), ['todo', 'done', 'in-progress']);
    checkStatusEdits(
      ccSdd,
      fixture('parallel.md')
        .replace(/.*_Blocked.*\n/, '')
        .replaceAll('\n', '\r\n'),
      ['todo', 'done'],
    );
    checkNoteEdits(ccSdd, fixture('parallel.md'));
    checkNoteEdits(ccSdd, fixture('majors.md').replaceAll('  ', '\t'));
  });

  it('keeps edges linear in the tasks', () => {
    const lines = Array.from({ length: 200 }, (_, i) =>
      Array.from({ length: 50 }, (__, j) => `- [ ] ${i + 1}.${j + 1} ${i % 3 === 0 ? '' : '(P) '}a`).join('\n'),
    );
    const { plan } = read(...lines);
    const edges = plan.tasks.reduce((sum, { dependencies }) => sum + dependencies.length, 0);
    expect(edges).toBeLessThan(5 * 10_000);
    expect(planGraph(plan).graph).toBeDefined();
  });
});
