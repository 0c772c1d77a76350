import ts from 'typescript';
import { isInert, isInertClass, type InertContext } from './inert-code.js';
import type { ModuleLinks, ModuleMember } from './module-facts.js';
import { usedNames } from './used-names.js';

/** The parts of a module: which statements do nothing by themselves, and how they hang together. */
export interface ModuleParts {
  /** The place of a statement's part in `deferred`; `undefined` for what is executed as soon as the module is loaded. */
  readonly partOf: ReadonlyMap<ts.Statement, number>;
  readonly links: Omit<ModuleLinks, 'deferred'>;
  readonly deferred: readonly Pick<ModuleLinks['deferred'][number], 'names' | 'uses'>[];
}

/** By these, what a module holds may be reached without naming it, or it may be no ECMAScript module. */
const REACHES_ALL = new Set(['eval', 'module', 'exports']);
/** How the default export is called among the names of the module. */
const DEFAULT = '*default*';

/**
 * Tells apart what of a module is executed when it is loaded and what only when it is used. *Returns* `undefined` where the module is no
 * ECMAScript module, or what it declares may be reached by other ways than names.
 *
 * *Complexity*: O(nodes).
 */
export function moduleParts(source: ts.SourceFile, context: InertContext): ModuleParts | undefined {
  const { statements } = source;
  if (!statements.some(isModuleSyntax) || statements.some((one) => ts.isExportAssignment(one) && one.isExportEquals))
    return undefined;
  const table = new LinkTable();
  for (const statement of statements) table.take(statement);
  const isKnown = (name: string) => table.declared.has(name) || table.imports.has(name) || REACHES_ALL.has(name);
  const takesTypes = context.names.isDecorated;
  const usesOf = (nodes: readonly ts.Node[]): readonly string[] => {
    const uses = usedNames(nodes, { isKnown, namespaces: table.namespaces, takesTypes });
    // Behind JSX stands a call of something imported; which, settings of compilers say.
    return nodes.some(holdsJsx) ? [...new Set([...uses, ...table.imports.keys()])] : uses;
  };
  const partOf = new Map<ts.Statement, number>();
  const deferred: { names: readonly string[]; uses: readonly string[] }[] = [];
  const eager: ts.Statement[] = [];
  for (const statement of statements) {
    const names = deferredNames(statement, context);
    if (names) {
      partOf.set(statement, deferred.length);
      deferred.push({ names, uses: usesOf([statement]) });
    } else if (!isSilent(statement)) eager.push(statement);
  }
  const uses = usesOf(eager);
  if ([uses, ...deferred.map((part) => part.uses)].some((some) => some.some((name) => REACHES_ALL.has(name))))
    return undefined;
  return { partOf, deferred, links: { ...table.links(), uses } };
}

function holdsJsx(node: ts.Node): boolean {
  if (ts.isJsxElement(node) || ts.isJsxSelfClosingElement(node) || ts.isJsxFragment(node)) return true;
  return ts.forEachChild(node, (child) => holdsJsx(child) || undefined) ?? false;
}

/** What it names is taken down elsewhere, or nothing of it is left when the module is executed. */
function isSilent(statement: ts.Statement): boolean {
  return (
    ts.isImportDeclaration(statement) ||
    ts.isExportDeclaration(statement) ||
    ts.isInterfaceDeclaration(statement) ||
    ts.isTypeAliasDeclaration(statement)
  );
}

function isModuleSyntax(statement: ts.Statement): boolean {
  return (
    ts.isImportDeclaration(statement) ||
    ts.isExportDeclaration(statement) ||
    ts.isExportAssignment(statement) ||
    isExported(statement)
  );
}

function isExported(statement: ts.Statement): boolean {
  return hasModifier(statement, ts.SyntaxKind.ExportKeyword);
}

function hasModifier(statement: ts.Statement, wanted: ts.SyntaxKind): boolean {
  return ts.canHaveModifiers(statement) && (statement.modifiers?.some(({ kind }) => kind === wanted) ?? false);
}

/** What a statement declares, if it does nothing else. */
function deferredNames(statement: ts.Statement, context: InertContext): readonly string[] | undefined {
  if (ts.isFunctionDeclaration(statement)) return namesOf(statement);
  if (ts.isClassDeclaration(statement)) return isInertClass(statement) ? namesOf(statement) : undefined;
  if (ts.isExportAssignment(statement)) return isInert(statement.expression, context) ? [DEFAULT] : undefined;
  if (!ts.isVariableStatement(statement)) return undefined;
  const { declarations, flags } = statement.declarationList;
  if ((flags & ts.NodeFlags.Using) !== 0) return undefined;
  const names = declarations.map(({ name, initializer }) =>
    ts.isIdentifier(name) && (!initializer || isInert(initializer, context)) ? name.text : undefined,
  );
  return names.every((name) => name !== undefined) ? names : undefined;
}

