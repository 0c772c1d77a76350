import { TASK_ID_PATTERN } from '@nx-crest/core';
import { distinctName, safeName, shorten, withHash } from './safe-name.js';

test('keeps what is legal already', () => {
  expect(safeName('001-photo_albums.v2')).toBe('001-photo_albums.v2');
});

test('takes off accents and joins words', () => {
  expect(safeName('Café  Menu (2)')).toBe('Cafe-Menu-2');
});

test('stands in for letters of other scripts with a hash that tells texts apart', () => {
  expect(safeName('写真')).toMatch(/^spec-[0-9a-f]{8}$/);
  expect(safeName('001-写真')).toMatch(/^001-[0-9a-f]{8}$/);
  expect(safeName('写真')).not.toBe(safeName('音楽'));
});

test('gives nothing for a text without letter or digit', () => {
  expect(safeName('--- ✨')).toBe('');
});

test('is always a legal id of at most 64 characters', () => {
  for (const text of ['x'.repeat(300), `${'-'.repeat(100_000)}a`, '_a_', '.taskmaster', 'é'.repeat(70)]) {
    const name = safeName(text);
    if (name !== '') expect(name).toMatch(TASK_ID_PATTERN);
  }
});

test('long texts that begin alike stay apart', () => {
  expect(safeName(`${'x'.repeat(300)}1`)).not.toBe(safeName(`${'x'.repeat(300)}2`));
});

test('distinct names differ wherever texts differ', () => {
  expect(distinctName('master')).toBe('master');
  expect(new Set(['a b', 'a-b', 'a/b', 'A b'].map(distinctName)).size).toBe(4);
});

test('a hash is added once', () => {
  expect(withHash(withHash('a', 'x'), 'x')).toBe(withHash('a', 'x'));
  expect(shorten('short', 'x')).toBe('short');
});
