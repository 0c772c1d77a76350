import { compilerPackages } from './compiler-packages.js';

const TEXTS: Readonly<Record<string, string>> = {
  'a/babel.config.js': `module.exports = { presets: [['@babel/env', { targets: 'node 20' }], 'module:mine'], plugins: ['@x/y', "lodash/lib"] };`,
  'a/.swcrc': '{ "jsc": { "experimental": { "plugins": [["swc-plugin-z", {}]] } } }',
  'a/other.js': `'not-looked-at'`,
};
const files = {
  paths: Object.keys(TEXTS),
  hashOf: (path: string) => TEXTS[path],
  contentHash: (path: string) => TEXTS[path],
  read: (path: string) => TEXTS[path],
};

it('finds what configurations of compilers may mean by their texts, short names too', () => {
  const found = compilerPackages([...files.paths, 'a/gone/.babelrc'], files);
  for (const name of ['@babel/preset-env', 'babel-preset-mine', '@x/y', '@x/babel-plugin-y', 'lodash', 'swc-plugin-z'])
    expect(found).toContain(name);
  expect(found).not.toContain('not-looked-at');
  expect(compilerPackages(['a/other.js'], files)).toEqual([]);
});
