import ts from 'typescript';
import type { ModuleRecord } from './module-record.js';
import type { ModuleReading } from './module-reading.js';

/** Takes down the module that an import or export names. *Returns* whether nothing more of the node is to be looked at. */
export function takeDeclaration(node: ts.Node, { record }: ModuleReading): boolean {
  if (ts.isImportDeclaration(node)) {
    takeName(node.moduleSpecifier, node.importClause?.phaseModifier === ts.SyntaxKind.TypeKeyword);
    return true;
  }
  if (ts.isExportDeclaration(node) && node.moduleSpecifier) {
    takeName(node.moduleSpecifier, node.isTypeOnly);
    return true;
  }
  if (ts.isImportEqualsDeclaration(node) && ts.isExternalModuleReference(node.moduleReference)) {
    const { expression } = node.moduleReference;
    if (ts.isStringLiteralLike(expression))
      record.refer(node.isTypeOnly ? 'type' : 'require', expression.text, expression);
    return true;
  }
  return false;

  function takeName(specifier: ts.Expression, isType: boolean): void {
    if (ts.isStringLiteralLike(specifier))
      record.refer(isType ? 'type' : 'import', specifier.text, specifier, { erasable: true });
  }
}

/** The modules that types name: `import('x').Y`, and `declare module 'x'`, which adds to them. */
export function takeTypes(node: ts.Node, record: ModuleRecord): void {
  if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument) && ts.isStringLiteral(node.argument.literal))
    record.refer('type', node.argument.literal.text, node.argument);
  if (ts.isModuleDeclaration(node) && ts.isStringLiteral(node.name)) record.refer('type', node.name.text, node.name);
  if (ts.isImportDeclaration(node) && ts.isStringLiteral(node.moduleSpecifier))
    record.refer('type', node.moduleSpecifier.text, node.moduleSpecifier);
  ts.forEachChild(node, (child) => {
    takeTypes(child, record);
  });
}

/**
 * Whether modules that do not name this file may see its types: it is a declaration file or no module at all, so that what it
 * declares is global; or it says `declare global`, `declare module 'x'`, `export as namespace`, or refers to a library
 * (`/// <reference lib>`), which is then there for everybody.
 */
export function declaresForAll(source: ts.SourceFile): boolean {
  if (source.isDeclarationFile || !ts.isExternalModule(source)) return true;
  if (source.libReferenceDirectives.length + source.typeReferenceDirectives.length > 0) return true;
  return source.statements.some(
    (statement) =>
      ts.isNamespaceExportDeclaration(statement) ||
      (ts.isModuleDeclaration(statement) && (ts.isStringLiteral(statement.name) || isGlobal(statement))),
  );
}

function isGlobal({ flags }: ts.ModuleDeclaration): boolean {
  return (flags & ts.NodeFlags.GlobalAugmentation) !== 0;
}
