import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { installedCompilers } from './installed-compilers.js';

it('finds compilers in a folder and above, whatever they are called', () => {
  const root = mkdtempSync(join(tmpdir(), 'crest-compilers-'));
  try {
    for (const name of ['typescript', 'typescript70', '@typescript/native-preview', 'react', '@x/y'])
      mkdirSync(join(root, 'node_modules', name), { recursive: true });
    mkdirSync(join(root, 'p/q/node_modules/vue-tsc'), { recursive: true });
    const all = ['@typescript/native-preview', 'typescript', 'typescript70', 'vue-tsc'];
    expect(installedCompilers(join(root, 'p/q'), root)).toEqual(all);
    expect(installedCompilers(join(root, 'p'), root)).toEqual(all.slice(0, 3));
  } finally {
    rmSync(root, { recursive: true });
  }
});
