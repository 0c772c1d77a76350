import { readArrowLine } from './arrow-line.js';
import { readIdList, type IdNotation } from './id-list.js';
import { knownIds, resolveReferences } from './resolve-references.js';

const notation: IdNotation = { id: /(?:T\d+[a-z]?|\d+(?:\.\d+)*(?:\.x)?)(?![A-Za-z0-9])/y, lead: /(?:tasks?\s+)?/iy };
const known = knownIds(
  new Map(['T001', 'T002', 'T002a', 'T003', 'T010', '1', '1.1', '1.2', '1.2.1', '1.10', '2.1'].map((id) => [id, id])),
);

const ids = (text: string, self?: string) => resolveReferences(readIdList(text, notation).references, known, self);

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
  ])('reads %j', (text, expected) => {
    expect([...ids(text)].sort()).toEqual([...expected].sort());
  });

  it('keeps ids that no task has, for the graph to report', () => {
    expect(ids('T001, T099, T001–T098')).toEqual(expect.arrayContaining(['T099', 'T098']));
  });

  it('leaves the task itself out of a range, not out of a list', () => {
    expect(ids('T001–T003', 'T002')).not.toContain('T002');
    expect(ids('T002', 'T002')).toEqual(['T002']);
  });
});

describe('readArrowLine', () => {
  const steps = (line: string) =>
    readArrowLine(line, notation).map(({ before, after }) => [
      resolveReferences(before, known),
      resolveReferences(after, known),
    ]);

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
  ])('reads %j', (line, expected) => {
    expect(steps(line)).toEqual(expected);
  });

  it.each(['T001 → T002 in most cases', 'First T001 → T002', 'T001, T002', 'T001 →', 'T001 precedes T002', '→ T001'])(
    'takes %j for prose',
    (line) => {
      expect(steps(line)).toEqual([]);
    },
  );
});
