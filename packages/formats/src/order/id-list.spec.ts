import { readArrowLine } from './arrow-line.js';
import { readIdList } from './id-list.js';
import { LIST_NOTATION as notation } from './id-notation.js';
import { locateReferences, locateStep } from './locate-references.js';
import { referenceResolver } from './resolve-references.js';
import { sourceText } from '../source/source-text.js';

const idOf = new Map(
  ['T001', 'T002', 'T002a', 'T003', 'T010', '1', '1.1', '1.2', '1.2.1', '1.10', '2.1', 'DB-1'].map((id) => [id, id]),
);

function read(text: string, self = '') {
  const resolver = referenceResolver(idOf);
  const { references } = readIdList(text, notation);
  return locateReferences(sourceText('plan.md', text), resolver)(1, references, self);
}

const ids = (text: string, self?: string) => [...new Set(read(text, self).map(({ on }) => on))];

describe('readIdList and resolveReferences', () => {
  it.each([
    ['T001', ['T001']],
    ['T001, T002 and T003', ['T001', 'T002', 'T003']],
    ['T001+T002 & T003', ['T001', 'T002', 'T003']],
    ['T001 / T002、T003', ['T001', 'T002', 'T003']],
    ['**T001**, `T002`', ['T001', 'T002']],
    ['T001 (`useA`), T002 (the b)', ['T001', 'T002']],
    ['{T001, T002}', ['T001', 'T002']],
    ['T001-T003', ['T001', 'T002', 'T002a', 'T003']],
    ['T001–T003, T010', ['T001', 'T002', 'T002a', 'T003', 'T010']],
    ['T003–T001', ['T001', 'T002', 'T002a', 'T003']],
    ['Task 1.1, Tasks 1.2, 2.x', ['1.1', '1.2', '2.1']],
    ['1.1–1.10', ['1.1', '1.2', '1.10']],
    ['1.x', ['1.1', '1.2', '1.2.1', '1.10']],
    ['T001; T002 is prose', ['T001']],
    ['T001 is prose, T002', ['T001']],
    ['nothing, T001', []],
    ['2.1, 1 external package', ['2.1']],
    ['1 for data, T001', ['1']],
    ['Task 1 service', ['1']],
    ['T001, DB-1', ['T001', 'DB-1']],
    ['9.x', ['9.x']],
  ])('reads %j', (text, expected) => {
    expect([...ids(text)].sort()).toEqual([...expected].sort());
  });

  it('keeps ids that no task has, for the graph to report', () => {
    expect(ids('T001, T099, T001–T098')).toEqual(expect.arrayContaining(['T099', 'T098']));
  });

  it.each(['t001', 'T0O1', 'db-7'])('takes %s for an id where the list ends behind it', (text) => {
    expect(ids(`T001, ${text})`)).toEqual(['T001', text]);
    expect(ids(`T001, ${text} style`)).toEqual(['T001']);
  });

  it('gives each id the place of its reference', () => {
    const columns = read('T001, Task 1.1 (a), T099').map(({ span }) => [span.start.column, span.end.column]);
    expect(columns).toEqual([
      [1, 5],
      [12, 15],
      [21, 25],
    ]);
  });

  it('leaves the task itself out of a range, not out of a list', () => {
    expect(ids('T001–T003', 'T002')).not.toContain('T002');
    expect(ids('T002', 'T002')).toEqual(['T002']);
  });
});

describe('readArrowLine', () => {
  const locate = locateReferences(sourceText('plan.md', ''), referenceResolver(idOf));
  const steps = (line: string) =>
    readArrowLine(line, notation).map((step) => {
      const { before, waiting } = locateStep(locate, 1, step);
      return [before.map(({ on }) => on), waiting];
    });

  it.each([
    [
      '- T001 → T002 → T003',
      [
        [['T001'], ['T002']],
        [['T002'], ['T003']],
      ],
    ],
    ['T001, T002 <- T003', [[['T003'], ['T001', 'T002']]]],
    ['- T003 (mapper) depends on T001 (types).', [[['T001'], ['T003']]]],
    ['T003 — depend on T001 / T002', [[['T001', 'T002'], ['T003']]]],
    ['- US1: T001 blocks {T002, T003}', [[['T001'], ['T002', 'T003']]]],
    ['Task 1.1 + Task 1.2 → Task 2.1', [[['1.1', '1.2'], ['2.1']]]],
    ['T001 --> T002', [[['T001'], ['T002']]]],
    ['- T003 depends on T001 + T002 — it reuses the types', [[['T001', 'T002'], ['T003']]]],
    ['T003 depends on T002 - for T001', [[['T002'], ['T003']]]],
    ['- T001 (a; b) blocks T002, T003; T010 ships later', [[['T001'], ['T002', 'T003']]]],
    ['- Stage 2 → everything: T001 blocks T002; T003 is its proof.', [[['T001'], ['T002']]]],
    ['T001 is quick. T002 → T003.', [[['T002'], ['T003']]]],
  ])('reads %j', (line, expected) => {
    expect(steps(line)).toEqual(expected);
  });

  it.each([
    'T001 → T002 in most cases',
    'First T001 → T002',
    'T001, T002',
    'T001 →',
    'T001 → T002 — often',
    'T003 depends on T002-ish',
    'T001 precedes T002',
    '→ T001',
    'Not needed: T001 → T002',
    'Wrong: T001 → T002',
    'T001 → T002 in most cases; T003 ships later',
  ])('takes %j for prose', (line) => {
    expect(steps(line)).toEqual([]);
  });
});
