import ts from 'typescript';

/** By which names a module calls what works on paths. */
export interface PathNames {
  /** Local name → name in `node:path`, `node:url`, `node:fs` or `node:process`. */
  readonly functions: ReadonlyMap<string, string>;
  /** Local names of those modules as a whole. */
  readonly modules: ReadonlySet<string>;
  /** Local names of the folder of the workspace, as Nx exports it. */
  readonly workspaceRoots: ReadonlySet<string>;
  /** Variables that the module exports where it declares them. */
  readonly exported: ReadonlySet<string>;
}

/** Name → what the constant of that name is made of; `ambiguous` where that depends on the scope. */
export type Constants = ReadonlyMap<string, ts.Expression | 'ambiguous'>;

const PATH_MODULE =
  /^(node:)?(path(\/posix|\/win32)?|url|fs(\/promises)?|process)$|^(pathe|upath|fs-extra|graceful-fs)$/;

/**
 * The constants of a module, wherever they are declared: name → what it is made of. A name that is declared more than once, or
 * that is a parameter somewhere, is `ambiguous`: scopes are not looked at.
 */
export function constantsOf(source: ts.SourceFile): Constants {
  const constants = new Map<string, ts.Expression | 'ambiguous'>();
  const declare = (name: ts.BindingName, value: ts.Expression | 'ambiguous'): void => {
    if (ts.isIdentifier(name)) constants.set(name.text, constants.has(name.text) ? 'ambiguous' : value);
    else for (const part of name.elements) if (ts.isBindingElement(part)) declare(part.name, 'ambiguous');
  };
  const visit = (node: ts.Node): void => {
    if (ts.isVariableDeclarationList(node)) {
      const isConstant = (node.flags & ts.NodeFlags.Const) !== 0;
      for (const { name, initializer } of node.declarations)
        declare(name, isConstant && initializer ? initializer : 'ambiguous');
    } else if (ts.isParameter(node)) declare(node.name, 'ambiguous');
    ts.forEachChild(node, visit);
  };
  ts.forEachChild(source, visit);
  return constants;
}

/** Looks at the imports of the module, and at `const { join } = require('node:path')`. */
export function pathNamesOf(source: ts.SourceFile): PathNames {
  const functions = new Map<string, string>();
  const modules = new Set<string>();
  const take = (name: ts.BindingName): void => {
    if (ts.isIdentifier(name)) modules.add(name.text);
    else for (const part of name.elements) if (ts.isBindingElement(part)) takePart(part);
  };
  const takePart = ({ name, propertyName }: ts.BindingElement): void => {
    if (!ts.isIdentifier(name)) return;
    functions.set(name.text, propertyName && ts.isIdentifier(propertyName) ? propertyName.text : name.text);
  };
  const exported = new Set<string>();
  const workspaceRoots = new Set<string>();
  for (const statement of source.statements) {
    if (ts.isImportDeclaration(statement)) {
      takeImport(statement, functions, modules);
      for (const name of workspaceRootsOf(statement)) workspaceRoots.add(name);
    }
    if (!ts.isVariableStatement(statement)) continue;
    const isExported = statement.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword);
    for (const { name, initializer } of statement.declarationList.declarations) {
      if (initializer && PATH_MODULE.test(requiredName(initializer) ?? '')) take(name);
      if (isExported && ts.isIdentifier(name)) exported.add(name.text);
    }
  }
  return { functions, modules, workspaceRoots, exported };
}

function takeImport(
  { importClause, moduleSpecifier }: ts.ImportDeclaration,
  functions: Map<string, string>,
  modules: Set<string>,
): void {
  if (!ts.isStringLiteral(moduleSpecifier) || !PATH_MODULE.test(moduleSpecifier.text)) return;
  if (importClause?.name) modules.add(importClause.name.text);
  const bindings = importClause?.namedBindings;
  if (bindings === undefined) return;
  if (ts.isNamespaceImport(bindings)) modules.add(bindings.name.text);
  else for (const { name, propertyName } of bindings.elements) functions.set(name.text, (propertyName ?? name).text);
}

/** `import { workspaceRoot as root } from '@nx/devkit'`. */
function workspaceRootsOf({ importClause, moduleSpecifier }: ts.ImportDeclaration): readonly string[] {
  const bindings = importClause?.namedBindings;
  if (!bindings || !ts.isNamedImports(bindings) || !ts.isStringLiteral(moduleSpecifier)) return [];
  if (!/^(@nx|@nrwl|nx)(\/|$)/.test(moduleSpecifier.text)) return [];
  return bindings.elements
    .filter(({ name, propertyName }) => (propertyName ?? name).text === 'workspaceRoot')
    .map(({ name }) => name.text);
}

/** The module of `require('x')`. */
function requiredName(expression: ts.Expression): string | undefined {
  if (!ts.isCallExpression(expression) || !ts.isIdentifier(expression.expression)) return undefined;
  const [argument] = expression.arguments;
  return expression.expression.text === 'require' && argument && ts.isStringLiteralLike(argument)
    ? argument.text
    : undefined;
}
