import * as formats from './index.js';

it('exports these names and no others', () => {
  expect(Object.keys(formats).sort()).toEqual([
    'decodeDocument',
    'detectFormat',
    'formats',
    'parseDocument',
    'parseDuration',
    'readJson',
    'readSource',
    'setStatus',
  ]);
});
