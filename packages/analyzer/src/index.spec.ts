import * as analyzer from './index.js';

it('exports exactly these names', () => {
  expect(Object.keys(analyzer).sort()).toEqual(['measureSource', 'predictDuration']);
});
