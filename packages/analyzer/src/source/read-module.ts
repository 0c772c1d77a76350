import { posix } from 'node:path';
import ts from 'typescript';
import { comparedParts, withOtherSeparators } from './compared-paths.js';
import { isPath, isRequire, takeCall } from './module-calls.js';
import { declaresForAll, takeDeclaration, takeTypes } from './module-declarations.js';
import { takeEnvironment } from './module-environment.js';
import { mergedFacts, type RecordedPart } from './merged-facts.js';
import type { FactPlaces, ModuleFacts, ModuleLinks } from './module-facts.js';
import { moduleParts, type ModuleParts } from './module-links.js';
import { moduleNames } from './module-names.js';
import type { ModuleReading } from './module-reading.js';
import { noteTaken } from './taken-members.js';
import { ModuleRecord } from './module-record.js';
import { staticPaths } from './static-path.js';

/**
 * Everything that the text of a module says of what it may observe, in one walk over its syntax tree. Never throws: of a broken
 * text it reads what can be read.
 *
 * *Complexity*: O(length of the text).
 */
export function readModule(path: string, text: string): ModuleFacts {
  try {
    return readTree(path, text);
  } catch (error) {
    if (error instanceof RangeError) return TOO_DEEP;
    throw error;
  }
}

/** Made by a program, and nested deeper than the stack: nothing of it is known. */
export const TOO_DEEP: ModuleFacts = {
  ...{ references: [], paths: [], globs: [], environment: [], pathLikeStrings: [] },
  unknowns: [{ what: 'import', text: 'a text that is nested too deeply', line: 1 }],
  ...{ seesPositions: true, comparesFiles: false, hasDecorators: false, declaresForAll: true },
};

function readTree(path: string, text: string): ModuleFacts {
  const source = ts.createSourceFile(path, text, SYNTAX, false, scriptKind(path));
  const names = moduleNames(source);
  const evaluate = staticPaths({ names, baseName: posix.basename(path) });
  const split = moduleParts(source, { names, evaluate });
  const readingOf = (): ModuleReading => {
    return { source, record: new ModuleRecord(source), evaluate, names, taken: new Map(), referred: new Set() };
  };
  const above = readingOf();
  takeComments(above);
  const parts = [...source.statements].map((statement): RecordedPart => {
    const reading = readingOf();
    visit(statement, reading, false);
    return { facts: reading.record.facts(), deferred: split?.partOf.get(statement) };
  });
  const { whole, places } = mergedFacts(
    [{ facts: above.record.facts(), deferred: undefined }, ...parts],
    split?.deferred.length ?? 0,
  );
  return { ...whole, declaresForAll: declaresForAll(source), ...(split ? { links: linksOf(split, places) } : {}) };
}

function linksOf({ links, deferred }: ModuleParts, places: readonly FactPlaces[]): ModuleLinks {
  return { ...links, deferred: deferred.map((part, index) => ({ ...part, ...places[index] })) };
}

const SYNTAX: ts.CreateSourceFileOptions = {
  languageVersion: ts.ScriptTarget.Latest,
  jsDocParsingMode: ts.JSDocParsingMode.ParseNone,
};

function scriptKind(path: string): ts.ScriptKind {
  if (/\.[cm]?ts$/.test(path)) return ts.ScriptKind.TS;
  return /\.[cm]?jsx?$/.test(path) ? ts.ScriptKind.JSX : ts.ScriptKind.TSX;
}

/** `///` references, and the environment of a test: built in, a package whose name is longer, or a file. */
function takeComments({ source, record }: ModuleReading): void {
  for (const { fileName, pos } of source.referencedFiles)
    record.refer('type', fileName.startsWith('.') ? fileName : `./${fileName}`, pos);
  for (const { fileName, pos } of source.typeReferenceDirectives) record.refer('type', fileName, pos);
  const pragma = /@(?:jest|vitest)-environment\s+(\S+)/.exec(source.text);
  if (pragma?.[1] === undefined) return;
  record.mention(pragma[1].replace(/^<rootDir>\/?/, './')); // a file counts from the root of the runner
  for (const prefix of ['', 'jest-environment-', 'vitest-environment-'])
    record.refer('mock', prefix + pragma[1], pragma.index);
}

