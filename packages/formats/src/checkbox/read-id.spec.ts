import { readId, readPlaceholder } from './read-id.js';

describe('readId', () => {
  it.each([
    ['T001 Title', 'T001', 'Title'],
    ['T002a Title', 'T002a', 'Title'],
    ['T008.1 Title', 'T008.1', 'Title'],
    ['T1234: Title', 'T1234', 'Title'],
    ['T001 - Title', 'T001', 'Title'],
    ['T001：標題', 'T001', '標題'],
    ['**T001** Title', 'T001', 'Title'],
    ['**T001**: Title', 'T001', 'Title'],
    ['**T001 Title** more', 'T001', 'Title more'],
    ['__T001__ Title', 'T001', 'Title'],
    ['`T001` Title', 'T001', 'Title'],
    ['~~T001 Title~~', 'T001', '~~Title~~'],
    ['~~T001~~ Title', 'T001', 'Title'],
    ['~~T001~~: Title', 'T001', 'Title'],
    ['~~**T001**~~ Title', 'T001', 'Title'],
    ['T001 ~~Title~~', 'T001', '~~Title~~'],
    ['[T020](docs/t020.md) Title', 'T020', 'Title'],
    ['**[T020](#t020)**: Title', 'T020', 'Title'],
    ['[2.1](#a): Title', '2.1', 'Title'],
    ['T001[P] Title', 'T001', '[P] Title'],
    ['1. Title', '1', 'Title'],
    ['2 Title', '2', 'Title'],
    ['2.1 Title', '2.1', 'Title'],
    ['7.3.5c Title', '7.3.5c', 'Title'],
    ['2.1v **Verify**: it', '2.1v', '**Verify**: it'],
    ['FOUNDATION-1. Title', 'FOUNDATION-1', 'Title'],
    ['T001', 'T001', ''],
  ])('reads %s', (text, id, title) => {
    expect(readId(text)).toEqual({ id, title, starred: false });
  });

  it.each([
    'Title',
    '1/2 of it',
    'T001–T004 Range',
    'T001-T004 Range',
    '2026-01-02 Date',
    'UTF-8 text',
    'Task 1',
    '[P] x',
    '[T020 Title](link)',
    '[Title](T020)',
    '',
  ])('finds no id in %j', (text) => {
    expect(readId(text)).toBeUndefined();
  });

  it('reads the star of an optional task', () => {
    expect(readId('2.3* Title')).toEqual({ id: '2.3', title: 'Title', starred: true });
  });
});

describe('readPlaceholder', () => {
  it.each(['TXXX [P] Title', 'T### Title'])('knows %s', (text) => {
    expect(readPlaceholder(text)).toBe(text.slice(0, 4));
  });

  it('does not take a word for one', () => {
    expect(readPlaceholder('TXT files')).toBeUndefined();
  });
});
