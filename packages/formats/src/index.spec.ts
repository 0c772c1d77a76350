import * as formats from './index.js';

it('exports these names and no others', () => {
  expect(Object.keys(formats).sort()).toEqual([
    'addNote',
    'convertPlan',
    'decodeDocument',
    'detectFormat',
    'documentUnits',
    'formats',
    'parseDocument',
    'parseDuration',
    'parseFolder',
    'rateFormats',
    'readJson',
    'readSource',
    'setStatus',
    'writers',
  ]);
});
