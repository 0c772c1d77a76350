/** Documents that nobody would write, made from those that people wrote: the same ones for the same random numbers. */
import { wholeBetween } from '../bench/run/random.mjs';

const WINDOW = 2_000; // most documents are cut to about this: small ones find the same faults, sooner
const MANY = 100_000;
const WHOLE = 0.002;

const CHARACTERS = [
  ...'[](){}<>`*_~|#-+=>:;,.!?"\'\\/&%$@^ \t0123456789xXT',
  '\r',
  '\n',
  '\r\n',
  '\u0000',
  '\uFEFF',
  '\u00A0',
  '\u200B',
  '\u2028',
  '\uD800',
  '\uDC00',
  '→',
  '│',
  '├',
  '└',
  '─',
  '▼',
  '🎯',
  'é',
  'Ã©',
  'â”œ',
];
const PIECES = [
  ...[
    '- [ ] ',
    '- [x] T001 ',
    '1. [ ] ',
    '- [ ]* ',
    '- [-] ',
    '[',
    ']',
    '(',
    ')',
    '`',
    '```',
    '````\n',
    '~~~\n',
    '*',
    '**',
  ],
  ...[
    '_',
    '~~',
    '|',
    '| --- ',
    '"',
    "'",
    '<!--',
    '-->',
    '<details>',
    '</',
    '<a ',
    '&',
    '\\',
    '#',
    '## ',
    '> ',
    '---\n',
    '***\n',
  ],
  ...[
    '\t',
    '  ',
    '    ',
    '\n',
    '\r',
    '\r\n',
    ' \n',
    '\n\n',
    '├── ',
    '│   ',
    '└── ',
    '┌─',
    '┘',
    '▼',
    '→',
    '-->',
    '<-',
    ' → T001',
  ],
  ...[
    'T001-T999999999',
    '1.x, ',
    '1.',
    '1.1',
    'T',
    '(depends on ',
    'depends on T002, ',
    '_Depends: 1.1, ',
    'Dependencies: ',
    'not ',
  ],
  ...[
    '{"a":',
    '[[',
    '{',
    '}',
    '":{',
    '"dependencies":[',
    '1e999,',
    '-0,',
    '99999999999999999999',
    '"__proto__":',
    'null,',
    '{"waves":[',
  ],
  ...[
    '- a:\n',
    'a: &a\n',
    '*a ',
    '? ',
    ': ',
    '|\n',
    '>-\n',
    '- - - ',
    'key: [',
    '!!str ',
    '%YAML 1.2\n',
    'subgraph x\n',
    'A-->B\n',
    'A & ',
  ],
  ...[
    'after a1, ',
    'section \n',
    'a :done, b, 2020-01-01, 3d\n',
    '(2h',
    ' (2-4 days)',
    '9'.repeat(40),
    '1'.repeat(400),
    '__proto__',
    'constructor',
  ],
  ...[
    '<task type="auto">',
    '</task>',
    '<<<<<<< HEAD\n',
    '=======\n',
    '>>>>>>> x\n',
    'Ã¢',
    'â”€',
    '\uFEFF',
    '\u0000',
    '\uD83D',
    '$&',
    '$1',
    '%s',
  ],
];
const LINES = [
  '- [ ] T001 [P] [US1] Do it in src/a.ts (depends on T002, T003)',
  '  - [x] 1.1 Write (2h)',
  '- [ ] 1.1.1.1.1.1.1 deep',
  '- [ ] Task 1: __proto__',
  '| A1 | CORE-001 | 2hr | CORE-001, ALL above | 1 |',
  '|---|---|---|---|',
  '## Phase 1: Setup',
  '### Wave 1: a (Hour 1-2)',
  '├── Task 1.1: a (8 hours)',
  '```mermaid',
  'flowchart TD',
  'gantt',
  '```json',
  '{"waves":[{"id":0,"tasks":["1.1"]}]}',
  '---',
  'depends_on: [1, "2", __proto__]',
  '**Depends on:** Phase 1, Phase 2',
  '## Dependencies',
  '- US2: Depends on US1 + US3',
  'T001 → T002 → T003',
  '**Status**: [ ] Pending',
  '{"id":"a-1","title":"b","status":"open","dependencies":[{"issue_id":"a-1","depends_on_id":"a-1","type":"blocks"}]}',
  '<!--',
  '<details>',
  '    ',
  '',
];

/** One document: `{ path, text }`. *Complexity*: linear in its length, but for a few cuts. */
export function makeDocument(random, corpus) {
  const pick = (items) => items[wholeBetween(random, 0, items.length - 1)];
  const base = pick(corpus);
  let text = cut(random, base.text);
  const mutations = 1 + Math.floor(-Math.log(1 - random()) * 3);
  for (let i = 0; i < mutations; i += 1) text = pick(MUTATIONS)(random, text, { pick, corpus });
  return { path: random() < 0.7 ? base.path : 'plan.md', text: text.slice(0, 4 * MANY), base };
}

function cut(random, text) {
  if (text.length <= WINDOW || random() < WHOLE) return text;
  const keepHead = random() < 0.5; // front matter, title and first braces decide what a document is
  const size = wholeBetween(random, 200, WINDOW);
  const from = keepHead ? 0 : lineStart(text, wholeBetween(random, 0, text.length - size));
  return text.slice(from, from + size);
}

function lineStart(text, at) {
  return text.lastIndexOf('\n', at) + 1;
}

function place(random, text) {
  const at = wholeBetween(random, 0, text.length);
  return random() < 0.5 ? at : lineStart(text, at);
}

