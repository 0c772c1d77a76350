import ts from 'typescript';
import type { ReferenceKind } from './module-facts.js';
import type { ModuleReading } from './module-reading.js';
import { TEST_OBJECTS, takenBy } from './taken-members.js';

/** What Jest and Vitest call on `jest`, `vi` or `vitest` with the name of a module first. */
const MOCKS = new Set([
  ...['mock', 'doMock', 'unmock', 'doUnmock', 'dontMock', 'deepUnmock', 'setMock'],
  ...['requireActual', 'requireMock', 'importActual', 'importMock', 'createMockFromModule', 'genMockFromModule'],
  ...['unstable_mockModule', 'unstable_unmockModule'],
]);
/** Properties of `require` that load nothing. */
const HARMLESS = new Set(['cache', 'extensions']);

/** Takes down the modules, patterns and files that a call names. */
export function takeCall(node: ts.CallExpression, reading: ModuleReading): void {
  const { expression } = node;
  if (expression.kind === ts.SyntaxKind.ImportKeyword) takeSpecifier('import', node, reading);
  else if (isRequire(expression, reading)) takeSpecifier('require', node, reading);
  else if (isCreateRequire(expression, reading)) takeCreateRequire(node, reading);
  else if (ts.isPropertyAccessExpression(expression)) takeMethod(node, expression, reading);
  else if (ts.isIdentifier(expression) && isFileFunction(reading.names.functions.get(expression.text)))
    takeFile(node, reading);
}

function takeMethod(node: ts.CallExpression, callee: ts.PropertyAccessExpression, reading: ModuleReading): void {
  const { text: method } = callee.name;
  const owner = callee.expression;
  if (ts.isMetaProperty(owner)) takeOfModule(method, node, reading);
  else if (isRequire(owner, reading)) takeOfRequire(method, node, reading);
  else if (method === 'require') takeForeignRequire(node, owner, reading);
  else if (MOCKS.has(method)) takeMock(node, owner, reading);
  else if (isFileModule(owner, reading) && isFileFunction(method)) takeFile(node, reading);
  else if (isPath(owner, reading) && !UNDERSTOOD.has(method) && !isPath(node, reading))
    reading.record.cannotTell('path', node);
}

function takeOfModule(method: string, node: ts.CallExpression, reading: ModuleReading): void {
  if (method === 'glob' || method === 'globEager') takeGlob(node, reading);
  else if (method === 'resolve') takeSpecifier('import', node, reading);
}

function takeOfRequire(method: string, node: ts.CallExpression, reading: ModuleReading): void {
  if (method === 'resolve') takeSpecifier('require', node, reading);
  else if (!HARMLESS.has(method)) reading.record.cannotTell('require', node);
}

/** Whether it is known to be a path from the module or the current folder. */
export function isPath(node: ts.Node, { evaluate }: ModuleReading): boolean {
  return (evaluate(node)?.base ?? 'none') !== 'none';
}

/** What leaves a path what it is, or asks something of it; `__filename.replace(…)` may become any path. */
const UNDERSTOOD = new Set(['toString', 'startsWith', 'endsWith', 'includes', 'indexOf', 'valueOf']);

/** `module.require('./x')`; that of another module counts from elsewhere. */
function takeForeignRequire(node: ts.CallExpression, owner: ts.Expression, reading: ModuleReading): void {
  if (ts.isIdentifier(owner)) {
    if (owner.text === 'module') takeSpecifier('require', node, reading);
  } else if (ts.isPropertyAccessExpression(owner) && isRequire(owner.expression, reading)) {
    reading.record.cannotTell('require', node);
  }
}

