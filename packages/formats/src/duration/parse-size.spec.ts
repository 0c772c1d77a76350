import { HOUR } from '@nx-crest/core';
import { sourceText } from '../source/source-text.js';
import { documentEstimate } from './document-estimate.js';
import { parseSize } from './parse-size.js';

describe('parseSize', () => {
  it.each([
    ['XS', 1, 2],
    ['s', 2, 4],
    ['Size: M', 4, 8],
    ['medium', 4, 8],
    ['L', 8, 24],
    ['XL', 24, 40],
    ['xxl', 40, 80],
    ['1 point', 2, 6],
    ['3 pts', 6, 18],
    ['5 SP', 10, 30],
    ['2 story points', 4, 12],
    ['7/10', 7, 21],
    ['complexity: 3', 3, 9],
    ['Complexity 10/10', 10, 30],
  ])('reads "%s" as %d to %d hours', (text, from, to) => {
    expect(parseSize(text)?.pert).toMatchObject({ optimisticMs: from * HOUR, pessimisticMs: to * HOUR });
  });

  it.each(['', 'XM', '3', '11/10', '0/10', '3 apples', 'constructor', 'points', 'x'.repeat(100_000)])(
    'reads nothing from %j',
    (text) => {
      expect(parseSize(text)).toBeUndefined();
    },
  );

  it('counts only where a field is an estimate', () => {
    const source = sourceText('a', 'M');
    expect(documentEstimate(source, { start: 0, end: 1 })).toBeUndefined();
    expect(documentEstimate(source, { start: 0, end: 1, sizes: true })).toMatchObject({
      source: 'document',
      text: 'M',
    });
  });
});
