import { join } from 'node:path';
import { testFixturePairs } from '../testing/fixture-pairs.js';
import { specKit } from './index.js';

describe('spec-kit', () => {
  testFixturePairs(specKit, join(__dirname, 'fixtures'));
});
