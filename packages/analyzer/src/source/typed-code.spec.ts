import { typedCode } from './typed-code.js';

const code = (text: string, path = 'a.ts') => typedCode(path, text);

it.each([
  ['comments', `// why\nlet a: number = 1 /* because */`, `let a: number = 1`],
  ['layout', `interface A { a: 1; b: 2 }\nf(\n  a,\n)`, `interface A {\n  a: 1\n  b: 2\n}\nf(a)`],
])('is the same whatever becomes of %s', (_, one, other) => {
  expect(code(one)).toBe(code(other));
});

it.each([
  ['types', `let a: number = 1`, `let a: unknown = 1`],
  ['type-only imports', `import { A } from 'a'`, `import type { A } from 'a'`],
  ['where a statement ends', `return_\n++a`, `return_++\na`],
  ['literals', '`a\\n`', '`a\n`'],
  ['texts in templates', '`a ${b} // c`', '`a ${b} // d`'],
  ['comments that tools obey', `/** @jest-environment node */ a`, `/** @jest-environment jsdom */ a`],
  ['the order of members', `enum A { B, C }`, `enum A { C, B }`],
  ['decorators', `class A { @B() c: D }`, `class A { @B() c: E }`],
])('differs with %s', (_, one, other) => {
  expect(code(one)).toBeDefined();
  expect(code(other)).not.toBe(code(one));
});

it.each([
  ['a comment decides what the compiler says', `// @ts-expect-error why\na`, 'a.ts'],
  ['a comment brings other files in', `/// <reference types="node" />`, 'a.ts'],
  ['types stand in comments', `/** @type {number} */ let a`, 'a.js'],
  ['the text is broken', `let a: = 1`, 'a.ts'],
])('is not known where %s', (_, text, path) => {
  expect(code(text, path)).toBeUndefined();
});
