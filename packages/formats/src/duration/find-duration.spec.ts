import { findDuration } from './find-duration.js';

describe('findDuration', () => {
  it.each([
    ['Create table (8 hours)', 'Create table', '8 hours'],
    ['Create table (~2h)  ', 'Create table', '~2h'],
    ['Create (again) [2-4h]', 'Create (again)', '2-4h'],
    ['(1d)', '', '1d'],
  ])('finds the duration at the end of "%s"', (line, title, text) => {
    const found = findDuration(line);
    expect(found).toMatchObject({ title, text });
    expect(line.slice(found?.start, found?.end)).toBe(text);
  });

  it.each(['Create table', 'Create table (4/5 tasks)', 'Takes (8 hours) at most', ')', 'x]', 'a (b (8 hours)) c'])(
    'finds none in "%s"',
    (line) => {
      expect(findDuration(line)).toBeUndefined();
    },
  );
});
