import { cutText, displayWidth, printable, wrapText } from './display-text.js';

describe('printable', () => {
  it('replaces escape sequences, line ends and direction marks', () => {
    expect(printable('a\u001b[2Jb\nc\u202ed\u0000\ufeff')).toBe('a·[2Jb·c·d··');
  });

  it('keeps letters of every script', () => {
    expect(printable('naïve 設計 ✓')).toBe('naïve 設計 ✓');
  });
});

describe('displayWidth', () => {
  it.each([
    ['abc', 3],
    ['設計', 4],
    ['é', 1],
    ['e\u0301', 1],
    ['🚀', 2],
    ['→ ● …', 5],
  ])('%s takes %d columns', (text, width) => {
    expect(displayWidth(text)).toBe(width);
  });
});

describe('cutText', () => {
  it('keeps what fits', () => {
    expect(cutText('title', 5)).toBe('title');
  });

  it('never exceeds the width, wide characters included', () => {
    expect(cutText('設計設計', 6)).toBe('設計…');
    expect(displayWidth(cutText('設計設計', 6))).toBeLessThanOrEqual(6);
  });

  it('does not cut a character in two', () => {
    expect(cutText('🚀🚀🚀', 5)).toBe('🚀🚀…');
  });
});

describe('wrapText', () => {
  it('breaks between words', () => {
    expect(wrapText('one two three', 8)).toEqual(['one two', 'three']);
  });

  it('keeps a number and its unit together', () => {
    expect(wrapText('takes 23.5 h here', 10)).toEqual(['takes', '23.5 h', 'here']);
  });

  it('gives a word that is too long a line of its own', () => {
    expect(wrapText('a very-long-word b', 6)).toEqual(['a', 'very-long-word', 'b']);
  });
});
