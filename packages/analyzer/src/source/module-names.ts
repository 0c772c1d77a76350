import ts from 'typescript';

/** By which names a module calls what works on paths, and what loads modules. */
export interface ModuleNames {
  /** Name → what the constant of that name is made of; `ambiguous` where that depends on the scope. */
  readonly constants: Constants;
  /** Local name → name in `node:path`, `node:url`, `node:fs`, `node:process` or `node:module`. */
  readonly functions: ReadonlyMap<string, string>;
  /** Local names of those modules as a whole. */
  readonly modules: ReadonlySet<string>;
  /** Local names of what `createRequire` gave. */
  readonly requires: ReadonlySet<string>;
  /** Local names of the folder of the workspace, as Nx exports it. */
  readonly workspaceRoots: ReadonlySet<string>;
  /** Variables that the module exports where it declares them. */
  readonly exported: ReadonlySet<string>;
  /** Something in it is decorated: compilers may make values of types then. */
  readonly isDecorated: boolean;
}

export type Constants = ReadonlyMap<string, ts.Expression | 'ambiguous'>;

const PATH_MODULE =
  /^(node:)?(path(\/posix|\/win32)?|url|fs(\/promises)?|process|module)$|^(pathe|upath|fs-extra|graceful-fs)$/;
const NX = /^(@nx|@nrwl|nx)(\/|$)/;
/** What Nx exports for paths, by the name of what it does in `node:path`. */
const OF_NX = new Map([
  ['joinPathFragments', 'join'],
  ['normalizePath', 'normalize'],
]);
/** Parts of these modules that are modules of the same kind. */
const SAME_KIND = new Set(['posix', 'win32', 'promises', 'default']);

/**
 * The names that a module gives things, wherever it declares them. Scopes are not looked at: a name that is declared more than
 * once, or is a parameter or an import, stands for no constant.
 *
 * *Complexity*: O(nodes).
 */
export function moduleNames(source: ts.SourceFile): ModuleNames {
  const names = new NameCollector();
  const visit = (node: ts.Node): void => {
    names.take(node);
    ts.forEachChild(node, visit);
  };
  ts.forEachChild(source, visit);
  for (const statement of source.statements) names.takeExported(statement);
  return names;
}

class NameCollector implements ModuleNames {
  readonly constants = new Map<string, ts.Expression | 'ambiguous'>();
  readonly functions = new Map<string, string>();
  readonly modules = new Set<string>();
  readonly requires = new Set<string>();
  readonly workspaceRoots = new Set<string>();
  readonly exported = new Set<string>();
  isDecorated = false;

  take(node: ts.Node): void {
    if (ts.isDecorator(node)) this.isDecorated = true;
    else if (ts.isVariableDeclarationList(node)) this.#takeVariables(node);
    else if (ts.isCatchClause(node) && node.variableDeclaration)
      this.#declare(node.variableDeclaration.name, 'ambiguous');
    else if (ts.isParameter(node)) this.#declare(node.name, 'ambiguous');
    else if (ts.isImportDeclaration(node)) this.#takeImport(node);
    else if (ts.isImportEqualsDeclaration(node)) this.#takeImportEquals(node);
    else if ((ts.isFunctionDeclaration(node) || ts.isClassDeclaration(node)) && node.name)
      this.#declare(node.name, 'ambiguous');
  }

  takeExported(statement: ts.Statement): void {
    if (!ts.isVariableStatement(statement)) return;
    if (!statement.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword)) return;
    for (const { name } of statement.declarationList.declarations)
      if (ts.isIdentifier(name)) this.exported.add(name.text);
  }

  #takeVariables({ flags, declarations }: ts.VariableDeclarationList): void {
    const isConstant = (flags & ts.NodeFlags.Const) !== 0;
    for (const { name, initializer } of declarations) {
      this.#declare(name, isConstant && initializer ? initializer : 'ambiguous');
      if (initializer) this.#takeRequired(name, initializer);
    }
  }

  #declare(name: ts.BindingName, value: ts.Expression | 'ambiguous'): void {
    if (ts.isIdentifier(name)) this.constants.set(name.text, this.constants.has(name.text) ? 'ambiguous' : value);
    else for (const part of name.elements) if (ts.isBindingElement(part)) this.#declare(part.name, 'ambiguous');
  }

  /** `const path = require('path')`, `const { join: j } = require('path')`, `const join = require('path').join`. */
  #takeRequired(name: ts.BindingName, value: ts.Expression): void {
    if (ts.isIdentifier(name) && ts.isCallExpression(value) && isNamed(value.expression, 'createRequire'))
      this.requires.add(name.text);
    const part = ts.isPropertyAccessExpression(value) ? value.name.text : undefined;
    const required = requiredName(ts.isPropertyAccessExpression(value) ? value.expression : value);
    if (required === undefined || !PATH_MODULE.test(required)) return;
    if (ts.isIdentifier(name)) this.#bind(name.text, part ?? 'default');
    else for (const element of name.elements) if (ts.isBindingElement(element)) this.#bindPart(element);
  }

  #bindPart({ name, propertyName }: ts.BindingElement): void {
    const part = propertyName ?? name;
    if (ts.isIdentifier(name) && ts.isIdentifier(part)) this.#bind(name.text, part.text);
  }

  #takeImport({ importClause, moduleSpecifier }: ts.ImportDeclaration): void {
    if (!importClause || !ts.isStringLiteral(moduleSpecifier)) return;
    const from = moduleSpecifier.text;
    if (importClause.name) this.#imported(importClause.name, 'default', from);
    const bindings = importClause.namedBindings;
    if (!bindings) return;
    if (ts.isNamespaceImport(bindings)) this.#imported(bindings.name, 'default', from);
    else
      for (const { name, propertyName } of bindings.elements) this.#imported(name, (propertyName ?? name).text, from);
  }

  #takeImportEquals({ name, moduleReference }: ts.ImportEqualsDeclaration): void {
    if (!ts.isExternalModuleReference(moduleReference) || !ts.isStringLiteralLike(moduleReference.expression)) return;
    this.#imported(name, 'default', moduleReference.expression.text);
  }

  #imported(local: ts.Identifier, name: string, from: string): void {
    this.#declare(local, 'ambiguous');
    if (PATH_MODULE.test(from)) this.#bind(local.text, name);
    if (!NX.test(from)) return;
    if (name === 'workspaceRoot') this.workspaceRoots.add(local.text);
    const same = OF_NX.get(name);
    if (same) this.functions.set(local.text, same);
  }

  #bind(local: string, name: string): void {
    if (SAME_KIND.has(name)) this.modules.add(local);
    else this.functions.set(local, name);
  }
}

function isNamed(callee: ts.Expression, name: string): boolean {
  const identifier = ts.isPropertyAccessExpression(callee) ? callee.name : callee;
  return ts.isIdentifier(identifier) && identifier.text === name;
}

/** The module of `require('x')`. */
function requiredName(expression: ts.Expression): string | undefined {
  if (!ts.isCallExpression(expression) || !isNamed(expression.expression, 'require')) return undefined;
  const [argument] = expression.arguments;
  return argument && ts.isStringLiteralLike(argument) ? argument.text : undefined;
}
