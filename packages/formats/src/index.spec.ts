import * as formats from './index.js';

it('exports these names and no others', () => {
  expect(Object.keys(formats).sort()).toEqual([
    'decodeDocument',
    'detectFormat',
    'formats',
    'parseDocument',
    'parseDuration',
    'parseTogether',
    'readJson',
    'readSource',
    'registry',
    'setStatus',
  ]);
});