/** `isPart`: of a path that is taken down already, or of a constant that counts where it is used. */
function visit(node: ts.Node, reading: ModuleReading, isPart: boolean): void {
  if (takeDeclaration(node, reading)) return;
  if (isErased(node)) {
    takeTypes(node, reading.record);
    return;
  }
  if (ts.isVariableDeclaration(node)) noteTaken(node, reading);
  const isKnown = isPart || takePath(node, reading);
  if (ts.isCallExpression(node)) takeCall(node, reading);
  if (takeEnvironment(node, reading)) {
    if (ts.isVariableDeclaration(node)) visit(node.name, reading, false); // defaults
    return;
  }
  takeTraits(node, reading, isKnown);
  visitParts(node, reading, isKnown);
}

function visitParts(node: ts.Node, reading: ModuleReading, isKnown: boolean): void {
  const isOwn = ts.isVariableDeclaration(node) && isOwnConstant(node, reading);
  const compared: readonly ts.Node[] = comparedParts(node, reading.names);
  for (const child of executedParts(node, reading)) {
    const isCompared = compared.includes(child) && isPath(child, reading);
    visit(child, reading, isCompared || ((isKnown || isOwn) && isKnownPart(child, reading)));
  }
}

/** Of a path that is known only in part, the other part may hold paths of its own. */
function isKnownPart(node: ts.Node, { evaluate }: ModuleReading): boolean {
  const isList = ts.isArrayLiteralExpression(ts.isPropertyAccessExpression(node) ? node.expression : node);
  return isList || ts.isTemplateSpan(node) || evaluate(node) !== undefined;
}

/** What a node says by being there. */
function takeTraits(node: ts.Node, reading: ModuleReading, isPart: boolean): void {
  const { record } = reading;
  if (ts.isStringLiteralLike(node)) {
    if (!isPart && !reading.referred.has(node)) record.mention(node.text);
    if (STACKS.has(node.text)) record.useStack();
  } else if (ts.isIdentifier(node)) takeIdentifier(node, reading);
  else if (ts.isDecorator(node)) record.decorate();
  else if (ts.isBindingElement(node) && STACKS.has(nameText(node.propertyName ?? node.name))) record.useStack();
  else if (isModulePlace(node) || isClimbing(node, reading)) record.cannotTell('path', node);
}

function takeIdentifier(node: ts.Identifier, reading: ModuleReading): void {
  if (isRequire(node, reading)) reading.record.cannotTell('require', node);
  if (node.text === 'captureOwnerStack') reading.record.useStack();
}

/** `import.meta` as a whole. */
function isModulePlace(node: ts.Node): boolean {
  return ts.isMetaProperty(node) && node.keywordToken === ts.SyntaxKind.ImportKeyword;
}

function nameText(name: ts.Node): string {
  return ts.isIdentifier(name) ? name.text : '';
}

/** `dir = dirname(dir)`: looks for something in all folders above. */
function isClimbing(node: ts.Node, { names }: ModuleReading): boolean {
  if (!ts.isBinaryExpression(node) || node.operatorToken.kind !== ts.SyntaxKind.EqualsToken) return false;
  const { left, right } = node;
  if (!ts.isIdentifier(left) || !ts.isCallExpression(right)) return false;
  const [argument] = right.arguments;
  const callee = ts.isPropertyAccessExpression(right.expression) ? right.expression.name : right.expression;
  const isUp =
    ts.isIdentifier(callee) && ['dirname', 'resolve', 'join'].includes(names.functions.get(callee.text) ?? callee.text);
  return isUp && argument !== undefined && ts.isIdentifier(argument) && argument.text === left.text;
}

