import ts from 'typescript';
import type { ReferenceKind } from './module-facts.js';
import type { ModuleReading } from './module-reading.js';

/** What Jest and Vitest call on `jest`, `vi` or `vitest` with the name of a module first. */
const MOCKS = new Set([
  ...['mock', 'doMock', 'unmock', 'doUnmock', 'dontMock', 'deepUnmock', 'setMock'],
  ...['requireActual', 'requireMock', 'importActual', 'importMock', 'createMockFromModule', 'genMockFromModule'],
  ...['unstable_mockModule', 'unstable_unmockModule'],
]);
const TEST_OBJECTS = new Set(['jest', 'vi', 'vitest']);
/** Properties of `require` that load nothing. */
const HARMLESS = new Set(['main', 'cache', 'extensions']);

/** Takes down the modules, patterns and files that a call names. */
export function takeCall(node: ts.CallExpression, reading: ModuleReading): void {
  const { expression } = node;
  if (expression.kind === ts.SyntaxKind.ImportKeyword) takeSpecifier('import', node, reading);
  else if (isRequire(expression, reading)) takeSpecifier('require', node, reading);
  else if (ts.isPropertyAccessExpression(expression)) takeMethod(node, expression, reading);
  else if (ts.isIdentifier(expression) && isFileFunction(reading.names.functions.get(expression.text)))
    takeFile(node, reading);
}

function takeMethod(node: ts.CallExpression, callee: ts.PropertyAccessExpression, reading: ModuleReading): void {
  const { text: method } = callee.name;
  const owner = callee.expression;
  if (ts.isMetaProperty(owner)) {
    if (method === 'glob' || method === 'globEager') takeGlob(node, reading);
    else if (method === 'resolve') takeSpecifier('import', node, reading);
  } else if (isRequire(owner, reading)) {
    if (method === 'resolve') takeSpecifier('require', node, reading);
    else if (!HARMLESS.has(method)) reading.record.cannotTell('require', node);
  } else if (MOCKS.has(method)) takeMock(node, owner, reading);
  else if (isFileModule(owner, reading) && isFileFunction(method)) takeFile(node, reading);
}

/** `jest.mock('./x')`; `vi.mock(import('./x'))` is an import. Of other objects only texts that are surely modules count. */
function takeMock(node: ts.CallExpression, owner: ts.Expression, reading: ModuleReading): void {
  const [argument] = node.arguments;
  if (argument === undefined) return;
  const value = reading.evaluate(argument);
  if (value?.base === 'none' && !value.open) reading.record.refer('mock', value.path, argument);
  else if (value === undefined && isTestObject(owner) && !ts.isCallExpression(argument))
    reading.record.cannotTell('mock', node);
}

function isTestObject(owner: ts.Expression): boolean {
  return ts.isIdentifier(owner) && TEST_OBJECTS.has(owner.text);
}

function takeSpecifier(kind: ReferenceKind, node: ts.CallExpression, { evaluate, record }: ModuleReading): void {
  const [argument] = node.arguments;
  const value = argument && evaluate(argument);
  if (argument === undefined || value === undefined) record.cannotTell(kind === 'import' ? 'import' : 'require', node);
  else if (value.base !== 'none')
    return; // taken down as a path, whose module counts with all that it imports
  else if (!value.open) record.refer(kind, value.path, argument);
  else if (/^\.{1,2}\//.test(value.path)) record.usePath({ ...value, base: 'module' }, argument);
  else record.cannotTell(kind === 'import' ? 'import' : 'require', node);
}

function takeGlob(node: ts.CallExpression, { evaluate, record }: ModuleReading): void {
  const [argument] = node.arguments;
  const parts = argument && ts.isArrayLiteralExpression(argument) ? [...argument.elements] : [argument];
  const patterns = parts.map((part) => {
    const value = part && evaluate(part);
    return value?.base === 'none' && !value.open ? value.path : undefined;
  });
  if (patterns.every((pattern) => pattern !== undefined)) record.useGlob(patterns, node);
  else record.cannotTell('glob', node);
}

/** `readFileSync('data/x.json')`: a text that counts from the current folder. */
function takeFile(node: ts.CallExpression, { evaluate, record }: ModuleReading): void {
  const [argument] = node.arguments;
  if (argument) record.useFromCurrentFolder(evaluate(argument), argument);
}

/** `require` itself, or what `createRequire(import.meta.url)` gave. */
export function isRequire(node: ts.Expression, reading: ModuleReading): boolean {
  if (!ts.isIdentifier(node)) return isMadeHere(node, reading);
  const made = reading.constants.get(node.text);
  if (made === undefined) return node.text === 'require';
  return made !== 'ambiguous' && isMadeHere(made, reading);
}

/** `createRequire` for the folder of this module; for another one, specifiers would mean something else. */
function isMadeHere(made: ts.Expression, { evaluate }: ModuleReading): boolean {
  if (!ts.isCallExpression(made)) return false;
  const [place] = made.arguments;
  const name = ts.isPropertyAccessExpression(made.expression) ? made.expression.name : made.expression;
  if (!ts.isIdentifier(name) || name.text !== 'createRequire' || place === undefined) return false;
  const from = evaluate(place);
  return from?.base === 'module' && !from.open && !from.path.includes('/');
}

function isFileModule(owner: ts.Expression, { names }: ModuleReading): boolean {
  const module = ts.isPropertyAccessExpression(owner) ? owner.expression : owner; // fs.promises.readFile
  return ts.isIdentifier(module) && names.modules.has(module.text);
}

/** What reads or asks for a file, by its name in `node:fs`; whatever else is called there only works on texts. */
const FILE_FUNCTION =
  /^(access|copyFile|cp|createReadStream|exists|glob|lstat|open|opendir|readdir|readFile|readJson|readlink|realpath|stat|statfs|watch|watchFile)(Sync)?$/;

function isFileFunction(name: string | undefined): boolean {
  return name !== undefined && FILE_FUNCTION.test(name);
}
