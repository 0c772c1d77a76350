import { sourceText } from '../source/source-text.js';
import { linesUnder } from './lines-under.js';
import { readBlocks } from './read-blocks.js';

it('gives the lines of a section and its subsections, until a heading of its level', () => {
  const source = sourceText('a.md', ['# A', 'a', '## B', 'b', '### C', 'c', '### D', 'd', '## E', 'e'].join('\n'));
  const lines = linesUnder(
    source,
    readBlocks(source).headings,
    (text) => text === 'B',
    (text) => text === 'C',
  );
  expect(lines).toEqual([4, 8]);
});
