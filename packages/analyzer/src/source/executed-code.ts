import { minifySync } from 'oxc-minify';
import { transformSync } from 'oxc-transform';

/** How the sources are made into what is executed. */
export interface CompilerSettings {
  /** Imports that nothing uses as a value stay (`verbatimModuleSyntax`). */
  readonly keepsUnusedImports: boolean;
  /** Some compiler of the workspace writes down types of what is decorated (`emitDecoratorMetadata`). */
  readonly emitsMetadata: boolean;
  /** Types decide, too: someone checks them, or makes values of them. */
  readonly keepsTypes: boolean;
  /** Packages that may stand behind JSX: the compiler imports from them. */
  readonly jsxImportSources: readonly string[];
  /** What compilers import on their own account into any module: `tslib` and the like. */
  readonly helpers: readonly string[];
}

/** Code whose types and comments tell nothing to whoever executes it. */
const CODE = /\.[cm]?[jt]sx?$/;
/** Comments that tools obey although they are no code. */
const PRAGMA = /@(?:jest|vitest|jsx|vite|ts-|babel|swc)[\w-]*[^\n]*|\b(?:istanbul|v8|c8) ignore[^\n]*/g;

/** Where runners look for what a test asks for. */
const FIRST_COMMENT = /^\s*\/\*\*[\s\S]*?\*\//;

/**
 * What a runner executes of a module: JavaScript without types, comments and superfluous whitespace, and behind it the comments
 * that tools obey. Two texts with the same result behave alike, unless someone sees positions or the text itself.
 * *Returns* `undefined` where that is not known: decorators on parameters, broken text, other languages.
 *
 * *Complexity*: O(length of the text), some 50 µs for 100 lines.
 */
export function executedCode(
  path: string,
  text: string,
  settings: Pick<CompilerSettings, 'keepsUnusedImports'>,
): string | undefined {
  if (!CODE.test(path) || /\.d\.[cm]?ts$/.test(path)) return undefined;
  const stripped = transformSync(path, text, {
    jsx: 'preserve',
    typescript: { onlyRemoveTypeImports: settings.keepsUnusedImports },
  });
  if (stripped.errors.length > 0) return undefined;
  const { code, errors } = minifySync(path.replace(/[jt]sx?$/, 'jsx'), stripped.code, {
    compress: false,
    mangle: false,
    codegen: { removeWhitespace: true },
  });
  if (errors.length > 0) return undefined;
  return [code, ...obeyedComments(text)].join('\n');
}

/** The comments that tools obey although they are no code. */
export function obeyedComments(text: string): readonly string[] {
  const first = FIRST_COMMENT.exec(text)?.[0];
  return [...(first?.includes('@') ? [first] : []), ...(text.match(PRAGMA) ?? [])];
}

/** Whether a specifier still stands in the code: imports that only types need are gone from it. */
export function mentions(code: string, specifier: string): boolean {
  return ['"', "'", '`'].some((quote) => code.includes(quote + specifier + quote)) || /[\\"'`]/.test(specifier);
}
