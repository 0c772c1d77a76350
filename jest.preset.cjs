/** What every project's jest configuration shares: TypeScript through swc, packages resolved to their sources. */
const path = require('node:path');
const root = __dirname;

module.exports = (name) => ({
  displayName: name,
  testEnvironment: 'node',
  setupFiles: [path.join(root, 'tools/jest-plain-output.cjs')],
  testMatch: ['<rootDir>/src/**/*.spec.ts'],
  transform: {
    '^.+\\.[jt]s$': [
      '@swc/jest',
      {
        jsc: { parser: { syntax: 'typescript' }, target: 'es2022' },
        module: { type: 'commonjs' },
        sourceMaps: 'inline',
      },
    ],
  },
  // ECMAScript modules: Node can require them, Jest's own loader cannot.
  transformIgnorePatterns: ['/node_modules/(?!oxc-(minify|transform)/)'],
  moduleNameMapper: {
    '^@nx-crest/(core|formats|analyzer)$': path.join(root, 'packages/$1/src/index.ts'),
    '^@nx-crest/formats/places$': path.join(root, 'packages/formats/src/places.ts'),
    '^@nx-crest/core/model$': path.join(root, 'packages/core/src/model.ts'),
    '^@nx-crest/analyzer/(select|test)-specs$': path.join(root, 'packages/analyzer/src/$1-specs.ts'),
    // Sources import each other with the extension that Node will see.
    '^(\\.{1,2}/.*)\\.js$': '$1',
  },
  reporters: ['default', [path.join(root, 'tools/count-reporter.cjs'), { name }]],
});
