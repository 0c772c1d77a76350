import { readHistoryLine } from './history-line.js';
import { lineCheck } from './line-check.js';
import { encodeNumber } from './variable-length.js';

const checked = (line: string): string => line + lineCheck('m', line);
const codeOf = (...numbers: readonly number[]): string => numbers.map(encodeNumber).join('');

it.each([
  ['numbers that are no triples', codeOf(1, 2)],
  ['an observation before 1970', codeOf(5, 1, 0, 6, 1, 0)],
  ['a number beyond what can be counted', `${'/'.repeat(12)}A${codeOf(1, 0)}`],
  ['a number that does not end', `${codeOf(5, 1)}g`],
  ['a character that is no digit', `${codeOf(5, 1)}-`],
])('is damaged where its code has %s, though its check fits', (_, code) => {
  expect(readHistoryLine(checked(`a:b ${code}`), 'm')).toEqual({
    kind: 'damaged',
    reason: 'its code is not one of observations',
    column: 5,
  });
});

it('says a machine class where it has no code', () => {
  expect(readHistoryLine(checked('m '), undefined)).toEqual({ kind: 'machine', machine: 'm' });
});

it('says what was measured where it has one', () => {
  expect(readHistoryLine(checked(`a b ${codeOf(50, 7, 0, 10, 8, 26)}`), 'm')).toEqual({
    kind: 'task',
    id: 'a b',
    observations: [
      { atS: 50, ms: 7 },
      { atS: 40, ms: 8, cpuCores: 2.5 },
    ],
  });
});
