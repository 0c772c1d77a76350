import { readBlocks } from '../markdown/read-blocks.js';
import { sourceText } from '../source/source-text.js';
import { readSections } from './sections.js';

function sections(text: string): [string, number][] {
  const source = sourceText('a.md', text);
  const lines = text.split('\n').flatMap((line, index) => (line.startsWith('- ') ? [index + 1] : []));
  const found = readSections(readBlocks(source).headings, lines);
  return lines.map((line) => [found.sections[found.of.get(line) ?? -1]?.id ?? '', found.of.get(line) ?? NaN]);
}

it.each([
  ['# T\n\n- a\n\n## 1. A\n\n- b\n', ['', 'phase-1']],
  ['# A\n\n- a\n\n# B\n\n- b\n', ['phase-a', 'phase-b']],
  ['## All\n\n### Phase 2: A\n\n- a\n\n### Phase 3 - B\n\n- b\n', ['phase-2', 'phase-3']],
  ['## A\n\n### x\n\n- a\n\n### y\n\n- b\n\n## B\n\n- c\n', ['phase-a', 'phase-a', 'phase-b']],
  ['## 1. A\n\n## 2. B\n\n- a\n', ['phase-2']],
  ['## Wave 2: B\n\n- a\n', ['wave-2']],
  ['## Ready\n\n- a\n\n## Blocked\n\n- b\n', ['', '']],
  ['- a\n', ['']],
])('divides %j', (text, ids) => {
  expect(sections(text).map(([id]) => id)).toEqual(ids);
});
