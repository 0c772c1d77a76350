import assert from 'node:assert/strict';
import { test } from 'node:test';
import { store } from '../src/index.js';

test('photos of one album stay together, in their order', () => {
  const albums = store(['b1', 'a1', 'b2'], (photo) => photo[0]);
  assert.deepEqual(
    [...albums],
    [
      ['b', ['b1', 'b2']],
      ['a', ['a1']],
    ],
  );
});
