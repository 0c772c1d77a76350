import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { planGraph } from '@nx-crest/core';
import { parseDocument } from '../parse-document.js';
import { readSource } from '../source/read-source.js';
import { sourceText } from '../source/source-text.js';
import { testFixturePairs } from '../testing/fixture-pairs.js';
import { checkNoteEdits } from '../testing/note-edit-property.js';
import { applyEdit, checkStatusEdits } from '../testing/status-edit-property.js';
import { openSpec } from './index.js';

const fixture = (name: string): string => readFileSync(join(__dirname, 'fixtures', name), 'utf8');
const CHANGE = 'openspec/changes/add-notes';

function read(...lines: string[]) {
  const { plans, diagnostics } = parseDocument({ path: `${CHANGE}/tasks.md`, raw: lines.join('\n') });
  const plan = plans[0]!;
  const edges = [...plan.tasks, ...plan.groups].map(({ id, dependencies }) => [id, dependencies.map(({ on }) => on)]);
  const codes = diagnostics.map(({ code }) => code);
  return { plan, edges: Object.fromEntries(edges) as Record<string, string[]>, codes };
}

function together(metadata: string, tasks = '- [ ] 1.1 a\n') {
  const sources = [
    readSource(`${CHANGE}/.openspec.yaml`, metadata).source,
    readSource(`${CHANGE}/tasks.md`, tasks).source,
  ];
  return openSpec.parseTogether!(sources);
}

