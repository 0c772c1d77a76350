import { mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { listedNow } from './listed-now.js';

let root = '';
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'crest-listed-'));
  for (const file of ['old.ts', 'new.ts']) writeFileSync(join(root, file), 'text');
  utimesSync(join(root, 'old.ts'), 1_000, 1_000);
});
afterEach(() => {
  rmSync(root, { recursive: true });
});

it('what was written since counts by its content, the rest as Nx has found it', () => {
  const listed = ['old.ts', 'new.ts', 'gone.ts'].map((file) => ({ file, hash: `of ${file}` }));
  const now = listedNow(listed, root, 2_000_000);
  expect(now.isChanged).toBe(true);
  expect(now.listed.map(({ hash }) => hash)).toEqual([
    'of old.ts',
    expect.stringMatching(/^written [0-9a-f]{64}$/),
    'of gone.ts',
  ]);
  expect(listedNow(listed.slice(0, 1), root, 2_000_000)).toEqual({ listed: listed.slice(0, 1), isChanged: false });
});
