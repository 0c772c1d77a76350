import { formatAmount } from './format-amount.js';

describe('formatAmount', () => {
  it('writes pieces as they are', () => {
    expect(formatAmount(4096)).toBe('4096');
  });

  it.each([
    [0, '0 B'],
    [1023, '1023 B'],
    [1024, '1 KB'],
    [512 * 2 ** 20, '512 MB'],
    [1.5 * 2 ** 30, '1.5 GB'],
    [8 * 2 ** 30, '8 GB'],
    [2 ** 53, '8 PB'],
  ])('writes %d bytes as %s', (amount, text) => {
    expect(formatAmount(amount, 'byte')).toBe(text);
  });
});
