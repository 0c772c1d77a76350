import ts from 'typescript';
import type { ModuleNames } from './module-names.js';
import type { StaticPath } from './static-path.js';

/** What is known of a module when its parts are told apart. */
export interface InertContext {
  readonly names: ModuleNames;
  readonly evaluate: StaticPath;
}

/**
 * Whether nothing of anybody's code is executed when this expression is evaluated: it makes a function, a class, a text, or an object of
 * such. Whatever may call something is not inert: getters, iterators, conversions to text.
 */
export function isInert(node: ts.Expression, context: InertContext): boolean {
  if (INERT.has(node.kind)) return true;
  if (ts.isClassExpression(node)) return isInertClass(node);
  const inner = innerExpression(node);
  if (inner) return isInert(inner, context);
  if (ts.isArrayLiteralExpression(node))
    return node.elements.every((element) => !ts.isSpreadElement(element) && isInert(element, context));
  if (ts.isObjectLiteralExpression(node))
    return node.properties.every((property) => isInertProperty(property, context));
  if (ts.isConditionalExpression(node))
    return [node.condition, node.whenTrue, node.whenFalse].every((part) => isInert(part, context));
  if (ts.isNewExpression(node) && isInertNew(node, context)) return true;
  return (ts.isCallExpression(node) && isFrozen(node, context)) || isKnownPath(node, context);
}

const INERT: ReadonlySet<ts.SyntaxKind> = new Set([
  ...[ts.SyntaxKind.ArrowFunction, ts.SyntaxKind.FunctionExpression, ts.SyntaxKind.Identifier],
  ...[ts.SyntaxKind.StringLiteral, ts.SyntaxKind.NumericLiteral, ts.SyntaxKind.BigIntLiteral],
  ...[ts.SyntaxKind.NoSubstitutionTemplateLiteral, ts.SyntaxKind.RegularExpressionLiteral],
  ...[ts.SyntaxKind.TrueKeyword, ts.SyntaxKind.FalseKeyword, ts.SyntaxKind.NullKeyword],
  ts.SyntaxKind.OmittedExpression,
]);

function innerExpression(node: ts.Expression): ts.Expression | undefined {
  const wraps =
    ts.isParenthesizedExpression(node) ||
    ts.isAsExpression(node) ||
    ts.isNonNullExpression(node) ||
    ts.isSatisfiesExpression(node);
  if (wraps) return node.expression;
  // `-1`; of anything but a number, a sign asks for its value.
  if (!ts.isPrefixUnaryExpression(node)) return undefined;
  return node.operator === ts.SyntaxKind.ExclamationToken || ts.isNumericLiteral(node.operand)
    ? node.operand
    : undefined;
}

function isInertProperty(property: ts.ObjectLiteralElementLike, context: InertContext): boolean {
  if (ts.isSpreadAssignment(property) || ts.isComputedPropertyName(property.name)) return false;
  return !ts.isPropertyAssignment(property) || isInert(property.initializer, context);
}

/** A class of which nothing is executed when it is declared: no decorators, nothing static but methods, no computed names. */
export function isInertClass(node: ts.ClassLikeDeclaration): boolean {
  if (hasDecorators(node)) return false;
  const extended = node.heritageClauses?.filter(({ token }) => token === ts.SyntaxKind.ExtendsKeyword) ?? [];
  const isNamed = extended.every(({ types }) => types.every(({ expression }) => ts.isIdentifier(expression)));
  return isNamed && node.members.every(isInertMember);
}

function isInertMember(member: ts.ClassElement): boolean {
  if (ts.isClassStaticBlockDeclaration(member) || hasDecorators(member)) return false;
  if (member.name && ts.isComputedPropertyName(member.name)) return false;
  if (ts.isPropertyDeclaration(member)) return !isStatic(member) || member.initializer === undefined;
  const isFunction = ts.isMethodDeclaration(member) || ts.isConstructorDeclaration(member) || ts.isAccessor(member);
  return !isFunction || !member.parameters.some(hasDecorators);
}

function hasDecorators(node: ts.Node): boolean {
  return (
    ts.canHaveModifiers(node) && (node.modifiers as ts.NodeArray<ts.Node> | undefined)?.some(ts.isDecorator) === true
  );
}

function isStatic(member: ts.PropertyDeclaration): boolean {
  return member.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.StaticKeyword) ?? false;
}

const SETS = new Set(['Set', 'WeakSet']);
const MAPS = new Set(['Map', 'WeakMap']);

/** `new Set(['a', 'b'])`, as long as the module does not call something else so. */
function isInertNew({ expression, arguments: given }: ts.NewExpression, context: InertContext): boolean {
  if (!ts.isIdentifier(expression) || isDeclared(expression.text, context)) return false;
  const isMap = MAPS.has(expression.text);
  if (!isMap && !SETS.has(expression.text)) return false;
  // What is iterated over must be a list that stands here: behind a name there may be anything. A map looks into its entries, too.
  return (given ?? []).every(
    (list) =>
      ts.isArrayLiteralExpression(list) &&
      isInert(list, context) &&
      (!isMap || list.elements.every(ts.isArrayLiteralExpression)),
  );
}

/** Texts and paths that are put together: `join(__dirname, 'fixtures')` reads nothing; who asks where links lead to does. */
function isKnownPath(node: ts.Expression, { evaluate }: InertContext): boolean {
  const value = evaluate(node);
  return value !== undefined && !value.open && !followsLinks(node);
}

function followsLinks(node: ts.Node): boolean {
  if (ts.isIdentifier(node)) return node.text === 'realpathSync';
  return ts.forEachChild(node, (child) => followsLinks(child) || undefined) ?? false;
}

/** `Object.freeze({ … })`. */
function isFrozen({ expression, arguments: given }: ts.CallExpression, context: InertContext): boolean {
  if (!ts.isPropertyAccessExpression(expression) || expression.name.text !== 'freeze') return false;
  const { expression: owner } = expression;
  if (!ts.isIdentifier(owner) || owner.text !== 'Object' || isDeclared('Object', context)) return false;
  return given.every((argument) => !ts.isSpreadElement(argument) && isInert(argument, context));
}

function isDeclared(name: string, { names }: InertContext): boolean {
  return names.constants.has(name);
}