/** Whether the node is a path that is known, and taken down with that. */
function takePath(node: ts.Node, { evaluate, record }: ModuleReading): boolean {
  if (!PATH_EXPRESSIONS.has(node.kind)) return false;
  const value = evaluate(node);
  // A text that is put together by `path.join` is a path, though nothing says below what.
  if (ts.isCallExpression(node)) record.useFromCurrentFolder(value, node);
  if (value?.base === 'none' && value.open && value.path.includes('/')) record.useFromAnywhere(value, node);
  return record.usePath(value, node);
}

const PATH_EXPRESSIONS: ReadonlySet<ts.SyntaxKind> = new Set([
  ts.SyntaxKind.Identifier,
  ts.SyntaxKind.PropertyAccessExpression,
  ts.SyntaxKind.CallExpression,
  ts.SyntaxKind.NewExpression,
  ts.SyntaxKind.TemplateExpression,
  ts.SyntaxKind.BinaryExpression,
]);

/** A constant of this module that is a path counts where it is used; what others may use counts here. */
function isOwnConstant({ name, initializer }: ts.VariableDeclaration, { names, evaluate }: ModuleReading): boolean {
  if (!ts.isIdentifier(name) || initializer === undefined || names.constants.get(name.text) !== initializer)
    return false;
  return !names.exported.has(name.text) && (evaluate(initializer)?.base ?? 'none') !== 'none';
}

/** Types, interfaces, `declare …`: nothing of it is there when the module runs. */
function isErased(node: ts.Node): boolean {
  if (ts.isExpressionWithTypeArguments(node)) return false;
  if (ts.isTypeNode(node) || ts.isInterfaceDeclaration(node) || ts.isTypeAliasDeclaration(node)) return true;
  return (
    ts.canHaveModifiers(node) && (node.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.DeclareKeyword) ?? false)
  );
}

/** The children that are executed; names of properties and variables are none, and `require` was looked at. */
function executedParts(node: ts.Node, reading: ModuleReading): readonly ts.Node[] {
  if (ts.isTypeOfExpression(node) && ts.isIdentifier(node.expression)) return [];
  if (ts.isPropertyAccessExpression(node)) return partsOfProperty(node, reading);
  const begun = ts.isCallExpression(node) ? withOtherSeparators(node, reading.names) : undefined;
  if (begun) return [begun];
  const parts: ts.Node[] = [];
  ts.forEachChild(node, (child) => void parts.push(child));
  if (ts.isCallExpression(node) && ts.isIdentifier(node.expression) && isRequire(node.expression, reading))
    return parts.slice(1);
  return NAMED.has(node.kind) ? parts.filter((part) => !ts.isIdentifier(part) || part !== nameOf(node)) : parts;
}

function partsOfProperty(
  { name, expression }: ts.PropertyAccessExpression,
  reading: ModuleReading,
): readonly ts.Node[] {
  if (STACKS.has(name.text)) reading.record.useStack();
  if (name.text === 'toMatchFileSnapshot') reading.record.compareFiles();
  if (name.text === 'testPath') reading.record.cannotTell('path', name);
  return isRequire(expression, reading) || ts.isMetaProperty(expression) ? [] : [expression];
}

const NAMED: ReadonlySet<ts.SyntaxKind> = new Set([
  ts.SyntaxKind.VariableDeclaration,
  ts.SyntaxKind.PropertyAssignment,
  ts.SyntaxKind.BindingElement,
  ts.SyntaxKind.Parameter,
]);

function nameOf(node: ts.Node): ts.Node | undefined {
  const isNamed =
    ts.isVariableDeclaration(node) ||
    ts.isPropertyAssignment(node) ||
    ts.isBindingElement(node) ||
    ts.isParameter(node);
  return isNamed ? node.name : undefined;
}

/** Who asks for them sees lines and columns of the source. */
const STACKS = new Set([
  ...['stack', 'captureStackTrace', 'prepareStackTrace', 'getCallSites'],
  ...['componentStack', 'captureOwnerStack', '_debugSource', '_debugStack', '__source'], // of React
]);
