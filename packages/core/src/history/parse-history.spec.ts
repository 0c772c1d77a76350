import fc from 'fast-check';
import { anyHistory } from '../testing/any-history.js';
import { formatHistory } from './format-history.js';
import { EMPTY_HISTORY, type History } from './history.js';
import { withObservations } from './merge-histories.js';
import { KEPT } from './newest-observations.js';
import { parseHistory } from './parse-history.js';

const CLASS = 'linux-x64-2';
const NOW = 1_795_000_000;
const DAY = 86_400;

/** `count` tasks that were measured every day. */
function dailyHistory(count: number): History {
  const additions = Array.from({ length: count }, (_, task) => {
    const id = `@some-scope/feature-component-${String(task).padStart(4, '0')}:test`;
    return Array.from({ length: KEPT }, (__, day) => {
      const ms = 500 + ((task * 7919 + day * 104_729) % 240_000);
      return [id, { atS: NOW - day * DAY - (task % 600), ms, cpuCores: ((task + day) % 30) / 10 }] as const;
    });
  });
  return withObservations(EMPTY_HISTORY, CLASS, additions.flat());
}

const SMALL = withObservations(EMPTY_HISTORY, CLASS, [
  ['api:build', { atS: NOW, ms: 1200, cpuCores: 1.5 }],
  ['api:build', { atS: NOW - DAY, ms: 1100 }],
  ['web:test', { atS: NOW, ms: 90_000 }],
]);
const TEXT = formatHistory(SMALL);
const LINES = TEXT.split('\n');

const codesOf = (text: string): readonly string[] => parseHistory(text, 'h').diagnostics.map(({ code }) => code);
const placesOf = (text: string): readonly unknown[] =>
  parseHistory(text, 'h').diagnostics.map(({ span }) => [span?.file, span?.start.line, span?.start.column]);

describe('a history as text', () => {
  it('is the same history when it is read', () => {
    fc.assert(
      fc.property(anyHistory, (history) => {
        expect(parseHistory(formatHistory(history), 'h')).toEqual({ history, diagnostics: [] });
      }),
    );
  });

  it('is UTF-8 without loss', () => {
    fc.assert(
      fc.property(anyHistory, (history) => {
        const text = formatHistory(history);
        expect(Buffer.from(text, 'utf8').toString('utf8')).toBe(text);
      }),
    );
  });

  it('costs at most 100 bytes a task, with an id of 39 characters', () => {
    const count = 5000;
    const [id] = [...dailyHistory(1).machines.get(CLASS)!.keys()];
    expect(id).toHaveLength(39);
    expect(Buffer.byteLength(formatHistory(dailyHistory(count))) / count).toBeLessThanOrEqual(100);
  });

  it('changes one line when one task is measured', () => {
    const later = formatHistory(withObservations(SMALL, CLASS, [['web:test', { atS: NOW + DAY, ms: 91_000 }]]));
    const changed = later.split('\n').filter((line, index) => line !== LINES[index]);
    expect(changed).toEqual([expect.stringMatching(/^web:test /)]);
  });

  it('stands sorted below a line that names format and version', () => {
    expect(LINES.map((line) => line.split(' ')[0])).toEqual(['crest', CLASS, 'api:build', 'web:test', '']);
    expect(LINES[0]).toBe('crest history 1');
  });
});

describe('reading a history', () => {
  it('takes line ends of Windows, and lines in another order', () => {
    expect(parseHistory(TEXT.replaceAll('\n', '\r\n'), 'h').history).toEqual(SMALL);
    expect(parseHistory([LINES[0], LINES[1], LINES[3], LINES[2], ''].join('\n'), 'h').history).toEqual(SMALL);
  });

  it('takes a task that stands there twice as both together', () => {
    const one = withObservations(EMPTY_HISTORY, CLASS, [['api:build', { atS: NOW, ms: 1200, cpuCores: 1.5 }]]);
    const text = [LINES[0], LINES[1], formatHistory(one).split('\n')[2], ...LINES.slice(2)].join('\n');
    expect(parseHistory(text, 'h')).toEqual({ history: SMALL, diagnostics: [] });
  });

  it.each([
    '',
    '{"version":1}\n',
    '# Tasks\n',
    'crest history\n',
    'crest history 1',
    '\ufeffcrest history 1\n',
    '\0\0\0',
  ])('refuses what is no history: %j', (text) => {
    expect(codesOf(text)).toEqual(['CREST308']);
    expect(parseHistory(text, 'h').history).toBeUndefined();
  });

  it('refuses a newer version by its number', () => {
    const { history, diagnostics } = parseHistory('crest history 2\nwhatever\n', 'h');
    expect(history).toBeUndefined();
    expect(diagnostics[0]).toMatchObject({ code: 'CREST309', message: expect.stringContaining('version 2') as string });
  });

  it('refuses a text that is far too long', () => {
    expect(codesOf(`crest history 1\n${'x'.repeat(50_000_000)}`)).toEqual(['CREST308']);
  });

  it('tells each damaged line with its place, in one pass', () => {
    const text = [...LINES.slice(0, 2), 'conflict', LINES[2], `${LINES[3]!.slice(0, -1)}!`, ''].join('\n');
    expect(codesOf(text)).toEqual(['CREST310', 'CREST310']);
    expect(placesOf(text)).toEqual([
      ['h', 3, 1],
      ['h', 5, LINES[3]!.length - 1],
    ]);
  });

  it('tells no more than ten of them', () => {
    expect(codesOf(`${TEXT}${'bad\n'.repeat(50)}`)).toHaveLength(10);
  });

  it('refuses a file that ends within a line', () => {
    for (let length = TEXT.length - 1; length > LINES[0]!.length + 1; length--) {
      const text = TEXT.slice(0, length);
      if (text.endsWith('\n')) continue;
      expect(parseHistory(text, 'h').diagnostics.at(-1)?.message).toContain('the file ends within this line');
    }
  });

  it('notices any character that became another one', () => {
    const below = LINES[0]!.length + 1;
    fc.assert(
      fc.property(fc.nat(TEXT.length - below - 1), fc.integer({ min: 1, max: 126 }), (index, code) => {
        const at = below + index;
        fc.pre(TEXT.charCodeAt(at) !== code);
        const text = TEXT.slice(0, at) + String.fromCharCode(code) + TEXT.slice(at + 1);
        fc.pre(text.replaceAll('\r\n', '\n') !== TEXT);
        expect(codesOf(text)).not.toEqual([]);
      }),
      { numRuns: 2000 },
    );
  });

  it('notices a task that has come under another machine class', () => {
    const other = formatHistory(withObservations(EMPTY_HISTORY, 'darwin-arm64-8', [['a:b', { atS: 1, ms: 1 }]]));
    const moved = [LINES[0], other.split('\n')[1], LINES[2], ''].join('\n');
    expect(placesOf(moved)).toEqual([['h', 3, LINES[2]!.length - 1]]);
    expect(parseHistory([LINES[0], LINES[2], ''].join('\n'), 'h').diagnostics[0]?.message).toContain(
      'no machine class',
    );
  });

  it('never throws, whatever stands below the header', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom('A', 'z', '/', ' ', '\n', '\\', '0', 'ß'), maxLength: 40 }),
        (text) => {
          parseHistory(`crest history 1\n${text}`, 'h');
        },
      ),
      { numRuns: 2000 },
    );
  });
});
