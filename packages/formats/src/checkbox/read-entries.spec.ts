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
});
