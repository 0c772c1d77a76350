import picocolors from 'picocolors';
import { diagnostic, type Diagnostic, type SourceSpan } from '@nx-crest/core';
import { countDiagnostics, formatDiagnostics } from './print-diagnostics.js';

const paint = picocolors.createColors(false);

function span(line: number, column: number): SourceSpan {
  const start = { offset: 0, line, column };
  return { file: 'tasks.md', start, end: start };
}

const print = (found: Diagnostic, line: string | undefined, columns = 80): string =>
  formatDiagnostics([found], { paint, columns, lineOf: () => line });

/** The character of the source line that the caret stands under. */
function underCaret(text: string): string {
  const [, source = '', caret = ''] = text.split('\n');
  return source.charAt(caret.indexOf('^'));
}

const unknown = (column: number, suggestion?: string): Diagnostic =>
  diagnostic('CREST102', { id: 'api', on: 'db', suggestion }, { span: span(14, column) });

describe('formatDiagnostics', () => {
  it('gives place, code, message, source line, caret and what to do', () => {
    expect(print(unknown(16, 'db-schema'), '| api | 2 h  | db |')).toBe(
      [
        'tasks.md:14:16 CREST102 error: task "api" depends on "db", which no task defines',
        '  14 | | api | 2 h  | db |',
        '     |                ^',
        '  Did you mean "db-schema"?',
        '',
      ].join('\n'),
    );
  });

  it('puts the caret right below tabs', () => {
    expect(underCaret(print(unknown(3), '\t\tX'))).toBe('X');
  });

  it('counts a wide character as two columns', () => {
    const lines = print(unknown(3), '設計X').split('\n');
    expect(lines[2]!.indexOf('^') - lines[1]!.indexOf('設')).toBe(4);
  });

  it('counts a combining mark as none', () => {
    const lines = print(unknown(3), 'e\u0301X').split('\n');
    expect(lines[2]!.indexOf('^') - lines[1]!.indexOf('e')).toBe(1);
  });

  it('shows a long line around the caret', () => {
    const line = `${'a'.repeat(300)}X${'b'.repeat(300)}`;
    const text = print(unknown(301), line, 60);
    expect(underCaret(text)).toBe('X');
    expect(
      Math.max(
        ...text
          .split('\n')
          .slice(1, 3)
          .map((shown) => shown.length),
      ),
    ).toBeLessThanOrEqual(60);
  });

  it('lets no escape sequence of the document through', () => {
    expect(print(unknown(1), 'x\u001b[31mred\u202e')).toContain('| x·[31mred·\n');
  });

  it('shows related places with their lines', () => {
    const related = [{ message: 'first defined here', span: span(3, 1) }];
    const found = diagnostic('CREST101', { id: 'a', renamed: 'a-2' }, { span: span(9, 1), related });
    expect(print(found, 'a')).toContain('  tasks.md:3:1 first defined here\n  3 | a\n    | ^\n');
  });

  it('shows no line for a document that was not read', () => {
    expect(print(unknown(1), undefined).split('\n')).toHaveLength(3);
  });

  it('leaves the place out where there is none', () => {
    expect(print(diagnostic('CREST403', { wanted: 'x' }), undefined)).toMatch(/^CREST403 error: nothing to plan: x\n/);
  });
});

it('counts errors and warnings', () => {
  const warning = diagnostic('CREST205', {});
  expect(countDiagnostics([unknown(1), warning, unknown(1)])).toBe('2 errors, 1 warning');
  expect(countDiagnostics([])).toBe('');
});
