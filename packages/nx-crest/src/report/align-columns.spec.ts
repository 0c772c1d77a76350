import { alignColumns } from './align-columns.js';

const plain = (text: string): string => text;

describe('alignColumns', () => {
  it('sets columns below each other, wide characters counted as two', () => {
    const rows = [
      { cells: ['id', 'time'], look: plain },
      { cells: ['写真', '1 h'], look: plain },
      { cells: ['a', '23.5 h'], look: plain },
    ];
    expect(alignColumns(rows, ['left', 'right'])).toEqual(['id      time', '写真     1 h', 'a     23.5 h']);
  });

  it('paints cells and no padding, and ends no line with blanks', () => {
    const rows = [
      { cells: ['a'], look: (text: string) => `<${text}>` },
      { cells: ['long', 'b'], look: plain },
    ];
    expect(alignColumns(rows, ['left', 'left'])).toEqual(['<a>', 'long  b']);
  });
});
