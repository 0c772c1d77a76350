import ts from 'typescript';
import { TEST_OBJECTS } from './taken-members.js';

/** Which names are looked for. */
export interface NameQuestion {
  readonly isKnown: (name: string) => boolean;
  /** Of these, members count by themselves: `a.b`. */
  readonly namespaces: ReadonlySet<string>;
  /** Names in types count, too. */
  readonly takesTypes: boolean;
}

/**
 * The names of the module that stand in these nodes, each once, sorted. Scopes are not looked at: a parameter of the same name counts as
 * if it were the declaration.
 *
 * *Complexity*: O(nodes).
 */
export function usedNames(nodes: readonly ts.Node[], question: NameQuestion): readonly string[] {
  const found = new Set<string>();
  const visit = (node: ts.Node): void => {
    if (ts.isIdentifier(node)) {
      if (question.isKnown(node.text)) found.add(node.text);
      return;
    }
    if (isType(node) && !question.takesTypes) return;
    const member = memberOf(node, question.namespaces);
    if (member) found.add(member.name);
    for (const child of childrenOf(node)) if (child !== member?.owner) visit(child);
  };
  nodes.forEach(visit);
  return [...found].sort();
}

function isType(node: ts.Node): boolean {
  return ts.isTypeNode(node) && !ts.isExpressionWithTypeArguments(node);
}

/** `a.b`, `a['b']` and `vi.spyOn(a, 'b')` of a namespace `a`; `owner` is what needs no more looking at. */
function memberOf(
  node: ts.Node,
  namespaces: ReadonlySet<string>,
): { readonly owner: ts.Node; readonly name: string } | undefined {
  const [owner, member] = ownerAndMember(node);
  if (!owner || member === undefined || !ts.isIdentifier(owner) || !namespaces.has(owner.text)) return undefined;
  return { owner, name: `${owner.text}.${member}` };
}

function ownerAndMember(node: ts.Node): readonly [owner?: ts.Node | undefined, member?: string | undefined] {
  if (ts.isPropertyAccessExpression(node)) return [node.expression, node.name.text];
  if (ts.isElementAccessExpression(node)) return [node.expression, textOf(node.argumentExpression)];
  return ts.isCallExpression(node) && isSpy(node) ? [node.arguments[0], textOf(node.arguments[1])] : [];
}

/** `vi.spyOn(namespace, 'member')` looks at nothing else. */
function isSpy({ expression }: ts.CallExpression): boolean {
  if (!ts.isPropertyAccessExpression(expression) || expression.name.text !== 'spyOn') return false;
  const { expression: owner } = expression;
  return ts.isIdentifier(owner) && TEST_OBJECTS.has(owner.text);
}

function textOf(node: ts.Node | undefined): string | undefined {
  return node && ts.isStringLiteralLike(node) ? node.text : undefined;
}

/** Without names of members: `{ name: … }` and `x.name` name nothing of the module. */
function childrenOf(node: ts.Node): readonly ts.Node[] {
  if (ts.isTypeQueryNode(node)) return node.typeArguments ?? [];
  const children: ts.Node[] = [];
  ts.forEachChild(node, (child) => void children.push(child));
  const isMember =
    ts.isPropertyAccessExpression(node) ||
    ts.isPropertyAssignment(node) ||
    ts.isClassElement(node) ||
    ts.isTypeElement(node);
  return isMember ? children.filter((child) => child !== node.name || !ts.isIdentifier(child)) : children;
}
