import { formats } from '@nx-crest/formats';
import { PLANNING_GLOB } from './create-nodes.js';

test('the plugin looks where every format keeps its documents, and nowhere else', () => {
  const parts = PLANNING_GLOB.slice(1, -1).split(',');
  expect(parts.toSorted()).toEqual(formats.flatMap(({ globs }) => globs).toSorted());
});
