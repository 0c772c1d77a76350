import { posix } from 'node:path';
import ts from 'typescript';
import { isRequire, takeCall } from './module-calls.js';
import { takeDeclaration, takeTypes } from './module-declarations.js';
import { takeEnvironment } from './module-environment.js';
import type { ModuleFacts } from './module-facts.js';
import { constantsOf, pathNamesOf } from './module-names.js';
import type { ModuleReading } from './module-reading.js';
import { ModuleRecord } from './module-record.js';
import { staticPaths } from './static-path.js';

/**
 * Everything that the text of a module says of what it may observe, in one walk over its syntax tree. Never throws: of a broken
 * text it reads what can be read.
 *
 * *Complexity*: O(length of the text).
 */
export function readModule(path: string, text: string): ModuleFacts {
  const source = ts.createSourceFile(path, text, SYNTAX, false, scriptKind(path));
  const constants = constantsOf(source);
  const names = pathNamesOf(source);
  const evaluate = staticPaths({ constants, names, baseName: posix.basename(path) });
  const reading = { source, record: new ModuleRecord(source), evaluate, constants, names };
  takeComments(reading);
  for (const statement of source.statements) visit(statement, reading, false);
  return reading.record.facts();
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
  const pragma = /@(?:jest|vitest)-environment\s+(\S+)/.exec(
    source.text.slice(0, source.statements[0]?.getStart(source)),
  );
  if (pragma?.[1] === undefined) return;
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
  const isKnown = isPart || takePath(node, reading);
  if (ts.isCallExpression(node)) takeCall(node, reading);
  if (takeEnvironment(node, reading)) return;
  if (ts.isStringLiteralLike(node)) reading.record.mention(node.text);
  if (ts.isIdentifier(node) && isRequire(node, reading)) reading.record.cannotTell('require', node);
  for (const child of executedParts(node, reading))
    visit(child, reading, isKnown || (ts.isVariableDeclaration(node) && isOwnConstant(node, reading)));
}

/** Whether the node is a path that is known, and taken down with that. */
function takePath(node: ts.Node, { evaluate, record }: ModuleReading): boolean {
  if (!PATH_EXPRESSIONS.has(node.kind)) return false;
  const value = evaluate(node);
  // A text that is put together by `path.join` is a path, though nothing says below what.
  if (ts.isCallExpression(node)) record.useFromCurrentFolder(value, node);
  if (ts.isTemplateExpression(node) && value?.base === 'none' && value.path.includes('/')) record.mention(value.path);
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
function isOwnConstant(
  { name, initializer }: ts.VariableDeclaration,
  { constants, names, evaluate }: ModuleReading,
): boolean {
  if (!ts.isIdentifier(name) || initializer === undefined || constants.get(name.text) !== initializer) return false;
  return !names.exported.has(name.text) && evaluate(initializer) !== undefined;
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
  const parts: ts.Node[] = [];
  ts.forEachChild(node, (child) => void parts.push(child));
  if (ts.isCallExpression(node) && isRequire(node.expression, reading)) return parts.slice(1);
  return NAMED.has(node.kind) ? parts.filter((part) => !ts.isIdentifier(part) || part !== nameOf(node)) : parts;
}

function partsOfProperty(
  { name, expression }: ts.PropertyAccessExpression,
  reading: ModuleReading,
): readonly ts.Node[] {
  if (STACKS.has(name.text)) reading.record.useStack();
  if (name.text === 'toMatchFileSnapshot') reading.record.compareFiles();
  return isRequire(expression, reading) ? [] : [expression];
}

const NAMED: ReadonlySet<ts.SyntaxKind> = new Set([
  ts.SyntaxKind.VariableDeclaration,
  ts.SyntaxKind.PropertyAssignment,
  ts.SyntaxKind.BindingElement,
]);

function nameOf(node: ts.Node): ts.Node | undefined {
  return ts.isVariableDeclaration(node) || ts.isPropertyAssignment(node) || ts.isBindingElement(node)
    ? node.name
    : undefined;
}

/** Who asks for them sees lines and columns of the source. */
const STACKS = new Set(['stack', 'captureStackTrace', 'prepareStackTrace', 'getCallSites']);