describe('openspec', () => {
  testFixturePairs(openSpec, join(__dirname, 'fixtures'));

  it('lets each section wait for the one before, whatever its tasks state', () => {
    const { edges, plan } = read(
      ...['## 1. A', '- [ ] 1.1 a', '- [ ] 1.2 b', '- [ ] 1.3 c', '  - Depends on: 1.1'],
      ...['## 2. B', '- [ ] 2.1 d', '  - Depends on: None'],
    );
    expect(edges).toMatchObject({ '1.2': ['1.1'], '1.3': ['1.1'], '2.1': [], 'phase-2': ['phase-1'] });
    expect(plan.groups[1]?.dependencies[0]?.origin).toBe('phase');
  });

  it('makes groups of headings inside a section, not further sections', () => {
    const { plan } = read(
      '## Phase 1: A',
      '### 1.1 a',
      '- [ ] 1.1.1 x',
      '### 1.2 b',
      '- [ ] 1.2.1 y',
      '## Checks',
      '- [ ] z',
    );
    expect(plan.groups.map(({ id, members }) => [id, members])).toEqual([
      ['phase-1', ['1.1.1', '1.2.1']],
      ['phase-checks', ['z']],
    ]);
  });

  it('shows the waves that headings draw', () => {
    const { plan } = read('## 1. A — Wave 1 DONE', '- [x] a', '## 2. B — Wave 2', '- [ ] b', '- [ ] c');
    expect(plan.waves.map(({ taskIds }) => taskIds)).toEqual([['a'], ['b', 'c']]);
    expect(plan.groups.map(({ id, kind }) => [id, kind])).toEqual([
      ['wave-1', 'wave'],
      ['wave-2', 'wave'],
    ]);
  });

  it('finds dependencies by title, and says with CREST230 of which there is none', () => {
    const { edges, codes } = read(
      ...['- [ ] Write the `parser` of ranges', '- [ ] Test it', '- [ ] Ship it'],
      ...[
        '  - **Dependencies**: Write the parser of ranges, test it',
        '- [ ] Tell',
        '  - **Dependencies**: a good day',
      ],
    );
    expect(edges['ship-it']).toEqual(['write-the-parser-of-ranges', 'test-it']);
    expect(codes).toEqual(['CREST230']);
  });

  it('takes the numbers of a list as ids, unless they repeat', () => {
    expect(read('1. [ ] a', '2. [ ] b').plan.tasks.map(({ id }) => id)).toEqual(['1', '2']);
    expect(read('1. [ ] a', '1. [ ] b').plan.tasks.map(({ id }) => id)).toEqual(['a', 'b']);
  });

  it('sets tasks beside each other that the document sets so, and keeps the order of their parts', () => {
    const { edges } = read(
      ...['1. [ ] a', '2. [ ] b', '   - [ ] b1', '   - [ ] b2', '3. [ ] c'],
      ...['', '## Dependencies', '', '- **Tasks 2-3** can be done in parallel after task 1'],
    );
    expect(edges).toMatchObject({ '2': ['1'], '2-b1': [], '2-b2': ['2-b1'], '3': ['1'] });
  });

  it.each([
    ['- [ ] ~~old~~ (not needed)', 'cancelled'],
    ['- [ ] 1.1 **REMOVED** ~~old~~ - see 1.2', 'cancelled'],
    ['- [ ] 1.1 ~~old name~~ new name', 'todo'],
    ['- [~] 1.1 a — DROPPED', 'cancelled'],
    ['- [~] 1.1 a', 'deferred'],
    ['- [ ] 1.1 a **DEFERRED** to the next change', 'deferred'],
    ['- [ ] 1.1 Write the REMOVED requirements', 'todo'],
    ['- [x] 1.1 a — DEFERRED no more', 'done'],
  ])('reads the status of %s as %s', (line, status) => {
    expect(read(line).plan.tasks[0]?.status).toBe(status);
  });

  it('takes the columns of a board as statuses, and one such heading alone as a section', () => {
    const board = read('## Ready', '- [ ] a', '## Blocked', '- [ ] b', '## Done', '- [x] c');
    expect(board.plan.tasks.map(({ status }) => status)).toEqual(['todo', 'blocked', 'done']);
    expect(board.plan.groups).toEqual([]);
    const sections = read('## Build', '- [ ] a', '## Review', '- [ ] b').plan;
    expect(sections.tasks.map(({ status }) => status)).toEqual(['todo', 'todo']);
    expect(sections.groups).toHaveLength(2);
  });

  it('says that the change waits for others, as its metadata has it', () => {
    const { plans, diagnostics } = together(
      'schema: spec-driven\ndependsOn:\n  - add-users\n  - add-users\nrequires:\n  - store\n',
    );
    expect(plans[0]?.outside).toMatchObject([{ plan: 'add-users', span: { file: `${CHANGE}/.openspec.yaml` } }]);
    expect(diagnostics).toEqual([]);
    expect(together('dependsOn: add-users\n').plans[0]?.outside).toHaveLength(1);
  });

  it.each([
    ['dependsOn: [add-notes]', ['CREST232']],
    ['dependsOn:\n  - {name: add-users}', ['CREST208']],
    ['dependsOn: [', ['CREST223']],
    ['- a list', []],
    ['', []],
  ])('reads the metadata %j with %j and no dependency', (metadata, codes) => {
    const { plans, diagnostics } = together(metadata);
    expect(plans[0]?.outside).toBeUndefined();
    expect([...new Set(diagnostics.map(({ code }) => code))]).toEqual(codes);
  });

  it('reads metadata alone as no plan', () => {
    expect(parseDocument({ path: `${CHANGE}/.openspec.yaml`, raw: 'dependsOn: [a]\n' })).toMatchObject({
      format: 'openspec',
      plans: [],
      diagnostics: [{ code: 'CREST202' }],
    });
  });

  it('changes one character for a status', () => {
    checkStatusEdits(openSpec, '## 1. A\r\n\r\n- [ ] 1.1 a\r\n\t- [x] 1.1.1 b\r\n- [~] 1.2 c\r\n1. [ ] d', [
      'todo',
      'done',
      'deferred',
    ]);
  });

  it.each([
    ['- [ ] a — DEFERRED', 'a-deferred', 'todo'],
    ['- [ ] a', 'a', 'in-progress'],
    ['## Ready\n- [ ] b\n## Blocked\n- [x] a', 'a', 'todo'],
  ] as const)('refuses what the box alone cannot say: %j', (text, taskId, status) => {
    const source = sourceText('tasks.md', text);
    const id = openSpec.parse(source).plans[0]!.tasks.at(-1)!.id;
    expect(id).toBe(taskId);
    const found = openSpec.editStatus(source, { taskId: id, status });
    expect(found.kind === 'refused' || found.kind === 'unchanged').toBe(found.kind === 'refused' || status === 'todo');
  });

  it('adds a note that plans nothing', () => {
    for (const name of ['change.md', 'board.md', 'waves.md']) {
      checkNoteEdits(openSpec, fixture(name));
      checkNoteEdits(openSpec, fixture(name).replaceAll('\n', '\r\n').trimEnd());
    }
    const source = sourceText('tasks.md', '1. [ ] a\n   - why\n2. [ ] b');
    const found = openSpec.editNote!(source, { taskId: '2', text: 'done by hand' });
    if (found.kind !== 'edit') throw new Error('no edit');
    expect(applyEdit(source.text, found.edit)).toBe('1. [ ] a\n   - why\n2. [ ] b\n   - Note: done by hand');
    expect(openSpec.editNote!(source, { taskId: '9', text: 'x' }).kind).toBe('refused');
  });

  it('reads names of things that every object has', () => {
    const { plan } = read('- [ ] __proto__', '- [ ] constructor', '  - Dependencies: __proto__');
    expect(plan.tasks.map(({ id, dependencies }) => [id, dependencies.map(({ on }) => on)])).toEqual([
      ['proto', []],
      ['constructor', ['proto']],
    ]);
  });

  it('keeps edges linear in the tasks', () => {
    const lines = Array.from(
      { length: 10_000 },
      (_, i) => `${i % 100 === 0 ? `## ${i / 100 + 1}. A\n` : ''}- [ ] do ${i}`,
    );
    const { plan } = read(...lines);
    const edges = [...plan.tasks, ...plan.groups].reduce((sum, { dependencies }) => sum + dependencies.length, 0);
    expect(edges).toBeLessThan(10_200);
    expect(planGraph(plan).graph).toBeDefined();
  });
});
