import { programOf } from './program-of.js';

const TEXTS: Readonly<Record<string, string>> = {
  'tsconfig.json': `{ "compilerOptions": { "typeRoots": ["node_modules/@types", "tools/types"] } }`,
  'a/tsconfig.json': `{ "extends": "../tsconfig.json", "files": [], "include": [] }`,
  'a/tsconfig.spec.json': `{
    "extends": "./tsconfig.json", // why
    "compilerOptions": { "types": ["jest", "./types/global"] },
    "include": ["**/*.spec.ts", "src/*.d.ts", "../shared/**/*.ts", "\${configDir}/more", "../../outside"],
  }`,
  'b/tsconfig.json': `{ "extends": "../tsconfig.json" }`,
};
const read = (path: string) => TEXTS[path];

it('takes what any tsconfig of the chain names, up to the first pattern, and nothing outside', () => {
  expect(programOf('a/tsconfig.spec.json', read)).toEqual({
    places: ['a/', 'a/more', 'a/src/', 'a/types/global', 'shared/', 'tools/types'],
    types: ['jest'],
  });
});

it('takes the folder where none of them names a file, and all types where none is listed', () => {
  expect(programOf('b/tsconfig.json', read)).toEqual({ places: ['b/', 'tools/types'], types: undefined });
  expect(programOf('c/tsconfig.json', read)).toEqual({ places: ['c/'], types: undefined });
  expect(programOf('tsconfig.json', read).places).toEqual(['', 'tools/types']);
});
