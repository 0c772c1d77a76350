import fc from 'fast-check';
import { readSource } from './read-source.js';

const PIECES = ['a', '\n', '\r\n', '→', 'é', 'â†’', 'âœ…', 'ðŸš€', 'Ã©', '├', ' ', '- [ ] x'];

describe('readSource', () => {
  it('removes a byte order mark from the text only', () => {
    const { source } = readSource('a.md', '\uFEFF# A');
    expect([source.text, source.raw, source.rawOffset(0)]).toEqual(['# A', '\uFEFF# A', 1]);
  });

  it('repairs mojibake with CREST203 at the first place', () => {
    const { source, diagnostics } = readSource('a.md', '# A\nx â†’ y âœ…\n');
    expect(source.text).toBe('# A\nx → y ✅\n');
    expect(diagnostics).toMatchObject([
      {
        code: 'CREST203',
        span: { start: { line: 2, column: 3 } },
        message: expect.stringContaining('2 sequences') as unknown,
      },
    ]);
  });

  it('leads every offset of the text back to the raw document', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...PIECES)), fc.boolean(), (pieces, bom) => {
        const raw = (bom ? '\uFEFF' : '') + pieces.join('');
        const { source } = readSource('a.md', raw);
        for (let at = 0; at < source.text.length; at++) {
          const char = source.text[at] ?? '';
          if (char < '\u0080') expect(raw[source.rawOffset(at)]).toBe(char);
        }
        expect(source.rawOffset(source.text.length)).toBe(raw.length);
      }),
    );
  });

  it('finds an unresolved merge', () => {
    const { diagnostics } = readSource('a.md', '# A\n<<<<<<< HEAD\n- [ ] 1\n=======\n- [x] 1\n>>>>>>> other\n');
    expect(diagnostics).toMatchObject([{ code: 'CREST206', span: { start: { line: 2 } } }]);
  });

  it.each(['Title\n=======\ntext\n', '<<<<<<< HEAD\nno end\n', '>>>>>>> quoted\n=======\n'])(
    'takes %j for no merge',
    (raw) => {
      expect(readSource('a.md', raw).diagnostics).toEqual([]);
    },
  );
});
