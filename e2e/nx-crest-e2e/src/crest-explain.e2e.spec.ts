import { NX_MAJORS, workspaceRig } from './rig/workspace-rig';

interface Explained {
  readonly configurations: readonly {
    readonly runner: string;
    readonly configFile: string;
    readonly files: readonly string[];
    readonly packages: readonly { readonly name: string }[];
    readonly environment: readonly string[];
    readonly inexact: readonly { readonly code: string }[];
  }[];
  readonly diagnostics: readonly object[];
}

/** A setup file that a helper names, an alias, a package of the workspace, a file that is read, a snapshot, a mock. */
const VITEST_PROJECT = {
  'packages/a/package.json': { name: '@ws/a', type: 'module' },
  'packages/a/project.json': { name: 'a' },
  'packages/a/setup-files.ts': `export const setupFiles = () => ['./setup.ts'];`,
  'packages/a/vitest.config.ts': `import { setupFiles } from './setup-files';
    export default { resolve: { alias: { '~': new URL('./src', import.meta.url).pathname } }, test: { setupFiles: setupFiles() } };`,
  'packages/a/setup.ts': `import './src/polyfill';`,
  'packages/a/src/polyfill.ts': '',
  'packages/a/src/a.spec.ts': `import { readFileSync } from 'node:fs';
    import { expect, it, vi } from 'vitest';
    import { c } from '~/c';
    vi.mock('./mocked');
    it('works', () => expect(readFileSync(new URL('./data.txt', import.meta.url), 'utf8') + c + process.env.ZONE).toMatchSnapshot());`,
  'packages/a/src/__snapshots__/a.spec.ts.snap':
    '// Vitest Snapshot v1, https://vitest.dev/guide/snapshot.html\n\nexports[`works 1`] = `"text1undefined"`;\n',
  'packages/a/src/c.ts': `import type { Unseen } from './types'; export const c: Unseen = 1;`,
  'packages/a/src/types.ts': 'export type Unseen = number;',
  'packages/a/src/mocked.ts': '',
  'packages/a/src/__mocks__/mocked.ts': '',
  'packages/a/src/data.txt': 'text',
  'packages/a/src/unrelated.ts': '',
};
const JEST_PROJECT = {
  'jest.preset.js': `module.exports = { testMatch: ['**/*.test.js'], setupFiles: ['<rootDir>/setup.js'] };`,
  'packages/b/package.json': { name: '@ws/b' },
  'packages/b/project.json': { name: 'b' },
  'packages/b/jest.config.js': `module.exports = { preset: '../../jest.preset.js', moduleNameMapper: { '^#(.*)$': '<rootDir>/src/$1' } };`,
  'packages/b/setup.js': '',
  'packages/b/src/b.test.js': `const b = require('#b'); test('works', () => expect(b).toBe(1));`,
  'packages/b/src/b.js': `const { spawn } = require('child_process'); module.exports = spawn ? 1 : 0;`,
  'packages/b/src/beside.js': '',
};

describe.each(NX_MAJORS)('crest explain in a workspace with Nx %s', (major) => {
  const rig = workspaceRig(major);
  beforeAll(() => {
    for (const [path, content] of Object.entries({ ...VITEST_PROJECT, ...JEST_PROJECT })) rig.write(path, content);
  });
  const explained = async (spec: string): Promise<Explained['configurations'][number]> => {
    const done = await rig.crest('explain', spec, '--json');
    expect(done.code).toBe(0);
    expect(done.stderr).not.toContain('error');
    const [found, ...others] = (JSON.parse(done.stdout) as Explained).configurations;
    if (found === undefined || others.length > 0) throw new Error(`one configuration expected\n${done.output}`);
    return found;
  };

  test('a spec that Vitest runs: everything that it can observe, and nothing else', async () => {
    const found = await explained('packages/a/src/a.spec.ts');
    expect(found).toMatchObject({
      ...{ runner: 'vitest', configFile: 'packages/a/vitest.config.ts', environment: ['ZONE'], inexact: [] },
      files: [
        ...['packages/a/setup-files.ts', 'packages/a/setup.ts', 'packages/a/src/__mocks__/mocked.ts'],
        ...['packages/a/src/__snapshots__/a.spec.ts.snap', 'packages/a/src/a.spec.ts', 'packages/a/src/c.ts'],
        ...['packages/a/src/data.txt', 'packages/a/src/mocked.ts', 'packages/a/src/polyfill.ts'],
        ...['packages/a/vitest.config.ts', 'tsconfig.base.json'],
      ],
    });
    expect([...new Set(found.packages.map(({ name }) => name))].sort()).toEqual(['vite', 'vitest']);
  });

  test('a spec that Jest runs: what starts programs widens to its project', async () => {
    const found = await explained('packages/b/src/b.test.js');
    expect(found).toMatchObject({
      ...{ runner: 'jest', configFile: 'packages/b/jest.config.js', environment: [], inexact: [{ code: 'CREST515' }] },
      files: [
        ...['jest.preset.js', 'packages/b/jest.config.js', 'packages/b/package.json', 'packages/b/project.json'],
        ...['packages/b/setup.js', 'packages/b/src/b.js', 'packages/b/src/b.test.js', 'packages/b/src/beside.js'],
        'tsconfig.base.json',
      ],
    });
  });

  test('what both specs read when they run counts for them', async () => {
    const done = await rig.crest('audit', 'specs');
    expect(done).toMatchObject({ code: 0, stdout: '2 specs read nothing that does not count.\n' });
    expect(done.stderr).toMatch(
      /1\/2 packages\/a\/src\/a\.spec\.ts: \d+ files read\n2\/2 packages\/b\/src\/b\.test\.js: \d+ files read/,
    );
  });

  test('a file that no source names is found by running, and counts from then on', async () => {
    const name = Buffer.from('../b/src/beside.js').toString('base64');
    rig.write(
      'packages/a/src/hidden.spec.ts',
      `import { readFileSync } from 'node:fs';
      import { expect, it } from 'vitest';
      it('reads', () => expect(readFileSync(Buffer.from('${name}', 'base64').toString(), 'utf8')).toBe(''));`,
    );
    const missed = await rig.crest('audit', 'specs', 'packages/a/src/hidden.spec.ts');
    expect(missed.code).toBe(1);
    expect(missed.stderr).toContain('CREST505 error: packages/a/src/hidden.spec.ts read packages/b/src/beside.js');
    expect(await rig.crest('audit', 'specs', 'packages/a/src/hidden.spec.ts', '--fix')).toMatchObject({ code: 0 });
    expect((await explained('packages/a/src/hidden.spec.ts')).files).toContain('packages/b/src/beside.js');
  });
});
