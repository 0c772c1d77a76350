import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { realFile, toWorkspacePath } from './workspace-path.js';

test.each([
  ['docs/plan.md', 'docs/plan.md'],
  ['./docs//a/../plan.md', 'docs/plan.md'],
  ['docs\\plan.md', 'docs/plan.md'],
  ['docs/', 'docs'],
  ['..plan.md', '..plan.md'],
])('%s is %s', (path, normal) => {
  expect(toWorkspacePath(path)).toBe(normal);
});

test.each(['/etc/passwd', '../plan.md', 'docs/../../plan.md', '..', '.', '', 'C:\\plan.md', '\\\\host\\plan.md'])(
  '"%s" is no path inside the workspace',
  (path) => {
    expect(toWorkspacePath(path)).toBeUndefined();
  },
);

describe('links', () => {
  let folder = '';
  beforeEach(() => {
    folder = realpathSync(mkdtempSync(join(tmpdir(), 'crest-path-')));
    mkdirSync(join(folder, 'ws'));
    writeFileSync(join(folder, 'outside.md'), '');
    writeFileSync(join(folder, 'ws', 'plan.md'), '');
  });
  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  test('are followed inside the workspace', async () => {
    symlinkSync('plan.md', join(folder, 'ws', 'link.md'));
    expect(await realFile(join(folder, 'ws'), 'link.md')).toBe(join(folder, 'ws', 'plan.md'));
  });

  test('that lead out of the workspace give nothing', async () => {
    symlinkSync('../outside.md', join(folder, 'ws', 'link.md'));
    expect(await realFile(join(folder, 'ws'), 'link.md')).toBeUndefined();
  });

  test('a missing file is an error, not "outside"', async () => {
    await expect(realFile(join(folder, 'ws'), 'none.md')).rejects.toThrow('ENOENT');
  });
});
