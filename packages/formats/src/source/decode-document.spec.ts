import { decodeDocument } from './decode-document.js';

const bytes = (...values: number[]): Uint8Array => Uint8Array.from(values);

describe('decodeDocument', () => {
  it('keeps the byte order mark, so that it can be written back', () => {
    expect(decodeDocument('a.md', bytes(0xef, 0xbb, 0xbf, 0x41))).toEqual({ kind: 'text', raw: '\uFEFFA' });
  });

  it('reads an empty document', () => {
    expect(decodeDocument('a.md', bytes())).toEqual({ kind: 'text', raw: '' });
  });

  it.each([
    ['UTF-16, little end first', bytes(0xff, 0xfe, 0x41, 0), 'it is UTF-16', 1],
    ['UTF-16, big end first', bytes(0xfe, 0xff, 0, 0x41), 'it is UTF-16', 1],
    ['Latin-1', bytes(0x41, 0x0a, 0xe9, 0x41), 'it is not valid UTF-8', 2],
    ['a NUL character', bytes(0x41, 0x0a, 0x0a, 0), 'it contains a NUL character', 3],
  ])('refuses %s with CREST204 at its place', (_, data, reason, line) => {
    expect(decodeDocument('a.md', data)).toMatchObject({
      kind: 'unreadable',
      diagnostics: [
        {
          code: 'CREST204',
          message: expect.stringContaining(reason) as unknown,
          span: { file: 'a.md', start: { line } },
        },
      ],
    });
  });
});
