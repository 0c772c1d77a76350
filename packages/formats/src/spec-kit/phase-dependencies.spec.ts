import { planGraph } from '@nx-crest/core';
import { parseDocument } from '../parse-document.js';

const DOCUMENT = [
  ...['## Phase 1: Setup', '- [ ] T001 a', '## Phase 2: Foundational (shared)', '- [ ] T002 b'],
  ...['## Phase 3: User Story 1 - Read', '- [ ] T003 c', '## Phase 4: User Story 2 - Write', '- [ ] T004 d'],
  ...['## Phase 5: User Story 3 - Share', '- [ ] T005 e', '- [ ]* T015 f', '## Phase 6: Storage', '- [ ] T006 g'],
  ...['## Phase 7: Polish', '- [ ] T007 h', '## Dependencies'],
];

function read(...lines: string[]) {
  const plan = parseDocument({ path: 'specs/001-a/tasks.md', raw: [...DOCUMENT, ...lines].join('\n') }).plans[0]!;
  const explicit = plan.groups.flatMap(({ id, dependencies }) =>
    dependencies.filter(({ origin }) => origin === 'explicit').map(({ on }) => `${id} ${on}`),
  );
  return { plan, explicit };
}

const waits = ({ groups }: ReturnType<typeof read>['plan'], id: string) =>
  groups.find((group) => group.id === id)!.dependencies.map(({ on }) => on);

describe('phase dependencies of spec-kit', () => {
  it.each([
    ['- **Phase 5 (US3)**: Depends on Phase 3 (reuses its `state`)', ['phase-5 phase-3']],
    ['- **User Story 3 (Phase 5)**: Depends on Phase 3, can run parallel with US2', ['phase-5 phase-3']],
    ['- Phase 5 depends on Phases 3 and 4 being complete. T015 too.', ['phase-5 phase-3', 'phase-5 phase-4']],
    ['  - US3 (Phase 5): Depends on US1 + US2 (both)', ['phase-5 phase-3', 'phase-5 phase-4']],
    ['- US3 depends on US1', ['phase-5 phase-3']],
    ['- **US1 (Phase 3)** requires US3 complete — blocks nothing', ['phase-3 phase-5']],
    ['- **User Story 2 (P2)**: Depends on User Story 1', ['phase-4 phase-3']],
    ['- **User Story 2 (Phase 4)**: Depends on Phase 2 / Foundational (Phase 2)', ['phase-4 phase-2']],
    ['- **Foundational (Phase 2)**: Depends on Setup completion - BLOCKS all user stories', ['phase-2 phase-1']],
    ['- US2: Depends on Foundational phase completion', ['phase-4 phase-2']],
    ['- US2 (Phase 4): Depends on US1 mapper T003 (reuses it)', ['phase-4 T003']],
  ])('reads %j', (line, expected) => {
    expect(read(line).explicit).toEqual(expected);
  });

  it.each([
    '- **User Stories (Phase 3+)**: All depend on Foundational phase completion',
    '- **Polish (Phase 7)**: Depends on all desired user stories being complete',
    '- **Phase 4**: Depends on Phase 3 or Phase 5',
    '- **Phase 4 (US3)**: Depends on Phase 3',
    '- **Phase 4**: does not depend on Phase 3',
    '- **Phase 3 (US1)**: No dependencies',
    '- US2 can start when ready; the button depends on US1',
    '- **Phase 2**: Depends on Phase 4',
    '- **Phase 4**: Depends on Phase 9',
    '- **Phase 4**: Depends on Phase 4',
    'US3 depends on US1',
    '- US2 depends on US1 in most cases',
  ])('takes %j for prose', (line) => {
    expect(read(line).explicit).toEqual([]);
  });

  it('points at the line, and keeps what comes before all stories', () => {
    const { plan } = read('- US3 depends on US1');
    const group = plan.groups.find(({ id }) => id === 'phase-5')!;
    expect(group.dependencies.map(({ on }) => on)).toEqual(['phase-3', 'phase-2']);
    expect(group.dependencies[0]?.span.start).toMatchObject({ line: DOCUMENT.length + 1, column: 1 });
  });

  it('lets a phase behind the stories wait for what it states only, and the next one for everything', () => {
    const { plan } = read('- **Storage (Phase 6)**: Depends on Phase 2 (needs helpers)');
    expect(waits(plan, 'phase-6')).toEqual(['phase-2']);
    expect(waits(plan, 'phase-7')).toEqual(['phase-3', 'phase-4', 'phase-5', 'phase-6']);
  });

  it('lets optional tasks of a phase wait as well', () => {
    const { plan } = read('- US3 depends on US1');
    expect(plan.tasks.find(({ id }) => id === 'T015')!.dependencies).toMatchObject([{ on: 'phase-3' }, {}, {}]);
  });

  it('closes no cycle with a task that waits for a later phase', () => {
    const { plan } = read('- T003 depends on T006', '- US2 depends on US1', '- Phase 6 depends on Phase 3');
    expect(planGraph(plan).diagnostics.map(({ code }) => code)).not.toContain('CREST104');
  });

  it('stays linear where many phases wait for many', () => {
    const stories = Array.from({ length: 300 }, (_, i) => [`## Phase ${i + 1}: US${i + 1}`, `- [ ] T${i + 1000} a`]);
    const more = Array.from({ length: 300 }, (_, i) => [`## Phase ${i + 301}: Part`, `- [ ] T${i + 2000} a`]);
    const lines = Array.from({ length: 300 }, (_, i) => `- Phase ${i + 301} depends on Phase ${i + 300}, Phase 1`);
    const many = `- US300 depends on ${Array.from({ length: 299 }, (_, i) => `US${i + 1}`).join(', ')}`;
    const raw = [...stories, ...more, '## Dependencies', ...lines, many].flat().join('\n');
    const plan = parseDocument({ path: 'specs/001-a/tasks.md', raw }).plans[0]!;
    const edges = plan.groups.reduce((sum, { dependencies, members }) => sum + dependencies.length * members.length, 0);
    expect(edges).toBeLessThan(4000);
    expect(planGraph(plan).diagnostics).toEqual([]);
  });
});
