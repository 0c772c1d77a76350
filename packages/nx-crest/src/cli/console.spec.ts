import { columnsOf, paintOf, type OutputStream } from './console.js';

const stream = (changes: Partial<OutputStream> = {}): OutputStream => ({ write: () => true, ...changes });
const isColoured = (terminal: boolean, env: Record<string, string>): boolean =>
  paintOf(stream({ isTTY: terminal }), env).red('x') !== 'x';

describe('paintOf', () => {
  it.each([
    ['a terminal', true, {}, true],
    ['a pipe', false, {}, false],
    ['a terminal with NO_COLOR', true, { NO_COLOR: '1' }, false],
    ['a terminal with an empty NO_COLOR', true, { NO_COLOR: '' }, true],
    ['a pipe with FORCE_COLOR', false, { FORCE_COLOR: '1' }, true],
    ['a terminal with FORCE_COLOR=0', true, { FORCE_COLOR: '0' }, false],
    ['both variables', false, { FORCE_COLOR: '1', NO_COLOR: '1' }, false],
    ['a dumb terminal', true, { TERM: 'dumb' }, false],
  ] as const)('%s', (_, terminal, env, coloured) => {
    expect(isColoured(terminal, env)).toBe(coloured);
  });
});

describe('columnsOf', () => {
  it('asks the terminal, then COLUMNS, then takes 100', () => {
    expect(columnsOf(stream({ columns: 80 }), { COLUMNS: '120' })).toBe(80);
    expect(columnsOf(stream(), { COLUMNS: '120' })).toBe(120);
    expect(columnsOf(stream(), {})).toBe(100);
    expect(columnsOf(stream(), { COLUMNS: 'wide' })).toBe(100);
  });

  it('never gets narrower than 40', () => {
    expect(columnsOf(stream({ columns: 5 }), {})).toBe(40);
  });
});