function range(random, text, longest = 400) {
  const from = place(random, text);
  return [from, Math.min(text.length, from + wholeBetween(random, 0, longest))];
}

const insert = (text, at, piece) => text.slice(0, at) + piece + text.slice(at);

/** How often something is repeated: mostly a few times, seldom until there are 100 kB of it. */
function times(random, piece) {
  const most = random() < 0.008 ? Math.ceil(MANY / piece.length) : random() < 0.3 ? 300 : 8;
  return wholeBetween(random, 1, Math.max(1, most));
}

const LINE_ENDS = ['\n', '\r\n', '\r'];

const MUTATIONS = [
  // Characters.
  (random, text) => {
    const bytes = Buffer.from(text, 'utf8');
    for (let i = 0; i < 4 && bytes.length > 0; i += 1)
      bytes[wholeBetween(random, 0, bytes.length - 1)] ^= 1 << wholeBetween(random, 0, 7);
    return bytes.toString('utf8');
  },
  (random, text, { pick }) => insert(text, place(random, text), pick(CHARACTERS)),
  (random, text, { pick }) => {
    const at = place(random, text);
    return text.slice(0, at) + pick(CHARACTERS) + text.slice(at + 1);
  },
  // Parts of it.
  (random, text) => {
    const [from, to] = range(random, text);
    return text.slice(0, from) + text.slice(to);
  },
  (random, text) => {
    const [from, to] = range(random, text, 2_000);
    const part = text.slice(from, to) || ' ';
    return insert(text, to, part.repeat(times(random, part)));
  },
  (random, text) => text.slice(0, place(random, text)),
  (random, text) => text.slice(place(random, text)),
  (random, text, { pick, corpus }) => {
    const other = pick(corpus).text;
    const [from, to] = range(random, other, 3_000);
    return insert(text, place(random, text), other.slice(from, to));
  },
  (random, text, { pick, corpus }) => text.slice(0, place(random, text)) + cut(random, pick(corpus).text),
  // Lines.
  (random, text, { pick }) => insert(text, lineStart(text, place(random, text)), `${pick(LINES)}\n`),
  (random, text, { pick }) => {
    const line = `${pick(LINES)}\n`;
    return insert(text, lineStart(text, place(random, text)), line.repeat(times(random, line)));
  },
  (random, text) => {
    const lines = text.split('\n');
    const [from, to] = [wholeBetween(random, 0, lines.length - 1), wholeBetween(random, 0, lines.length - 1)];
    [lines[from], lines[to]] = [lines[to], lines[from]];
    return lines.join('\n');
  },
  (random, text) => {
    const lines = text.split('\n');
    const depth = wholeBetween(random, 1, 12);
    return lines.map((line) => (random() < 0.3 ? ' '.repeat(wholeBetween(random, 0, depth)) + line : line)).join('\n');
  },
  (random, text, { pick }) => {
    const piece = pick(['  ', '\t', '> ', '│   ']);
    const item = pick(['- [ ] a', '- a', '├── Task 1.1: a', '1. [x] 1.1 b', '- a:']);
    const depth = random() < 0.2 ? 400 : 30;
    const deep = Array.from({ length: wholeBetween(random, 1, depth) }, (_, i) => piece.repeat(i) + item).join('\n');
    return insert(text, lineStart(text, place(random, text)), `${deep}\n`);
  },
  (random, text, { pick }) => text.replace(/\r\n|\n|\r/g, () => pick(LINE_ENDS)),
  (random, text, { pick }) => text.replace(/\r\n|\n|\r/g, pick(['\r\n', '\r'])),
  (random, text) => text.replaceAll('\n', random() < 0.5 ? ' ' : ''),
  // Pieces of notations, again and again.
  (random, text, { pick }) => {
    const piece = pick(PIECES);
    return insert(text, place(random, text), piece.repeat(times(random, piece)));
  },
  (random, text, { pick }) => {
    const piece = pick(PIECES) + pick(PIECES);
    return insert(text, place(random, text), piece.repeat(times(random, piece)));
  },
  (random, text, { pick }) => {
    const [open, close] = pick([
      ['[', ']'],
      ['(', ')'],
      ['{"a":', '}'],
      ['- ', ''],
      ['> ', ''],
      ['**', '**'],
      ['<b>', '</b>'],
      ['[[', ']]'],
      ['"', '"'],
      ['a: {', '}'],
    ]);
    const count = times(random, open);
    return insert(text, place(random, text), open.repeat(count) + 'x' + close.repeat(count));
  },
  // Words and numbers.
  (random, text, { pick }) => {
    const word = pick([
      '__proto__',
      'constructor',
      'toString',
      'hasOwnProperty',
      '9'.repeat(30),
      '-1',
      '1e400',
      '',
      'é'.repeat(20),
      'T001',
    ]);
    const all = [...text.matchAll(/[\w.-]+/g)];
    if (all.length === 0) return text + word;
    const found = pick(all);
    return text.slice(0, found.index) + word + text.slice(found.index + found[0].length);
  },
  (random, text, { pick }) => {
    const all = [...new Set(text.match(/\b(?:[A-Z][A-Z-]*-?\d+|T\d+|\d+(?:\.\d+)+)\b/g) ?? [])];
    if (all.length < 2) return text;
    return text.replaceAll(pick(all), () => pick(all));
  },
  (random, text) => `\uFEFF${text}`,
  (random, text) => Buffer.from(text, 'utf8').toString('latin1'),
];
