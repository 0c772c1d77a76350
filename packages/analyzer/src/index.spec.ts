import * as analyzer from './index.js';
import * as selectSpecs from './select-specs.js';
import * as testSpecs from './test-specs.js';

it('exports exactly these names', () => {
  expect(Object.keys(analyzer).sort()).toEqual(['measureSource', 'predictDuration']);
  expect(Object.keys(testSpecs).sort()).toEqual(['moduleGraph', 'pathTo', 'programOf', 'specDigest', 'specInputs']);
  expect(Object.keys(selectSpecs)).toEqual(['selectSpecs']);
});
