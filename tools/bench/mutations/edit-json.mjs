/** Changes of JSON files: fields that tools obey, and any value. */
import ts from 'typescript';
import { oneOf } from './targets.mjs';

const MANIFEST = [
  ...[{ main: './src/other.js' }, { main: './src/index.ts' }, { type: 'commonjs' }, { type: 'module' }],
  ...[{ version: '99.0.0' }, { name: 'renamed-by-mutation' }, { sideEffects: true }, { exports: undefined }],
  ...[
    { exports: { '.': './src/other.js' } },
    { imports: { '#x': './x.js' } },
    { browser: { './src/index.ts': false } },
  ],
  ...[{ module: './src/other.mjs' }, { description: 'mutated' }, { scripts: {} }, { dependencies: {} }],
  ...[{ peerDependencies: { react: '^1' } }, { babel: { plugins: ['nowhere'] } }, { browserslist: ['ie 11'] }],
  ...[
    { jest: { testTimeout: 1 } },
    { vitest: { test: {} } },
    { postcss: { plugins: { nowhere: {} } } },
    { types: './x.d.ts' },
  ],
  ...[{ engines: { node: '>=99' } }, { 'ts-jest': { isolatedModules: true } }, { prettier: { semi: false } }],
];
const COMPILER = [
  ...[{ jsx: 'react' }, { jsx: 'react-jsx' }, { jsx: 'preserve' }, { jsxImportSource: 'preact' }, { target: 'ES5' }],
  ...[{ target: 'ES2022' }, { experimentalDecorators: true }, { experimentalDecorators: false }, { strict: true }],
  ...[{ emitDecoratorMetadata: true }, { emitDecoratorMetadata: false }, { useDefineForClassFields: false }],
  ...[{ useDefineForClassFields: true }, { verbatimModuleSyntax: true }, { module: 'commonjs' }, { strict: false }],
  ...[{ paths: undefined }, { paths: { '*': ['./mutated/*'] } }, { baseUrl: './src' }, { types: [] }, { lib: ['ES5'] }],
  ...[
    { esModuleInterop: false },
    { allowSyntheticDefaultImports: false },
    { resolveJsonModule: false },
    { noImplicitAny: true },
  ],
  ...[
    { importHelpers: true },
    { isolatedModules: true },
    { noUnusedLocals: true },
    { rootDir: './src' },
    { allowJs: true },
  ],
  ...[
    { customConditions: ['mutated'] },
    { moduleResolution: 'node' },
    { skipLibCheck: false },
    { preserveConstEnums: true },
  ],
];

/** A change of a `package.json`, a tsconfig or any other JSON; `undefined` where the text is no JSON. */
export function editJson(path, text, random) {
  const { config: value } = ts.parseConfigFileTextToJson(path, text);
  if (typeof value !== 'object' || value === null) return undefined;
  if (/(^|\/)package\.json$/.test(path)) return editManifest(path, value, random);
  if (/(^|\/)tsconfig[^/]*\.json$/.test(path)) return editCompiler(path, value, random);
  return editValue(path, value, random);
}

function editManifest(path, manifest, random) {
  if (random() < 1 / 4) return editValue(path, manifest, random);
  const fields = oneOf(random, MANIFEST);
  return written(path, { ...manifest, ...fields }, fields);
}

function editCompiler(path, config, random) {
  if (random() < 1 / 8) return written(path, { ...config, extends: undefined }, { extends: undefined });
  if (random() < 1 / 8) return editValue(path, config, random);
  const options = oneOf(random, COMPILER);
  return written(path, { ...config, compilerOptions: { ...config.compilerOptions, ...options } }, options);
}

function written(path, value, fields) {
  const shown = JSON.stringify(fields, (_, one) => (one === undefined ? 'removed' : one));
  return { what: `${path} ${shown}`, content: `${JSON.stringify(value, null, 2)}\n` };
}

/** One value somewhere in it becomes another one, or is taken away. */
function editValue(path, value, random) {
  const places = [];
  const visit = (owner, trail) => {
    for (const [key, one] of Object.entries(owner)) {
      places.push({ owner, key, trail: [...trail, key] });
      if (typeof one === 'object' && one !== null) visit(one, [...trail, key]);
    }
  };
  visit(value, []);
  const place = oneOf(random, places);
  if (!place) return undefined;
  const { owner, key, trail } = place;
  const before = owner[key];
  if (random() < 1 / 4 && !Array.isArray(owner)) delete owner[key];
  else if (typeof before === 'string') owner[key] = `${before}x`;
  else if (typeof before === 'number') owner[key] = before + 1;
  else owner[key] = typeof before === 'boolean' ? !before : null;
  return { what: `${path} value at ${trail.join('.')}`, content: `${JSON.stringify(value, null, 2)}\n` };
}
