import { readBlocks } from '../markdown/read-blocks.js';
import { sourceText } from '../source/source-text.js';
import { readEntries } from './read-entries.js';

function read(...lines: string[]) {
  const source = sourceText('a.md', lines.join('\n'));
  return readEntries(source, readBlocks(source), { ' ': 'todo', x: 'done' });
}

describe('readEntries', () => {
  it.each([
    ['[T014] Title', 'T014', 'Title', []],
    ['[P] [T014] [US1] Title', 'T014', 'Title', ['US1']],
    ['[T014] T015 Title', 'T015', 'Title', ['T014']],
    ['T015 [T014] Title', 'T015', 'Title', ['T014']],
    ['[T020](docs/t020.md) [P] Title', 'T020', 'Title', []],
    ['[SHARED-096] Title', undefined, 'Title', ['SHARED-096']],
    ['~~T009~~ struck', 'T009', 'struck', []],
  ])('reads the id of %j', (text, written, title, labels) => {
    expect(read(`- [ ] ${text}`).entries).toMatchObject([{ written, title, labels }]);
  });

  it.each([
    ['> - [ ] T003 a', 'in a quotation'],
    ['  > > 1. [x] T003 a', 'in a quotation'],
    ['- [] T004 a', 'no status character between the brackets'],
    ['- [  ] T005 a', 'more than one character between the brackets'],
    ['* [ x ] T006 a', 'more than one character between the brackets'],
    ['1. [x ] T006 a', 'more than one character between the brackets'],
    ['-[ ] T007 a', 'no blank behind the bullet'],
  ])('lists %j with the reason why it is no task', (line, reason) => {
    const { entries, notTasks } = read('- [ ] T001 a', '', line, '', '- [?] T002 b');
    expect(entries.map(({ written }) => written)).toEqual(['T001']);
    expect(notTasks.map((one) => [one.span.start.line, one.reason])).toEqual([
      [3, reason],
      [5, '"[?]" is no status'],
    ]);
  });

  it.each([
    '- [text](url)',
    '- [](url)',
    '- [ x](url)',
    '> - [x](url)',
    '- [^1] note',
    '[^1]: note',
    '- [see] it',
    '> text',
    '*[a]*',
    '- a [ ] b',
  ])('does not list %j', (line) => {
    expect(read(line)).toEqual({ entries: [], notTasks: [] });
  });

  it('does not look for such lines in code', () => {
    expect(read('```', '- [] a', '```').notTasks).toEqual([]);
  });

  it('is not held up by long runs of blanks and marks', () => {
    expect(read(`>${' >'.repeat(100_000)}[`, `- [${' '.repeat(200_000)}`).notTasks).toEqual([]);
  });
});
