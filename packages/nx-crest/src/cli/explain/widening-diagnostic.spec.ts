import type { WideningReason } from '@nx-crest/analyzer/test-specs';
import { wideningDiagnostic } from './widening-diagnostic.js';

it.each<[WideningReason, string, string]>([
  ['computed-module', 'CREST511', 'computed: x'],
  ['unresolved-module', 'CREST512', '"x" leads to no file'],
  ['computed-glob', 'CREST513', 'pattern'],
  ['folder', 'CREST514', 'folder'],
  ['computed-path', 'CREST519', 'not followed: x'],
  ['process', 'CREST515', 'started: x'],
  ['environment', 'CREST516', 'environment'],
  ['outside', 'CREST517', 'out of the workspace'],
  ['configuration', 'CREST518', 'not understood: x'],
])('%s has a code, words and a place', (reason, code, words) => {
  const found = wideningDiagnostic({ reason, extent: 'project', path: 'a/b.ts', line: 3, text: 'x' });
  expect(found).toMatchObject({ code, span: { file: 'a/b.ts', start: { line: 3 } } });
  expect(found.message).toContain(words);
  expect(found.hint).not.toBe('');
});
