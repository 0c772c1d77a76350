import { sourceText } from '../source/source-text.js';
import { findFiles } from './find-files.js';

function files(text: string): string[] {
  const source = sourceText('a.md', text);
  const found = findFiles(source, 0, text.length);
  for (const { path, span } of found) expect(text.slice(span.start.offset, span.end.offset)).toBe(path);
  return found.map(({ path }) => path);
}

describe('findFiles', () => {
  it.each([
    ['in `src/a.ts`, then', ['src/a.ts']],
    ['in src/a.ts.', ['src/a.ts']],
    ['(src/a.ts) "src/b.ts" **src/c.ts**', ['src/a.ts', 'src/b.ts', 'src/c.ts']],
    ['src/a.ts、src/b.ts', ['src/a.ts', 'src/b.ts']],
    ['src/a.ts:12-40 and `src/b.ts:7`', ['src/a.ts', 'src/b.ts']],
    ['`README.md` and `tsconfig.json`', ['README.md', 'tsconfig.json']],
    ['under `src/crd/`', ['src/crd/']],
    ['app/(auth)/page.tsx and pages/[id].tsx', ['app/(auth)/page.tsx', 'pages/[id].tsx']],
    ['/home/me/src/a.ts', ['/home/me/src/a.ts']],
    ['src/a.ts and src/a.ts', ['src/a.ts']],
  ])('finds what %j names', (text, expected) => {
    expect(files(text)).toEqual(expected);
  });

  it.each([
    'and/or, read/write',
    'https://example.com/a/b.html www.example.com/a.html',
    '`pnpm lint` and `object.method` and Node.js',
    '`src/**/*.ts` and `src/{a,b}.ts`',
    'GET `/api/users` and application/json, @scope/name',
    '3.5/4.0 and 1/2',
    'see ... or …/x',
  ])('finds nothing in %j', (text) => {
    expect(files(text)).toEqual([]);
  });
});
