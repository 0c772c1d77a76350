import ts from 'typescript';
import type { ModuleReading } from './module-reading.js';

/**
 * Takes down which environment variables an expression names. *Returns* whether the expression was one of those; what it
 * is made of need not be looked at then.
 */
export function takeEnvironment(node: ts.Node, reading: ModuleReading): boolean {
  if (isEnvironment(node, reading)) {
    reading.record.cannotTell('environment', node);
    return true;
  }
  if (ts.isPropertyAccessExpression(node) && isEnvironment(node.expression, reading)) {
    reading.record.useEnvironment(node.name.text);
    return true;
  }
  if (ts.isElementAccessExpression(node) && isEnvironment(node.expression, reading)) {
    return takeName(node.argumentExpression, reading);
  }
  if (ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.InKeyword)
    return isEnvironment(node.right, reading) && takeName(node.left, reading);
  return ts.isVariableDeclaration(node) && (takePattern(node, reading) || takeOfProcess(node, reading));
}

/** `process.env`, `import.meta.env`, or `env` of `node:process`. */
function isEnvironment(node: ts.Node, { names }: ModuleReading): boolean {
  if (ts.isIdentifier(node)) return names.functions.get(node.text) === 'env';
  if (!ts.isPropertyAccessExpression(node) || node.name.text !== 'env') return false;
  const owner = node.expression;
  if (ts.isMetaProperty(owner)) return true;
  return ts.isPropertyAccessExpression(owner)
    ? owner.name.text === 'process'
    : ts.isIdentifier(owner) && owner.text === 'process';
}

function takeName(node: ts.Expression, { evaluate, record }: ModuleReading): boolean {
  const name = evaluate(node);
  if (name?.base !== 'none' || name.open) return false;
  record.useEnvironment(name.path);
  return true;
}

/** `const { CI, HOME: home } = process.env`. */
function takePattern({ name: pattern, initializer }: ts.VariableDeclaration, reading: ModuleReading): boolean {
  if (initializer === undefined || !isEnvironment(initializer, reading) || !ts.isObjectBindingPattern(pattern))
    return false;
  const names = pattern.elements.map(({ name, propertyName, dotDotDotToken }) => {
    const property = propertyName ?? name;
    return dotDotDotToken === undefined && ts.isIdentifier(property) ? property.text : undefined;
  });
  if (!names.every((name) => name !== undefined)) return false;
  for (const name of names) reading.record.useEnvironment(name);
  return true;
}

/** `const { env } = process`: what is done with it is not followed. */
function takeOfProcess({ name: pattern, initializer }: ts.VariableDeclaration, { record }: ModuleReading): boolean {
  const isProcess = initializer && ts.isIdentifier(initializer) && initializer.text === 'process';
  if (!isProcess || !ts.isObjectBindingPattern(pattern)) return false;
  const names = pattern.elements.map(({ name, propertyName }) => propertyName ?? name);
  if (names.some((name) => ts.isIdentifier(name) && name.text === 'env')) record.cannotTell('environment', initializer);
  return false;
}
