import { findMojibake } from './repair-mojibake.js';

const HIGH = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008DŽ\u008F\u0090‘’“”•–—˜™š›œ\u009DžŸ';

/** What Windows-1252 shows for a text's UTF-8 bytes; undefined bytes as C1 controls, as browsers do. */
function garble(text: string): string {
  const shown = (byte: number) => (byte < 0x80 || byte > 0x9f ? String.fromCharCode(byte) : HIGH[byte - 0x80]!);
  return [...new TextEncoder().encode(text)].map(shown).join('');
}

/** The same with Latin-1. */
function garbleLatin1(text: string): string {
  return String.fromCharCode(...new TextEncoder().encode(text));
}

function repair(text: string): string {
  let result = '';
  let at = 0;
  for (const { start, end, repaired } of findMojibake(text)) {
    result += text.slice(at, start) + repaired;
    at = end;
  }
  return result + text.slice(at);
}

describe('findMojibake', () => {
  it.each([
    '├── Task 1 │ └─',
    '✅ done → next',
    '← 🚀 ⚠️',
    '“quoted” – it’s',
    '日本語のタスク',
    'Привет мир',
    'NBSP\u00A0here',
  ])('gives %s back', (text) => {
    expect(repair(`- [ ] ${garble(text)} end`)).toBe(`- [ ] ${text} end`);
    expect(repair(`- [ ] ${garbleLatin1(text)} end`)).toBe(`- [ ] ${text} end`);
  });

  it('repairs bytes that Windows-1252 leaves undefined', () => {
    expect(repair('\u00E2\u009D\u0152')).toBe('❌');
  });

  it('repairs an emoji that was read as Windows-1254', () => {
    expect(repair('ğŸš€ start')).toBe('🚀 start');
  });

  it('repairs accented letters inside words', () => {
    expect(repair(garble('naïve café crème'))).toBe('naïve café crème');
  });

  it.each([
    'naïve café — “quoted”',
    'he said “café”—then left …',
    'Größe, Übermaß; “GROß” ‘MAÇÃ’ NATÜRLICH…',
    '«voilà» § 5 © 2026 ½ £3 ±2°',
    '日本語 → ✅',
    'ESPÁÑA É— Ä”',
    'plain ASCII',
    'ğ Ğ İ ş',
  ])('leaves %s alone', (text) => {
    expect(repair(text)).toBe(text);
  });

  it('takes an uncertain sequence along where the whole document is mojibake', () => {
    expect(repair(`${garble('→')} ${garble('Ö')}L`)).toBe('→ ÖL');
  });

  it('leaves an uncertain sequence alone where the document has other letters', () => {
    expect(repair(`${garble('→')} GROß” ü`)).toBe('→ GROß” ü');
  });

  it('does not decode overlong forms or surrogates', () => {
    expect(findMojibake('\u00E0\u20AC\u20AC \u00ED\u00A0\u20AC \u00C0\u20AC')).toEqual([]);
  });
});
