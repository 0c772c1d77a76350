import ts from 'typescript';
import type { ModuleReference } from './module-facts.js';
import type { ModuleReading } from './module-reading.js';

/** How the objects of Jest and Vitest are called by which modules are mocked. */
export const TEST_OBJECTS: ReadonlySet<string> = new Set(['jest', 'vi', 'vitest']);
/** What is put in the place of a module. */
const REPLACES = new Set(['mock', 'doMock', 'unstable_mockModule']);

/** `const { a, b: c } = await import('./x')`: notes that nothing else of the module is taken. */
export function noteTaken({ name, initializer }: ts.VariableDeclaration, { taken }: ModuleReading): void {
  if (!initializer || !ts.isObjectBindingPattern(name)) return;
  const members = name.elements.map(({ name: local, propertyName, dotDotDotToken }) => {
    const member = propertyName ?? local;
    return dotDotDotToken === undefined && ts.isIdentifier(member) ? member.text : undefined;
  });
  if (members.every((member) => member !== undefined)) taken.set(loaded(initializer), members);
}

/** Behind `await`, parentheses and types. */
function loaded(node: ts.Expression): ts.Expression {
  const wraps =
    ts.isAwaitExpression(node) ||
    ts.isParenthesizedExpression(node) ||
    ts.isAsExpression(node) ||
    ts.isNonNullExpression(node) ||
    ts.isSatisfiesExpression(node);
  return wraps ? loaded(node.expression) : node;
}

/** What a call that names a module takes of it, if that is known. */
export function takenBy(node: ts.CallExpression, { taken }: ModuleReading): Pick<ModuleReference, 'taken'> {
  const members = isReplaced(node) ? [] : taken.get(node);
  return members ? { taken: members } : {};
}

/** `vi.mock('./x', () => ({ … }))`: a factory that asks for nothing stands for the whole module. */
function isReplaced({ expression, arguments: [, factory] }: ts.CallExpression): boolean {
  if (!ts.isPropertyAccessExpression(expression) || !REPLACES.has(expression.name.text)) return false;
  const { expression: owner } = expression;
  if (!ts.isIdentifier(owner) || !TEST_OBJECTS.has(owner.text)) return false;
  return factory !== undefined && ts.isArrowFunction(factory) && factory.parameters.length === 0;
}
