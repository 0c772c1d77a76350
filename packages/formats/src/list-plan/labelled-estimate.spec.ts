import { sourceText } from '../source/source-text.js';
import { labelledEstimate } from './labelled-estimate.js';

const read = (text: string) => {
  const found = labelledEstimate(sourceText('a.md', text), [1]);
  return found?.kind === 'estimate' ? found.estimate.ms / 60_000 : found?.diagnostic.code;
};

it.each([
  ['  - **Effort**: 2 hours', 120],
  ['  - Estimate: 30min', 30],
  ['**Estimated time:** 1-3 hours', 120],
  ['  - _Duration: ~1h_', 60],
  ['  - **Effort**: 3 somethings', 'CREST209'],
  ['  - **Effort**: small', undefined],
  ['  - Effortless: 2h', undefined],
  ['  - the effort: 2h', undefined],
])('reads %j as %s', (line, minutes) => {
  expect(read(line)).toBe(minutes);
});
