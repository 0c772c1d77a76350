import assert from 'node:assert/strict';
import { test } from 'node:test';
import { list } from '../src/index.js';

test('each album is one line', () => {
  assert.equal(
    list(
      new Map([
        ['2026-05', ['a', 'b']],
        ['2026-06', ['c']],
      ]),
    ),
    '2026-05: 2\n2026-06: 1',
  );
});
