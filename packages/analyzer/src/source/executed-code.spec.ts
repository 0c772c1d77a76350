import { executedCode, mentions } from './executed-code.js';

const code = (text: string, path = 'a.ts', keepsUnusedImports = false) =>
  executedCode(path, text, { keepsUnusedImports });

it.each([
  ['types', `const a: string = f<number>(b as C)!`, `const a = f(b)`],
  ['comments and layout', `// why\nf( 1 ); /* x */\n\n\ng()`, `f(1)\ng()`],
  ['interfaces and aliases', `interface A {} type B = A; declare const x: A; f()`, `f()`],
  ['imports of types', `import type { A } from './a'; import { B } from './b'; export let b: B`, `export let b`],
  ['overloads', `function f(a: string): void; function f(a: any) { g(a) }`, `function f(a) { g(a) }`],
  ['modifiers', `abstract class A { private readonly a = 1; abstract b(): void }`, `class A { a = 1 }`],
])('is the same without %s', (_, text, plain) => {
  expect(code(text)).toBeDefined();
  expect(code(text)).toBe(code(plain));
});

it.each([
  ['a value', `f(1)`, `f(2)`],
  ['where a line ends', `function f() { return\n1 }`, `function f() { return 1 }`],
  ['white space in a template', 'f(`a  b`)', 'f(`a b`)'],
  ['an operator', `a + b`, `a - b`],
  ['let and var', `let a = 1`, `var a = 1`],
  ['an enum', `enum A { B }`, `enum A { B = 2 }`],
  ['a property that a parameter makes', `class A { constructor(private a: B) {} }`, `class A { constructor(a: B) {} }`],
  ['an import for its effect', `import './a'`, ``],
  ['a comment that a tool obeys', `// @jest-environment jsdom\nf()`, `f()`],
  ['a specifier', `import { a } from './a'; a()`, `import { a } from './b'; a()`],
])('differs with %s', (_, text, other) => {
  expect(code(text)).not.toBe(code(other));
});

it('differs with white space in JSX', () => {
  expect(code(`f(<p>a b</p>)`, 'a.tsx')).not.toBe(code(`f(<p>a  b</p>)`, 'a.tsx'));
});

it('keeps imports that nothing uses where the compiler does', () => {
  const text = `import { A } from './a'; let a: A`;
  expect(code(text, 'a.ts', true)).not.toBe(code(`let a`, 'a.ts', true));
  expect(code(`import { a } from './a'`, 'a.js')).toContain('./a');
});

it.each([
  ['of broken text', `const = {{`, 'a.ts'],
  ['of declarations', `declare const a: string`, 'a.d.ts'],
  ['of other languages', `p { color: red }`, 'a.css'],
  ['where types may be values', `class A { constructor(@Inject() a: B) {} }`, 'a.ts'],
])('is not known %s', (_, text, path) => {
  expect(code(text, path)).toBeUndefined();
});

it('knows which imports are left', () => {
  const left = code(`import { A } from './a'; import { b } from "./b"; b<A>()`) ?? '';
  expect([mentions(left, './a'), mentions(left, './b')]).toEqual([false, true]);
});
