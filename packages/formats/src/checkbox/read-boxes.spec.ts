import { readBlocks } from '../markdown/read-blocks.js';
import { sourceText } from '../source/source-text.js';
import { readBoxes } from './read-boxes.js';

function read(...lines: string[]) {
  const source = sourceText('a.md', lines.join('\n'));
  return { source, boxes: readBoxes(source, readBlocks(source)) };
}

describe('readBoxes', () => {
  it.each(['- [x] a', '* [x] a', '+ [x] a', '1. [x] a', '12) [x] a', '\t- [x] a', '    - [x] a', '-  [x] a', '- [x]a'])(
    'takes %j for a box, with the offset of its character',
    (line) => {
      const { boxes } = read('# A', line);
      expect(boxes).toMatchObject([{ status: 'x', statusStart: 4 + line.indexOf('x') }]);
    },
  );

  it.each(['-[x] a', '- x] a', '- [] a', '- [xx] a', '> - [x] a', 'a [x] b', '-- [x] a'])(
    'takes %j for none',
    (line) => {
      expect(read(line).boxes).toEqual([]);
    },
  );

  it('reads a character of two code units as one', () => {
    expect(read('- [🔄] a').boxes).toMatchObject([{ status: '🔄', text: ' a' }]);
  });

  it('nests by two columns or more, tabs counting four', () => {
    const { boxes } = read('- [ ] a', ' - [ ] b', '  - [ ] c', '\t- [ ] d', '- [ ] e', '    - [ ] f');
    expect(boxes.map(({ parent }) => parent)).toEqual([undefined, undefined, undefined, 2, undefined, 4]);
  });

  it('gives each line to the item that it is indented below', () => {
    const { boxes } = read(
      '- [ ] a',
      '  - of a',
      '  - [ ] b',
      '    of b',
      '',
      '    - of b too',
      '  - of a again',
      'end',
    );
    expect(boxes.map(({ details }) => details)).toEqual([
      [2, 7, 8],
      [4, 5, 6],
    ]);
  });

  it.each([
    ['a heading', '## B'],
    ['a rule', '---'],
    ['a plain bullet', '- plain'],
  ])('ends an item at %s', (_, line) => {
    const { boxes } = read('- [ ] a', line, '  - [ ] not below a');
    expect(boxes[1]?.parent).toBeUndefined();
  });

  it('ends an item at a paragraph behind a blank line', () => {
    const { boxes } = read('- [ ] a', '', 'text', '  - [ ] b');
    expect(boxes.map(({ parent, details }) => [parent, details])).toEqual([
      [undefined, [2]],
      [undefined, []],
    ]);
  });

  it('marks boxes in zones, and gives the fence to the item around it', () => {
    const { boxes } = read('- [ ] a', '  ```', '  - [ ] b', '  ```', '<!--', '- [ ] c', '-->');
    expect(boxes.map(({ zone }) => zone?.kind)).toEqual([undefined, 'fence', 'comment']);
    expect(boxes[0]?.details).toEqual([2, 3, 4]);
  });
});
