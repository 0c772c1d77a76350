import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseDocument } from '../parse-document.js';
import { checkNoteEdits } from '../testing/note-edit-property.js';
import { testFixturePairs } from '../testing/fixture-pairs.js';
import { kiro } from './index.js';

function read(...lines: string[]) {
  const { plans, diagnostics } = parseDocument({ path: '.kiro/specs/a/tasks.md', raw: lines.join('\n') });
  const [plan] = plans;
  const edges = [...plan!.tasks, ...plan!.groups].map(({ id, dependencies }) => [id, dependencies.map(({ on }) => on)]);
  const codes = diagnostics.map(({ code }) => code);
  return { plan: plan!, edges: Object.fromEntries(edges) as Record<string, string[]>, codes };
}

const TASKS = ['- [ ] 1. a', '- [ ] 2. b', '- [ ] 3. c', '- [ ] 4. d'];
const block = (waves: unknown) => ['', '```json', JSON.stringify({ waves }), '```'];

describe('kiro', () => {
  testFixturePairs(kiro, join(__dirname, 'fixtures'));

  it('adds notes that plan nothing', () => {
    checkNoteEdits(kiro, readFileSync(join(__dirname, 'fixtures/waves.md'), 'utf8'));
  });

  it('lets leaves follow each other across parents', () => {
    const { edges } = read('- [ ] 1. a', '  - [ ] 1.1 b', '  - [ ] 1.2 c', '- [ ] 2. d');
    expect(edges).toMatchObject({ '1.2': ['1.1'], '2': ['1.2'] });
  });

  it('believes a task that states its dependencies, and lets the next one wait for all', () => {
    const { edges } = read('- [ ] 1. a', '- [ ] 2. b', '- [ ] 3. c', '  - _Depends: 1_', '- [ ] 4. d');
    expect(edges).toMatchObject({ '3': ['1'], '4': ['2', '3'] });
  });

  it('reads a queued task as todo, and a dash as in progress', () => {
    expect(read('- [~] 1. a', '- [-] 2. b').plan.tasks.map(({ status }) => status)).toEqual(['todo', 'in-progress']);
  });

  it('lets each wave wait for the one before', () => {
    const { edges, plan, codes } = read(
      ...TASKS,
      ...block([
        { id: 0, tasks: ['1', '2'] },
        { id: 1, tasks: ['3', '4'] },
      ]),
    );
    expect(edges).toMatchObject({ 'wave-2': ['wave-1'], '1': [], '4': [] });
    expect(plan.waves.map(({ taskIds }) => taskIds)).toEqual([
      ['1', '2'],
      ['3', '4'],
    ]);
    expect(codes).toEqual([]);
  });

  it('anchors a leaf that no wave lists where it stands, with CREST212', () => {
    const { edges, codes } = read(...TASKS, ...block([['1', '2'], ['4']]));
    expect(edges).toMatchObject({ '3': ['1', '2'], 'wave-2': ['wave-1', '3'] });
    expect(codes).toEqual(['CREST212']);
  });

  it('lets no wave wait for an optional leaf', () => {
    const { plan, edges } = read('- [ ] 1. a', '- [ ]* 2. b', '- [ ] 3. c', ...block([['1'], ['2'], ['3']]));
    expect(plan.groups.map(({ id, members }) => [id, members])).toEqual([
      ['wave-1', ['1']],
      ['wave-3', ['3']],
    ]);
    expect(edges).toMatchObject({ '2': ['wave-1'], 'wave-3': ['wave-1'] });
  });

  it('reads numbers as waves where waves have numbers and tasks are strings', () => {
    const waves = [
      { id: 1, tasks: ['2'] },
      { id: 2, tasks: ['1'] },
      { id: 3, tasks: ['3', '4'], depends_on: [1] },
    ];
    expect(read(...TASKS, ...block(waves)).edges).toMatchObject({ 'wave-3': ['wave-1'], '3': [] });
  });

  it('reads what earlier waves list as tasks', () => {
    const waves = [
      { wave: 1, tasks: ['1', '2'] },
      { wave: 2, tasks: ['3'], dependsOn: ['2'] },
      { wave: 3, tasks: ['4'] },
    ];
    expect(read(...TASKS, ...block(waves)).edges).toMatchObject({ '3': ['2'], 'wave-2': [], 'wave-3': ['wave-2'] });
  });

  it('plans a task in the later wave that it waits for, with CREST211', () => {
    const { plan, codes } = read(
      '- [ ] 1. a',
      '  - _Depends: 3_',
      ...TASKS.slice(1),
      ...block([
        ['1', '2'],
        ['3', '4'],
      ]),
    );
    expect(plan.groups.map(({ members }) => members)).toEqual([['2'], ['1', '3', '4']]);
    expect(plan.waves[0]?.taskIds).toEqual(['1', '2']);
    expect(codes).toEqual(['CREST211']);
  });

  it.each([
    ['an unknown id', block([['1', '2', '3', '4', '7']]), 'CREST210'],
    ['waves of another shape', block([['1', '2', '3', '4'], 'x']), 'CREST208'],
    ['broken JSON', ['```json', '{"waves": [["1", "2", "3", "4"]]', '```'], 'CREST207'],
  ])('reports %s, and reads the rest', (_, lines, code) => {
    const { plan, codes } = read(...TASKS, '', ...lines);
    expect(codes).toEqual([code]);
    expect(plan.tasks).toHaveLength(4);
  });

  it('does not overflow on waves nested a hundred thousand deep', () => {
    const { plan, codes } = read(...TASKS, '', '```json', `{"waves":${'['.repeat(100_000)}`, '```');
    expect(codes).toEqual(['CREST207']);
    expect(plan.tasks).toHaveLength(4);
  });

  it('reports every error of a wave block in words, with its place', () => {
    const raw = [...TASKS, '', '```json', '{"waves": [["1" "2",', '"3" "4"]]}', '```'].join('\n');
    const { diagnostics } = parseDocument({ path: '.kiro/specs/a/tasks.md', raw });
    expect(diagnostics.map(({ span, message }) => `${span?.start.line}:${span?.start.column} ${message}`)).toEqual([
      '7:17 not valid JSON: comma expected',
      '8:5 not valid JSON: comma expected',
    ]);
  });
});
