import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseDocument } from '../parse-document.js';
import { checkNoteEdits } from '../testing/note-edit-property.js';
import { testFixturePairs } from '../testing/fixture-pairs.js';
import { specKit } from './index.js';

function read(...lines: string[]) {
  const { plans, diagnostics } = parseDocument({ path: 'specs/001-a/tasks.md', raw: lines.join('\n') });
  const [plan] = plans;
  const edges = [...plan!.tasks, ...plan!.groups].map(({ id, dependencies }) => [id, dependencies.map(({ on }) => on)]);
  return { plan: plan!, edges: Object.fromEntries(edges) as Record<string, string[]>, diagnostics };
}

describe('spec-kit', () => {
  testFixturePairs(specKit, join(__dirname, 'fixtures'));

  it('adds notes that plan nothing', () => {
    checkNoteEdits(specKit, readFileSync(join(__dirname, 'fixtures/feature.md'), 'utf8'));
  });

  it('lets stories wait for the phase before them and not for each other, and the next phase for all', () => {
    const { edges } = read(
      ...['## Phase 1: Setup', '- [ ] T001 a', '## Phase 2: User Story 1', '- [ ] T002 b'],
      ...['## Phase 3: User Story 2', '- [ ] T003 c', '## Phase 4: Polish', '- [ ] T004 d'],
    );
    expect(edges).toMatchObject({
      'phase-2': ['phase-1'],
      'phase-3': ['phase-1'],
      'phase-4': ['phase-2', 'phase-3'],
    });
  });

  it('knows a story by the labels of its tasks', () => {
    const { edges } = read(...['## Phase 1: Tabs', '- [ ] T001 [US1] a', '## Phase 2: Forms', '- [ ] T002 [US2] b']);
    expect(edges['phase-2']).toEqual([]);
  });

  it('lets leading tests come before the implementation, and tests behind it after', () => {
    const { edges } = read(
      ...['## Phase 1: A', '### Tests for A', '- [ ] T001 a', '### Implementation', '- [ ] T002 b', '### Tests again'],
      '- [ ] T003 c',
    );
    expect(edges).toMatchObject({ T002: ['phase-1-tests'], T003: ['T002', 'phase-1-tests'] });
  });

  it('passes over dropped tasks', () => {
    const { edges } = read('- [ ] T001 a', '- [~] T002 b', '- [ ] T003 c');
    expect(edges).toMatchObject({ T002: [], T003: ['T001'] });
  });

  it('passes over a phase whose tasks are all dropped', () => {
    const { edges } = read(
      ...['## Phase 1: A', '- [ ] T001 a', '## Phase 2: B', '- [~] T002 b', '## Phase 3: C', '- [ ] T003 c'],
    );
    expect(edges['phase-3']).toEqual(['phase-1']);
  });

  it('plans a task in the later phase that it waits for, with CREST211', () => {
    const { edges, plan, diagnostics } = read(
      ...['## Phase 1: A', '- [ ] T001 a (depends on T003)', '- [ ] T002 b', '## Phase 2: B', '- [ ] T003 c'],
    );
    expect(plan.groups.map(({ members }) => members)).toEqual([['T002'], ['T001', 'T003']]);
    expect(edges['T001']).toEqual(['T003']);
    expect(diagnostics.map(({ code }) => code)).toEqual(['CREST211']);
  });

  it('keeps the steps of a [P] task in order, beside its neighbours', () => {
    const { edges } = read('- [ ] T001 a', '- [ ] T002 [P] b', '  - [ ] first', '  - [ ] second', '- [ ] T003 c');
    expect(edges).toMatchObject({
      't002-first': [],
      't002-second': ['t002-first'],
      T003: ['T001', 't002-first', 't002-second'],
    });
  });

  it('points at the id that a dependency names', () => {
    const { plan } = read('- [ ] T001 a', '- [ ] T002 b (depends on T001 for data)');
    expect(plan.tasks[1]?.dependencies[0]?.span.start).toMatchObject({ line: 2, column: 26 });
  });
});
