import { readAmount } from './read-amount.js';

const GB = 2 ** 30;

test.each([
  ['512B', 512],
  ['4KB', 4096],
  ['4KiB', 4096],
  ['8GB', 8 * GB],
  ['8 gib', 8 * GB],
  [' 1.5GB ', 1.5 * GB],
  ['2TB', 2048 * GB],
])('%j is a size: a KB is 1024 bytes, whatever the letters', (text, bytes) => {
  expect(readAmount(text)).toEqual({ amount: bytes, unit: 'byte' });
});

test('a whole number counts pieces, up to 2⁵³', () => {
  expect(readAmount(0)).toEqual({ amount: 0 });
  expect(readAmount(Number.MAX_SAFE_INTEGER)).toEqual({ amount: Number.MAX_SAFE_INTEGER });
});

test.each([
  -1,
  1.5,
  NaN,
  2 ** 53,
  '8',
  '8G',
  '8IB',
  'GB',
  '-8GB',
  '1e3GB',
  '9000000TB',
  true,
  null,
  undefined,
  {},
  [1],
])('%j is no amount', (value) => {
  expect(readAmount(value)).toBeUndefined();
});
