import * as analyzer from './index.js';
import * as testSpecs from './test-specs.js';

it('exports exactly these names', () => {
  expect(Object.keys(analyzer).sort()).toEqual(['measureSource', 'predictDuration']);
  expect(Object.keys(testSpecs).sort()).toEqual(['moduleGraph', 'pathTo', 'specDigest', 'specInputs']);
});
