/** Files that appear, vanish, or are called otherwise; and changes of files that are no code. */
import { posix } from 'node:path';
import { CODE, DECLARATION, oneOf, pickFile } from './targets.mjs';

const THROWS = "throw new Error('mutated');\n";
const NEW_CODE = ['export {};\n', 'module.exports = {};\n', THROWS];
/** A tool may find them in the folder of a source, or above. */
const CONVENTIONS = [
  ['tsconfig.json', '{ "compilerOptions": { "target": "ES5", "jsx": "react", "experimentalDecorators": true } }\n'],
  ['tsconfig.json', '{ "compilerOptions": { "paths": { "*": ["./mutated/*"] }, "useDefineForClassFields": false } }\n'],
  ['package.json', '{ "type": "commonjs" }\n'],
  ['package.json', '{ "type": "module" }\n'],
  ['package.json', '{ "sideEffects": false, "main": "./nowhere.js" }\n'],
  ...['.env', '.env.test', '.env.local', '.env.test.local'].map((name) => [
    name,
    'NODE_ENV=mutated\nVITE_X=1\nTZ=Asia/Tokyo\n',
  ]),
  ...['.babelrc', '.babelrc.json', 'babel.config.json'].map((name) => [name, '{ "plugins": ["nowhere"] }\n']),
  ...['babel.config.js', '.babelrc.js', 'postcss.config.js', 'postcss.config.cjs'].map((name) => [name, THROWS]),
  ...['postcss.config.mjs', 'svelte.config.js', 'vitest.workspace.ts', 'vitest.projects.ts'].map((name) => [
    name,
    THROWS,
  ]),
  ...['vitest.config.ts', 'vite.config.js', 'jest.config.js', 'jest.preset.js', 'jest-resolver.js'].map((name) => [
    name,
    THROWS,
  ]),
  ...['.swcrc', '.postcssrc', '.browserslistrc', '.npmrc', '.nvmrc', '.node-version'].map((name) => [
    name,
    '{ "jsc": 1 }\n',
  ]),
];
const IS_DATA = /\.(json|snap|md|css|scss|svg|vue|svelte|html|ya?ml|txt|graphql|gql|csv|xml|env|toml)$/;

/** A new file beside a source that a resolver may take for it. */
export function shadow(context) {
  const { random } = context;
  const path = pickFile(context, (one) => CODE.test(one) && !DECLARATION.test(one));
  if (!path) return undefined;
  const bare = path.replace(CODE, '');
  const folder = posix.dirname(path);
  const beside = ['.js', '.mjs', '.cjs', '.ts', '.tsx', '.jsx', '.json', '.mts', '.d.ts'].map(
    (ending) => bare + ending,
  );
  const inside = ['index.ts', 'index.js', 'index.tsx', 'package.json'].map((name) => posix.join(bare, name));
  const here = ['index.ts', 'index.js', 'index.mjs', 'index.json'].map((name) => posix.join(folder, name));
  const fresh = oneOf(random, [...beside, ...inside, ...here]);
  const content = fresh.endsWith('.json') ? '{ "main": "./nowhere.js" }\n' : oneOf(random, NEW_CODE);
  return created(context, fresh, content);
}

/** A new file that some tool looks for by its name, in the folder of a file or above. */
export function addConventional(context) {
  const { random } = context;
  const path = pickFile(context, (one) => CODE.test(one));
  const [name, content] = oneOf(random, CONVENTIONS);
  let folder = posix.dirname(path ?? '');
  while (folder !== '.' && random() < 1 / 3) folder = posix.dirname(folder);
  return created(context, posix.join(folder, name), content);
}

/** What lists a folder sees one more. */
export function addSibling(context) {
  const path = pickFile(context, (one) => IS_DATA.test(one) || CODE.test(one));
  if (!path) return undefined;
  const { dir, name, ext } = posix.parse(path);
  return created(context, posix.join(dir, `${name}-copy${ext}`), context.bytes(path));
}

