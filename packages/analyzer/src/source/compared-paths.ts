import ts from 'typescript';
import type { ModuleNames } from './module-names.js';

/** Methods of texts and lists that hold what they are given against themselves. */
const COMPARES = new Set(['startsWith', 'endsWith', 'includes', 'indexOf', 'lastIndexOf']);
/** Methods of texts that look for what they are given first, and give none of it back. */
const SEARCHES = new Set(['replace', 'replaceAll', 'split']);
const EQUALITY: ReadonlySet<ts.SyntaxKind> = new Set([
  ts.SyntaxKind.EqualsEqualsEqualsToken,
  ts.SyntaxKind.ExclamationEqualsEqualsToken,
  ts.SyntaxKind.EqualsEqualsToken,
  ts.SyntaxKind.ExclamationEqualsToken,
]);

/**
 * The operands of an expression of which only this comes out: whether, or where, they are the same as another text. Nobody gets hold of
 * a path by that.
 *
 * `path.relative(from, to)` is among them with its first argument: what comes out leads from there to `to`, and means what `to` means.
 */
export function comparedParts(node: ts.Node, names: ModuleNames): readonly ts.Expression[] {
  if (ts.isBinaryExpression(node)) return EQUALITY.has(node.operatorToken.kind) ? [node.left, node.right] : [];
  if (!ts.isCallExpression(node)) return [];
  const first = node.arguments.slice(0, 1);
  if (isRelative(node.expression, names)) return first;
  if (!ts.isPropertyAccessExpression(node.expression)) return [];
  const { text } = node.expression.name;
  return COMPARES.has(text) || (SEARCHES.has(text) && node.arguments.length === 2 && isText(node.arguments[1]))
    ? first
    : [];
}

/** A function would be given what was found. */
function isText(node: ts.Node | undefined): boolean {
  return node !== undefined && (ts.isStringLiteral(node) || ts.isNoSubstitutionTemplateLiteral(node));
}

function isRelative(callee: ts.Expression, { functions, modules }: ModuleNames): boolean {
  if (ts.isIdentifier(callee)) return functions.get(callee.text) === 'relative';
  if (!ts.isPropertyAccessExpression(callee) || callee.name.text !== 'relative') return false;
  const owner = ts.isPropertyAccessExpression(callee.expression) ? callee.expression.expression : callee.expression;
  return ts.isIdentifier(owner) && modules.has(owner.text);
}

/** Texts and patterns that stand for a separator of paths. */
const SEPARATOR = /^\/[/\\[\]+]+\/[gu]*$/;

/**
 * What a chain of calls has begun with that changes nothing but separators: `path.replaceAll('\\', '/')`, `path.split(sep).join('/')`.
 * `undefined` for any other call.
 */
export function withOtherSeparators(
  { expression, arguments: given }: ts.CallExpression,
  names: ModuleNames,
): ts.Expression | undefined {
  if (!ts.isPropertyAccessExpression(expression)) return undefined;
  const { name, expression: owner } = expression;
  const [first, second] = given;
  if (name.text === 'join') return isSeparator(first, names) ? splitPath(owner, names) : undefined;
  const isReplaced = name.text === 'replaceAll' || (name.text === 'replace' && first !== undefined && !isText(first));
  return isReplaced && isSeparator(first, names) && isSeparator(second, names) ? owner : undefined;
}

/** What is split into its folders. The list alone may become any path above. */
function splitPath(node: ts.Expression, names: ModuleNames): ts.Expression | undefined {
  if (!ts.isCallExpression(node) || !ts.isPropertyAccessExpression(node.expression)) return undefined;
  const isSplit = node.expression.name.text === 'split' && node.arguments.length === 1;
  return isSplit && isSeparator(node.arguments[0], names) ? node.expression.expression : undefined;
}

function isSeparator(node: ts.Expression | undefined, names: ModuleNames): boolean {
  if (node === undefined) return false;
  if (ts.isStringLiteralLike(node)) return node.text === '/' || node.text === '\\';
  if (ts.isRegularExpressionLiteral(node)) return SEPARATOR.test(node.text);
  if (ts.isIdentifier(node)) return isNamedSeparator(node, names);
  if (!ts.isPropertyAccessExpression(node) || node.name.text !== 'sep') return false;
  return ts.isIdentifier(node.expression) && names.modules.has(node.expression.text);
}

function isNamedSeparator({ text }: ts.Identifier, names: ModuleNames): boolean {
  if (names.functions.get(text) === 'sep') return true;
  const constant = names.constants.get(text);
  if (constant === undefined || constant === 'ambiguous' || ts.isIdentifier(constant)) return false;
  return isSeparator(constant, names);
}
