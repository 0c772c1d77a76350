import { describeContent } from './describe-content.js';
import { sourceText } from './source/source-text.js';

const describeText = (text: string) => describeContent(sourceText('a.md', text));

describe('describeContent', () => {
  it('counts what could hold tasks, each by its name in the singular and plural', () => {
    expect(describeText('# A\n\n- [ ] buy milk\n- [x] eat\n\n```\n├── x\n```\n')).toBe(
      '1 heading, 1 code fence, 1 tree row, 2 checkboxes',
    );
  });

  it.each([
    ['LF', '| a |\n| - |\n| 1 |\n'],
    ['CRLF', '| a |\r\n| - |\r\n| 1 |\r\n'],
    ['blanks at the ends of lines', '| a |  \n| - |  \n| 1 |  \n'],
  ])('counts a table with %s', (_, table) => {
    expect(describeText(`${table}\n${table}`)).toBe('2 tables');
  });

  it('says that there is nothing', () => {
    expect(describeText('prose')).toBe('no heading, list or table');
  });
});
