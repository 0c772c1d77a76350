import ts from 'typescript';
import { withOtherSeparators } from './compared-paths.js';
import type { ModuleNames } from './module-names.js';
import { concatenated, folderOf, joined, resolved, textValue, type PathValue } from './path-value.js';

/** What is known of the string that an expression stands for, without executing anything; `undefined`: nothing. */
export type StaticPath = (expression: ts.Node) => PathValue | undefined;

const FOLDER: PathValue = { base: 'module', path: '', open: false };
const CURRENT_FOLDER: PathValue = { base: 'cwd', path: '', open: false };
/** A constant that is made of a constant that is …: no program that people read goes as far. */
const MAX_DEPTH = 32;

/** What the module declares, and how its file is called. */
export interface PathScope {
  readonly names: ModuleNames;
  readonly baseName: string;
}

/**
 * Evaluates paths in one module: literals, templates, `+`, constants of the module, `node:path`, `node:url` and the places that
 * Node gives a module (`__dirname`, `import.meta.url` …).
 */
export function staticPaths({ names, baseName }: PathScope): StaticPath {
  const file: PathValue = { ...FOLDER, path: baseName };
  const known = new Map<ts.Node, PathValue | undefined>();
  let depth = 0;

  const evaluate: StaticPath = (node) => {
    if (known.has(node)) return known.get(node);
    if (depth > MAX_DEPTH) return undefined;
    known.set(node, undefined); // what is made of itself is not known
    depth++;
    const value = valueOf(node);
    depth--;
    known.set(node, value);
    return value;
  };

  const valueOf = (node: ts.Node): PathValue | undefined => {
    if (ts.isStringLiteralLike(node)) return textValue(node.text);
    if (ts.isIdentifier(node)) return ofIdentifier(node.text);
    if (ts.isPropertyAccessExpression(node)) return ofProperty(node);
    if (ts.isCallExpression(node)) return ofCall(node);
    if (ts.isTemplateExpression(node)) return ofTemplate(node);
    if (ts.isNewExpression(node)) return ofUrl(node);
    if (ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.PlusToken)
      return concatenated(evaluate(node.left), evaluate(node.right));
    const inner = innerExpression(node);
    return inner && evaluate(inner);
  };

  const ofIdentifier = (name: string): PathValue | undefined => {
    if (names.workspaceRoots.has(name)) return CURRENT_FOLDER; // one of the folders that may be current
    const constant = names.constants.get(name);
    if (constant) return constant === 'ambiguous' ? undefined : evaluate(constant);
    if (name === '__dirname') return FOLDER;
    return name === '__filename' ? file : undefined;
  };

  const ofProperty = (node: ts.PropertyAccessExpression): PathValue | undefined => {
    const { text } = node.name;
    if (ts.isMetaProperty(node.expression)) {
      if (text === 'dirname') return FOLDER;
      return text === 'url' || text === 'filename' ? file : undefined;
    }
    // A URL as text.
    return text === 'pathname' || text === 'href' ? evaluate(node.expression) : undefined;
  };

  const ofTemplate = (node: ts.TemplateExpression): PathValue | undefined =>
    node.templateSpans.reduce<PathValue | undefined>(
      (whole, span) => concatenated(concatenated(whole, evaluate(span.expression)), textValue(span.literal.text)),
      textValue(node.head.text),
    );

  const ofCall = (call: ts.CallExpression): PathValue | undefined => {
    const { expression, arguments: given } = call;
    const listed = listedParts(expression, given);
    if (listed) return joined(listed.map(evaluate));
    const called = calledName(expression, names);
    if (called === 'cwd') return CURRENT_FOLDER;
    const begun = withOtherSeparators(call, names);
    if (begun) return based(evaluate(begun));
    if (called === 'toString') return evaluate((expression as ts.PropertyAccessExpression).expression); // as `calledName` says
    if (called === undefined || given.length === 0) return undefined;
    const values = given.map((argument) => (ts.isSpreadElement(argument) ? undefined : evaluate(argument)));
    if (called === 'join') return joined(values);
    if (called === 'resolve') return resolved(values);
    return called === 'dirname' ? folderOf(values[0]) : values[0];
  };

  const ofUrl = ({ expression, arguments: given }: ts.NewExpression): PathValue | undefined => {
    if (!ts.isIdentifier(expression) || expression.text !== 'URL') return undefined;
    const [relative, base] = (given ?? []).map(evaluate);
    return base && joined([folderOf(base), relative]);
  };

  return evaluate;
}

/** `[__dirname, 'x'].join('/')`. */
function listedParts(
  callee: ts.Expression,
  [separator]: readonly ts.Expression[],
): readonly ts.Expression[] | undefined {
  if (!ts.isPropertyAccessExpression(callee) || callee.name.text !== 'join') return undefined;
  if (!ts.isArrayLiteralExpression(callee.expression) || separator === undefined) return undefined;
  const isSlash = ts.isStringLiteralLike(separator) ? separator.text === '/' : ts.isPropertyAccessExpression(separator);
  return isSlash ? callee.expression.elements : undefined;
}

/** Of texts that are no paths, parts may be meant. */
function based(value: PathValue | undefined): PathValue | undefined {
  return value?.base === 'none' ? undefined : value;
}

type PathFunction = 'join' | 'resolve' | 'dirname' | 'same' | 'cwd' | 'toString';

const SAME = new Set(['normalize', 'fileURLToPath', 'pathToFileURL', 'toNamespacedPath', 'realpathSync']);

/** What a call does to paths; `same` gives its first argument. */
function calledName(callee: ts.Expression, names: ModuleNames): PathFunction | undefined {
  if (ts.isIdentifier(callee)) return pathFunction(names.functions.get(callee.text) ?? '');
  if (!ts.isPropertyAccessExpression(callee)) return undefined;
  const { text } = callee.name;
  const owner = callee.expression;
  if (text === 'toString') return 'toString';
  if (text === 'cwd') return ts.isIdentifier(owner) && owner.text === 'process' ? 'cwd' : undefined;
  const module = ts.isPropertyAccessExpression(owner) ? owner.expression : owner; // path.posix.join
  return ts.isIdentifier(module) && names.modules.has(module.text) ? pathFunction(text) : undefined;
}

function pathFunction(name: string): PathFunction | undefined {
  if (name === 'join' || name === 'resolve' || name === 'dirname' || name === 'cwd') return name;
  return SAME.has(name) ? 'same' : undefined;
}

function innerExpression(node: ts.Node): ts.Expression | undefined {
  const wraps =
    ts.isParenthesizedExpression(node) ||
    ts.isAsExpression(node) ||
    ts.isNonNullExpression(node) ||
    ts.isSatisfiesExpression(node);
  return wraps ? node.expression : undefined;
}
