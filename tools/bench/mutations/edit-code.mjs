/** Small changes of code and of types: each is one replacement in a text. */
import ts from 'typescript';
import { oneOf } from './targets.mjs';

const OPERATORS = new Map([
  ...[
    ['===', '!=='],
    ['!==', '==='],
    ['==', '!='],
    ['!=', '=='],
    ['<', '>='],
    ['>', '<='],
    ['<=', '>'],
    ['>=', '<'],
  ],
  ...[
    ['+', '-'],
    ['-', '+'],
    ['*', '/'],
    ['/', '*'],
    ['&&', '||'],
    ['||', '&&'],
    ['??', '&&'],
  ],
]);

/** A change of what is executed; `undefined` where nothing can be changed. */
export function editCode(path, text, random) {
  return edited(path, text, { random, editsOf: codeEdits });
}

/** A change that a compiler takes away, unless it checks types. */
export function editTypes(path, text, random) {
  return edited(path, text, { random, editsOf: typeEdits });
}

function edited(path, text, { random, editsOf }) {
  const source = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true);
  const byKind = new Map();
  const visit = (node) => {
    for (const edit of editsOf(node, source)) byKind.set(edit.kind, [...(byKind.get(edit.kind) ?? []), edit]);
    ts.forEachChild(node, visit);
  };
  visit(source);
  // The kind first: a file has more literals than anything else.
  const edits = oneOf(random, [...byKind.values()]);
  if (!edits) return undefined;
  const { kind, start, end, put } = oneOf(random, edits);
  const line = source.getLineAndCharacterOfPosition(start).line + 1;
  return {
    what: `${path}:${line} ${kind}: ${shown(text.slice(start, end))} → ${shown(put)}`,
    content: text.slice(0, start) + put + text.slice(end),
  };
}

function shown(text) {
  return JSON.stringify(text.length > 50 ? `${text.slice(0, 50)}…` : text);
}

function replace(kind, node, source, put) {
  return { kind, start: node.getStart(source), end: node.getEnd(), put };
}

function codeEdits(node, source) {
  if (ts.isTypeNode(node) || isInDeclaration(node)) return [];
  const text = () => node.getText(source);
  if (ts.isBinaryExpression(node)) {
    const operator = node.operatorToken;
    const other = OPERATORS.get(operator.getText(source));
    return other ? [replace('operator', operator, source, other)] : [];
  }
  if (ts.isIfStatement(node)) return [negated(node.expression, source)];
  if (ts.isConditionalExpression(node)) return [negated(node.condition, source)];
  if (ts.isReturnStatement(node) && node.expression) return [replace('return', node.expression, source, 'undefined')];
  if (ts.isNumericLiteral(node)) return [replace('literal', node, source, `${text()}1`)];
  if (ts.isStringLiteral(node) && !isSpecifier(node))
    return [replace('literal', node, source, `${text().slice(0, -1)}x${text().at(-1)}`)];
  if (node.kind === ts.SyntaxKind.TrueKeyword) return [replace('literal', node, source, 'false')];
  if (node.kind === ts.SyntaxKind.FalseKeyword) return [replace('literal', node, source, 'true')];
  if (ts.isExpressionStatement(node)) return [replace('statement', node, source, ';')];
  if (ts.isBlock(node) && ts.isFunctionLike(node.parent)) {
    const start = node.getStart(source) + 1;
    return [{ kind: 'throw', start, end: start, put: " throw new Error('mutated');" }];
  }
  return [];
}

function negated(condition, source) {
  return replace('condition', condition, source, `!(${condition.getText(source)})`);
}

function isInDeclaration(node) {
  return ts.isTypeNode(node.parent ?? node) || DECLARES_TYPE.has(node.kind);
}

const DECLARES_TYPE = new Set([ts.SyntaxKind.InterfaceDeclaration, ts.SyntaxKind.TypeAliasDeclaration]);

function isSpecifier({ parent }) {
  return ts.isImportDeclaration(parent) || ts.isExportDeclaration(parent) || ts.isLiteralTypeNode(parent);
}

function typeEdits(node, source) {
  if (DECLARES_TYPE.has(node.kind)) return declarationEdits(node, source);
  if (ts.isPropertySignature(node) && node.type)
    return [replace('member', node, source, ''), replace('member type', node.type, source, 'never')];
  const isAnnotated =
    (ts.isParameter(node) || ts.isVariableDeclaration(node) || ts.isPropertyDeclaration(node)) && node.type;
  if (isAnnotated) return [replace('annotation', node.type, source, 'never')];
  if (ts.isAsExpression(node) && node.type.getText(source) !== 'const')
    return [replace('assertion', node.type, source, 'never')];
  if (ts.isImportClause(node) && node.isTypeOnly)
    return [replace('import type', node, source, node.getText(source).replace(/^type\s+/, ''))];
  return ts.isFunctionLike(node) && node.type ? [replace('return type', node.type, source, 'never')] : [];
}

function declarationEdits(node, source) {
  const exported = node.modifiers?.find(({ kind }) => kind === ts.SyntaxKind.ExportKeyword);
  return [
    replace('type name', node.name, source, `${node.name.getText(source)}Mutated`),
    ...(exported ? [replace('type export', exported, source, '')] : []),
    ...(ts.isTypeAliasDeclaration(node) ? [replace('type', node.type, source, 'never')] : []),
  ];
}

/** Where a property may be put into objects of a configuration, and properties that may be taken away; by the name of what holds them. */
export function editObjects(path, text, { random, additions }) {
  const source = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true);
  const objects = [];
  const visit = (node) => {
    if (ts.isObjectLiteralExpression(node)) objects.push(node);
    ts.forEachChild(node, visit);
  };
  visit(source);
  if (objects.length === 0) return undefined;
  const object =
    objects.find(({ parent }) => additions.at && parent.name?.getText(source) === additions.at) ?? objects[0];
  if (random() < 1 / 3) return withoutProperty(path, text, { source, object: oneOf(random, objects), random });
  const put = oneOf(random, additions.properties);
  const end = object.getEnd() - 1;
  const comma = object.properties.length > 0 && !object.properties.hasTrailingComma ? ', ' : '';
  return { what: `${path} setting added: ${put}`, content: `${text.slice(0, end)}${comma}${put}${text.slice(end)}` };
}

function withoutProperty(path, text, { source, object, random }) {
  const property = oneOf(random, object.properties);
  if (!property) return undefined;
  const after = /^\s*,/.exec(text.slice(property.getEnd()))?.[0] ?? '';
  return {
    what: `${path} setting removed: ${shown(property.getText(source))}`,
    content: text.slice(0, property.getStart(source)) + text.slice(property.getEnd() + after.length),
  };
}
