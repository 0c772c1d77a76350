import { TASK_ID_PATTERN } from '@nx-crest/core';
import fc from 'fast-check';
import { slug } from './slug.js';

describe('slug', () => {
  it.each([
    ['**NEW**: Add café `x.ts`', 'new-add-cafe-x.ts'],
    ['Verify (all) … done!', 'verify-all-done'],
    ['one two three four five six seven eight nine ten', 'one-two-three-four-five-six-seven-eight'],
  ])('makes %j short and plain', (title, expected) => {
    expect(slug(title)).toBe(expected);
  });

  it('tells titles outside Latin apart', () => {
    const slugs = [slug('写测试 `a.ts`'), slug('写代码 `a.ts`'), slug('写测试')];
    expect(new Set(slugs).size).toBe(3);
  });

  it('gives an acceptable id for any title', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (title) => {
        expect(slug(title)).toMatch(TASK_ID_PATTERN);
      }),
    );
  });
});
