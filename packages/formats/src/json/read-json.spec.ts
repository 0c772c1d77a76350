import { sourceText } from '../source/source-text.js';
import { readJson } from './read-json.js';

const read = (text: string) => readJson(sourceText('a.json', text));
const reasons = (text: string) => read(text).diagnostics.map(({ message }) => message);

const MANY = 100_000;

describe('readJson', () => {
  it.each([
    ['brackets', '['.repeat(MANY)],
    ['brackets behind a quote in a comment', `/*"*/${'['.repeat(MANY)}`],
    ['brackets behind a string that a CR ends', `["\r,${'['.repeat(MANY)}`],
    ['braces, each with a bracket that closes nothing', '{],"a":'.repeat(MANY)],
    ['brackets behind many that close nothing', `{${']'.repeat(MANY)},"a":${'['.repeat(MANY)}`],
  ])('does not overflow on %s', (_, text) => {
    expect(reasons(text)).toEqual(['not valid JSON: more than 100 levels deep']);
  });

  it('comes to an end behind an open comment that ends in CR LF', () => {
    expect(reasons('/*\r\n')).not.toEqual([]);
  });

  it('counts only brackets that are open at once, and none in strings', () => {
    const text = `[${'[{}],'.repeat(200)}"${'[\\"{'.repeat(200)}"]`;
    expect(reasons(text)).toEqual([]);
  });

  it('takes comments and trailing commas for errors, except where they are allowed', () => {
    const text = '[1, // one\n]';
    expect(reasons(text)).toEqual(['not valid JSON: invalid comment token', 'not valid JSON: value expected']);
    const source = sourceText('a.md', `x\n${text}`);
    expect(readJson(source, { start: 2, text, tolerant: true }).diagnostics).toEqual([]);
  });

  it('places the errors of a part in the document', () => {
    const source = sourceText('a.md', 'x\n[1 2]\n');
    expect(readJson(source, { start: 2, text: '[1 2]', tolerant: true }).diagnostics).toMatchObject([
      { code: 'CREST207', message: 'not valid JSON: comma expected', span: { start: { line: 2, column: 4 } } },
    ]);
  });
});
