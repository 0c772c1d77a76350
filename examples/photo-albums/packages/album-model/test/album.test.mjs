import assert from 'node:assert/strict';
import { test } from 'node:test';
import { albumOf } from '../src/index.js';

test('a photo belongs to the album of its month', () => {
  assert.equal(albumOf({ takenAt: '2026-05-17' }), '2026-05');
});
