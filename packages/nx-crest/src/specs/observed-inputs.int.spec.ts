import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { OBSERVED_FILE, observedText, readObservedInputs } from './observed-inputs.js';

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'crest-observed-'));
});
afterEach(() => {
  rmSync(root, { recursive: true });
});

it('reads what it wrote, sorted and without repeats; nothing where there is no file', () => {
  expect(readObservedInputs(root)).toEqual({ inputs: new Map(), diagnostics: [] });
  const text = observedText(
    new Map([
      ['b', ['y', 'x', 'y']],
      ['a', ['z']],
    ]),
  );
  writeFileSync(join(root, OBSERVED_FILE), text);
  expect([...readObservedInputs(root).inputs]).toEqual([
    ['a', ['z']],
    ['b', ['x', 'y']],
  ]);
  expect(observedText(readObservedInputs(root).inputs)).toBe(text);
});

it.each(['{ broken', '[]', '{ "inputs": [] }', '{ "inputs": { "a": "b" } }', '{ "inputs": { "a": [1] } }', 'null'])(
  'says what is wrong with %s',
  (text) => {
    writeFileSync(join(root, OBSERVED_FILE), text);
    const { inputs, diagnostics } = readObservedInputs(root);
    expect(inputs.size).toBe(0);
    expect(diagnostics).toMatchObject([{ code: 'CREST504' }]);
  },
);
