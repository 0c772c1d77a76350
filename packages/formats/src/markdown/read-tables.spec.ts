import { sourceText } from '../source/source-text.js';
import { readTables } from './read-tables.js';

const read = (text: string) => readTables(sourceText('plan.md', text));
const texts = (text: string) => read(text)[0]?.rows.map((row) => row.cells.map((cell) => cell.text));

const TABLE = '| ID | Time |\n|----|------|\n';

describe('readTables', () => {
  it('reads header and cells with their places', () => {
    const text = `${TABLE}|  A-1 | 2h |\n`;
    const [table] = read(text);
    expect(table?.header.map((cell) => cell.text)).toEqual(['ID', 'Time']);
    for (const cell of table?.rows[0]?.cells ?? []) expect(text.slice(cell.start, cell.end)).toBe(cell.text);
    expect(texts(text)).toEqual([['A-1', '2h']]);
  });

  it('keeps an escaped bar inside its cell', () => {
    expect(texts(`${TABLE}| a \\| b | 2h |`)).toEqual([['a \\| b', '2h']]);
  });

  it('gives an empty cell the place where its text belongs', () => {
    const text = `${TABLE}| A |   |\n|B||\n`;
    const [first, second] = read(text)[0]!.rows;
    expect(first?.cells[1]).toMatchObject({ text: '', start: text.indexOf('A |') + 4 });
    expect(second?.cells[1]).toMatchObject({ text: '', start: text.indexOf('|B||') + 3 });
  });

  it('has no cells beyond the end of a row and drops those beyond the header', () => {
    expect(texts(`${TABLE}| A |\n| B | 1h | 9 |`)).toStrictEqual([['A'], ['B', '1h']]);
  });

  it('reads rows without outer bars', () => {
    expect(texts('ID | Time\n---|---\nA | 1h\n')).toEqual([['A', '1h']]);
  });

  it.each(['\r\n', '\r'])('reads a table whose lines end with %j', (lineEnd) => {
    const text = `# Plan\n${TABLE}| A |  |\n`.replaceAll('\n', lineEnd);
    const [table] = read(text);
    expect(table?.headings[0]?.text).toBe('Plan');
    expect(text.slice(table?.rows[0]?.start, table?.rows[0]?.end)).toBe('| A |  |');
    expect(table?.rows[0]?.cells.map((cell) => cell.text)).toEqual(['A', '']);
  });

  it('reads a table with blanks behind its bars', () => {
    expect(texts('| ID | Time |  \n|:---|-----:| \t\n| - | - |  \n|  |  |  \n')).toEqual([
      ['-', '-'],
      ['', ''],
    ]);
  });

  it('gives each table the headings that it stands under', () => {
    const headings = read(`# Plan #\n## One\n### Deep\n## Two\n${TABLE}\nThree\n-----\n${TABLE}`).map((table) =>
      table.headings.map((heading) => heading.text),
    );
    expect(headings).toEqual([
      ['Plan', 'Two'],
      ['Plan', 'Three'],
    ]);
  });

  it('takes no table from a code fence', () => {
    expect(read(`\`\`\`\n${TABLE}| A | 1h |\n\`\`\`\n`)).toEqual([]);
  });

  it('finds tables in lists and quotes', () => {
    expect(read(`> ${TABLE.replaceAll('\n', '\n> ')}| A | 1h |\n`)).toHaveLength(1);
    expect(read(`- x\n\n  ${TABLE.replaceAll('\n', '\n  ')}| A | 1h |\n`)).toHaveLength(1);
  });
});
