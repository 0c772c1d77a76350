import { sourceText } from '../source/source-text.js';
import { readBlocks } from './read-blocks.js';

const read = (...lines: string[]) => readBlocks(sourceText('a.md', lines.join('\n')));
const zones = (...lines: string[]) =>
  read(...lines).zones.map(({ kind, firstLine, lastLine }) => [kind, firstLine, lastLine]);

describe('readBlocks', () => {
  it('reads headings of both kinds without their marks', () => {
    const { headings } = read('# One #', '', 'Two', '---', '### C# ##', '#no heading');
    expect(headings.map(({ level, text, line }) => [level, text, line])).toEqual([
      [1, 'One', 1],
      [2, 'Two', 3],
      [3, 'C#', 5],
    ]);
  });

  it('takes a rule below a link definition for a rule', () => {
    expect(read('[spec]: ./spec.md', '---', 'Two', '---').headings.map(({ text }) => text)).toEqual(['Two']);
  });

  it('looks into lists of a depth that people write, and into no deeper ones', () => {
    const nested = (depth: number) => `${'- '.repeat(depth)}# One`;
    expect(read(nested(60)).headings).toHaveLength(1);
    expect(read(nested(64)).headings).toHaveLength(0);
    expect(read('- a', `${' '.repeat(200)}- b`, '', '# One').headings[0]).toMatchObject({ line: 4, text: 'One' });
  });

  it('reads the word behind a fence of any length', () => {
    expect(read(`${'`'.repeat(5)} json`, '`````', '- ~~~mermaid', '  ~~~').zones.map(({ info }) => info)).toEqual([
      'json',
      'mermaid',
    ]);
  });

  it('finds fences, comments, raw HTML and front matter', () => {
    expect(
      zones('---', 'a: 1', '---', '```json', '{}', '```', '<!--', 'x', '-->', '<pre>', 'x', '</pre>', '~~~', '~~~'),
    ).toEqual([
      ['front-matter', 1, 3],
      ['fence', 4, 6],
      ['comment', 7, 9],
      ['html', 10, 12],
      ['fence', 13, 14],
    ]);
  });

  it('finds a fence inside a list item', () => {
    expect(zones('- [ ] 1. a', '', '  ```sh', '  x', '  ```', '- [ ] 2. b')).toEqual([['fence', 3, 5]]);
  });

  it('takes three backticks inside a line for code in that line', () => {
    expect(zones('- a ```tsx', '  b', '  ``` c `d`', '- [ ] e')).toEqual([]);
  });

  it('takes indented lines for no zone', () => {
    expect(zones('text', '', '    - [ ] indented', '\t- [ ] by a tab')).toEqual([]);
  });

  it('reports a fence that is never closed', () => {
    expect(read('a', '```', 'b').diagnostics).toMatchObject([{ code: 'CREST205', span: { start: { line: 2 } } }]);
  });

  it('takes a fence that its list item ends for closed', () => {
    expect(read('- a', '  ```', '  b', '', 'text').diagnostics).toEqual([]);
  });

  it.each(['\r\n', '\r'])('reads line ends %j like any other', (end) => {
    const { headings, zones: found } = readBlocks(sourceText('a.md', ['# A', '```', 'x', '```', '## B'].join(end)));
    expect(headings.map(({ text, line }) => [text, line])).toEqual([
      ['A', 1],
      ['B', 5],
    ]);
    expect(found).toMatchObject([{ firstLine: 2, lastLine: 4 }]);
  });

  it('takes no item of a list for a heading', () => {
    expect(readBlocks(sourceText('a.md', '- [ ] T90\n  --\n\nTitle\n---\n')).headings.map(({ text }) => text)).toEqual([
      'Title',
    ]);
  });
});
