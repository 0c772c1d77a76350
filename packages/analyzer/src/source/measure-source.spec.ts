import { isCodeFile, measureSource } from './measure-source.js';

const disk: Record<string, string> = {
  'packages/a/src/index.ts': 'one\ntwo\n',
  'packages/a/src/open-end.js': 'one\ntwo',
  'packages/a/README.md': '# A\n',
  'packages/ab/src/index.ts': 'other project\n',
};
const read = (path: string): Uint8Array | undefined =>
  path in disk ? new TextEncoder().encode(disk[path]) : undefined;

describe('measureSource', () => {
  it('adds up files, bytes and lines of the code files below the root', () => {
    expect(measureSource('packages/a', Object.keys(disk), read)).toEqual({ files: 2, bytes: 15, lines: 4 });
  });

  it('does not take a neighbour whose folder begins with the same letters', () => {
    expect(measureSource('packages/ab', Object.keys(disk), read).files).toBe(1);
  });

  it('measures the whole workspace for the root "."', () => {
    expect(measureSource('.', Object.keys(disk), read).files).toBe(3);
  });

  it('counts bytes, not characters', () => {
    expect(measureSource('.', ['a.ts'], () => new TextEncoder().encode('ä')).bytes).toBe(2);
  });

  it('leaves out a file that cannot be read', () => {
    expect(measureSource('.', ['gone.ts'], () => undefined)).toEqual({ files: 0, bytes: 0, lines: 0 });
  });

  it('counts no line in an empty file', () => {
    expect(measureSource('.', ['empty.ts'], () => new Uint8Array())).toEqual({ files: 1, bytes: 0, lines: 0 });
  });
});

describe('isCodeFile', () => {
  it.each(['a.ts', 'a/b.TSX', 'x.spec.mjs'])('takes %s', (path) => {
    expect(isCodeFile(path)).toBe(true);
  });

  it.each(['package.json', 'a.ts/file', 'Makefile', 'notes.md', '.ts/x'])('leaves %s', (path) => {
    expect(isCodeFile(path)).toBe(false);
  });
});
