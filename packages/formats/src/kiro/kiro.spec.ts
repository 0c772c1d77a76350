import { join } from 'node:path';
import { testFixturePairs } from '../testing/fixture-pairs.js';
import { kiro } from './index.js';

describe('kiro', () => {
  testFixturePairs(kiro, join(__dirname, 'fixtures'));
});