function created({ exists }, path, content) {
  return exists(path) ? undefined : { what: `${path} is new`, writes: [{ path, content }] };
}

export function deleteFile(context) {
  const path = pickFile(context, (one) => !isLock(one));
  return path && { what: `${path} is deleted`, writes: [{ path }] };
}

/** What lies above everything would hide what else there is to find. */
function isLock(path) {
  return /(^|\/)[^/]*lock[^/]*$/.test(path);
}

export function renameFile(context) {
  const path = pickFile(context, (one) => !isLock(one));
  if (!path) return undefined;
  const { dir, name, ext } = posix.parse(path);
  const other = oneOf(context.random, [`${name}-renamed${ext}`, name.toUpperCase() + ext, `${name}.old${ext}`]);
  const to = posix.join(dir, other);
  if (context.exists(to)) return undefined;
  return { what: `${path} becomes ${to}`, writes: [{ path }, { path: to, content: context.bytes(path) }] };
}

/** A snapshot that changes, or one beside a spec that has none: what it holds is obsolete from the start. */
export function changeSnapshot(context) {
  const { random, subjects, exists } = context;
  const path = pickFile(context, (one) => one.endsWith('.snap'));
  const { spec, configuration } = oneOf(random, subjects);
  const { dir, base } = posix.parse(spec);
  const beside = posix.join(dir, '__snapshots__', `${base}.snap`);
  if (path && (exists(beside) || random() < 2 / 3)) return changedText(context, path);
  return created(
    context,
    beside,
    `${SNAPSHOT_HEADS[configuration.runner]}\n\nexports[\`mutated 1\`] = \`"mutated"\`;\n`,
  );
}

const SNAPSHOT_HEADS = {
  jest: '// Jest Snapshot v1, https://goo.gl/fbAQLP',
  vitest: '// Vitest Snapshot v1, https://vitest.dev/guide/snapshot.html',
};

/** A mock that changes, vanishes, or appears: beside a module, or at the top for a package. */
export function changeMock(context) {
  const { random, files, read } = context;
  const mocks = files.filter((one) => /(^|\/)__mocks__\//.test(one));
  if (mocks.length > 0 && random() < 1 / 3) {
    const path = oneOf(random, mocks);
    if (random() < 1 / 2) return { what: `${path} is deleted`, writes: [{ path }] };
    return { what: `${path} throws`, writes: [{ path, content: THROWS + read(path) }] };
  }
  const content = oneOf(random, NEW_CODE);
  const { project, packages, configuration } = oneOf(random, context.subjects);
  if (random() < 1 / 2) {
    const name = oneOf(random, packages)?.split('node_modules/').at(-1) ?? 'fs';
    const place = oneOf(random, [project, configuration.root, '', posix.join(project, 'src')]);
    return created(context, posix.join(place, '__mocks__', `${name}.js`), content);
  }
  const path = pickFile(context, (one) => CODE.test(one));
  const { dir, base } = posix.parse(path ?? '');
  return path && created(context, posix.join(dir, '__mocks__', base), content);
}

export function changeData(context) {
  const path = pickFile(context, (one) => !CODE.test(one) && !one.endsWith('.json') && !isLock(one));
  return path && changedText(context, path);
}

/** A line vanishes, stands there twice, or a word in it is another one. */
function changedText({ read, random }, path) {
  const lines = read(path).split('\n');
  const filled = lines.flatMap((line, index) => (/\w/.test(line) ? [index] : []));
  const index = oneOf(random, filled);
  if (index === undefined) return undefined;
  const line = lines[index];
  const put = oneOf(random, [[], [line, line], [line.replace(/\w+/, '$&x')], [line.replace(/\w+(?=\W*$)/, '$&x')]]);
  const content = lines.toSpliced(index, 1, ...put).join('\n');
  return {
    what: `${path}:${index + 1} ${JSON.stringify(line.slice(0, 50))} → ${JSON.stringify(put)}`,
    writes: [{ path, content }],
  };
}
