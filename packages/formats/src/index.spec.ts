import * as formats from './index.js';

it('exports these names and no others', () => {
  expect(Object.keys(formats).sort()).toEqual([
    'decodeDocument',
    'detectFormat',
    'documentUnits',
    'formatOfFolder',
    'formats',
    'parseDocument',
    'parseDuration',
    'parseFolder',
    'readJson',
    'readSource',
    'setStatus',
  ]);
});