/** `jest.mock('./x')`; `vi.mock(import('./x'))` is an import. Of other objects only texts that are surely modules count. */
function takeMock(node: ts.CallExpression, owner: ts.Expression, reading: ModuleReading): void {
  const [argument] = node.arguments;
  if (argument === undefined) return;
  const isTestObject = ts.isIdentifier(owner) && TEST_OBJECTS.has(owner.text);
  const value = reading.evaluate(argument);
  reading.referred.add(argument);
  if (value?.base === 'none' && !value.open) reading.record.refer('mock', value.path, argument, takenBy(node, reading));
  else if (isTestObject && !ts.isCallExpression(argument)) takeSpecifier('mock', node, reading);
  else if (isTestObject && value !== undefined) takeSpecifier('mock', node, reading);
}

function takeSpecifier(kind: ReferenceKind, node: ts.CallExpression, reading: ModuleReading): void {
  const { evaluate, record, referred } = reading;
  const [argument] = node.arguments;
  if (argument) referred.add(argument);
  const value = argument && evaluate(argument);
  const what = kind === 'type' ? 'import' : kind;
  if (argument === undefined || value === undefined) record.cannotTell(what, node);
  else if (value.base === 'none') {
    if (!value.open) record.refer(kind, value.path, argument, takenBy(node, reading));
    else if (/^\.{1,2}\//.test(value.path)) record.usePath({ ...value, base: 'module' }, argument);
    else record.cannotTell(what, node);
  } else if (!value.open) {
    // Taken down as a path, too; as a module it may lack its extension.
    if (value.base === 'module') record.refer(kind, `./${value.path}`, argument);
    else record.cannotTell(what, node);
  }
}

/** Vite reads patterns from the folder of the module or from the root; aliases and a base of their own are not followed. */
function takeGlob(node: ts.CallExpression, { evaluate, record }: ModuleReading): void {
  const [argument, options] = node.arguments;
  const parts = argument && ts.isArrayLiteralExpression(argument) ? [...argument.elements] : [argument];
  const patterns = parts.map((part) => {
    const value = part && evaluate(part);
    return value?.base === 'none' && !value.open && /^!?(\.{0,2}\/|\*\*)/.test(value.path) ? value.path : undefined;
  });
  const hasOption = (...names: readonly string[]) =>
    options && (!ts.isObjectLiteralExpression(options) || options.properties.some((one) => isNamed(one, names)));
  if (!hasOption('base') && patterns.every((pattern) => pattern !== undefined))
    record.useGlob(patterns, hasOption('query', 'as') ?? false, node);
  else record.cannotTell('glob', node);
}

/** Of a name that is computed nothing is known. */
function isNamed({ name }: ts.ObjectLiteralElementLike, names: readonly string[]): boolean {
  return name === undefined || ((ts.isIdentifier(name) || ts.isStringLiteral(name)) && names.includes(name.text));
}

/** `readFileSync('data/x.json')`: a text that counts from the current folder. */
function takeFile(node: ts.CallExpression, { evaluate, record }: ModuleReading): void {
  const [argument] = node.arguments;
  if (argument) record.useFromCurrentFolder(evaluate(argument), argument);
}

/** `require`, whoever declares it, and what `createRequire` gave, here or by name. */
export function isRequire(node: ts.Expression, reading: ModuleReading): boolean {
  if (ts.isIdentifier(node)) return node.text === 'require' || reading.names.requires.has(node.text);
  return ts.isCallExpression(node) && isCreateRequire(node.expression, reading);
}

function isCreateRequire(callee: ts.Expression, { names }: ModuleReading): boolean {
  if (ts.isPropertyAccessExpression(callee)) return callee.name.text === 'createRequire';
  return ts.isIdentifier(callee) && (names.functions.get(callee.text) ?? callee.text) === 'createRequire';
}

/** For another folder than that of this module, specifiers mean something else. */
function takeCreateRequire(node: ts.CallExpression, { evaluate, record }: ModuleReading): void {
  const from = node.arguments[0] && evaluate(node.arguments[0]);
  const isHere = from?.base === 'module' && !from.open && !from.path.includes('/') && from.path !== '..';
  if (!isHere) record.cannotTell('require', node);
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