function namesOf(statement: ts.FunctionDeclaration | ts.ClassDeclaration): readonly string[] {
  const isDefault = hasModifier(statement, ts.SyntaxKind.DefaultKeyword);
  return [...(statement.name ? [statement.name.text] : []), ...(isDefault ? [DEFAULT] : [])];
}

/** Collects what is imported, declared and exported. */
class LinkTable {
  readonly imports = new Map<string, ModuleMember>();
  readonly namespaces = new Set<string>();
  readonly declared = new Set<string>();
  readonly #exports = new Map<string, string | ModuleMember>();
  readonly #stars: string[] = [];

  take(statement: ts.Statement): void {
    if (ts.isImportDeclaration(statement)) this.#takeImport(statement);
    else if (ts.isExportDeclaration(statement)) this.#takeExport(statement);
    else if (ts.isExportAssignment(statement)) this.#exports.set('default', DEFAULT);
    else this.#takeDeclaration(statement);
  }

  links(): Pick<ModuleLinks, 'imports' | 'exports' | 'stars'> {
    return {
      imports: Object.fromEntries(this.imports),
      exports: Object.fromEntries(this.#exports),
      stars: this.#stars,
    };
  }

  #takeImport({ importClause, moduleSpecifier }: ts.ImportDeclaration): void {
    if (!importClause || !ts.isStringLiteral(moduleSpecifier)) return;
    const specifier = moduleSpecifier.text;
    const { name, namedBindings, phaseModifier } = importClause;
    if (phaseModifier === ts.SyntaxKind.TypeKeyword) return;
    if (name) this.imports.set(name.text, { specifier, name: 'default' });
    if (!namedBindings) return;
    if (ts.isNamespaceImport(namedBindings)) {
      this.imports.set(namedBindings.name.text, { specifier, name: '*' });
      this.namespaces.add(namedBindings.name.text);
    } else
      for (const element of namedBindings.elements.filter(({ isTypeOnly }) => !isTypeOnly))
        this.imports.set(element.name.text, { specifier, name: (element.propertyName ?? element.name).text });
  }

  #takeExport({ exportClause, moduleSpecifier }: ts.ExportDeclaration): void {
    const specifier = moduleSpecifier && ts.isStringLiteral(moduleSpecifier) ? moduleSpecifier.text : undefined;
    if (!exportClause) {
      if (specifier !== undefined) this.#stars.push(specifier);
    } else if (ts.isNamespaceExport(exportClause)) {
      if (specifier !== undefined) this.#exports.set(exportClause.name.text, { specifier, name: '*' });
    } else
      for (const { name, propertyName } of exportClause.elements) {
        const inner = (propertyName ?? name).text;
        this.#exports.set(name.text, specifier === undefined ? inner : { specifier, name: inner });
      }
  }

  #takeDeclaration(statement: ts.Statement): void {
    const names = declaredNames(statement);
    for (const name of names) this.declared.add(name);
    if (!isExported(statement)) return;
    if (hasModifier(statement, ts.SyntaxKind.DefaultKeyword)) this.#exports.set('default', names[0] ?? DEFAULT);
    else for (const name of names) this.#exports.set(name, name);
  }
}

/** What a statement at the top of a module declares, types among it. */
function declaredNames(statement: ts.Statement): readonly string[] {
  if (ts.isVariableStatement(statement))
    return statement.declarationList.declarations.flatMap(({ name }) => boundNames(name));
  const isNamed =
    ts.isFunctionDeclaration(statement) ||
    ts.isClassDeclaration(statement) ||
    ts.isInterfaceDeclaration(statement) ||
    ts.isTypeAliasDeclaration(statement) ||
    ts.isEnumDeclaration(statement) ||
    ts.isModuleDeclaration(statement) ||
    ts.isImportEqualsDeclaration(statement);
  return isNamed && statement.name && ts.isIdentifier(statement.name) ? [statement.name.text] : [];
}

function boundNames(name: ts.BindingName): readonly string[] {
  if (ts.isIdentifier(name)) return [name.text];
  return name.elements.flatMap((element) => (ts.isBindingElement(element) ? boundNames(element.name) : []));
}
