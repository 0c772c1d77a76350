import { readBlocks } from '../markdown/read-blocks.js';
import { sourceText } from '../source/source-text.js';
import { kanbanColumns } from './kanban.js';

const columns = (...titles: string[]) => {
  const source = sourceText('a.md', titles.map((title) => `## ${title}\n`).join('\n'));
  return [...kanbanColumns(readBlocks(source).headings).values()];
};

it.each([
  [
    ['Ready', '🚧 In Progress (2)', 'Blocked', '✅ Done'],
    ['todo', 'in-progress', 'blocked', 'done'],
  ],
  [
    ['To-Do', 'On hold'],
    ['todo', 'deferred'],
  ],
  [['Blocked'], []],
  [['Ready', 'Backlog'], []],
  [['Done is better than perfect', 'Ready to go'], []],
])('takes %j for columns with %j', (titles, statuses) => {
  expect(columns(...titles)).toEqual(statuses);
});
