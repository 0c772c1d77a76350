import { createHash } from 'node:crypto';
import type { ModuleFacts, ModuleReference } from './module-facts.js';
import { executedCode, mentions, type CompilerSettings } from './executed-code.js';
import { readModule, TOO_DEEP } from './read-module.js';
import { typedCode } from './typed-code.js';

/** What a file says of what it may observe, and what of it is executed. JSON; depends on nothing but path, text and settings. */
export interface SourceFacts extends ModuleFacts {
  /** The hash of what is executed of it (`executedCode`); `undefined` where only its bytes are known. */
  readonly executedHash: string | undefined;
  /** The hash of it without comments and layout (`typedCode`); `undefined` where only its bytes are known, or nobody asks for types. */
  readonly typedHash: string | undefined;
}

const CODE = /\.[cm]?[jt]sx?$/;
const COMPONENT = /\.(vue|svelte|astro)$/;
const STYLE = /\.(css|scss|sass|less|styl|stylus|pcss|postcss)$/;

/** Whether `readSource` finds anything in such a file; all others name nothing. */
export function mayReferToOthers(path: string): boolean {
  return CODE.test(path) || COMPONENT.test(path) || STYLE.test(path);
}

/** Reads code, the scripts of components, and what style sheets import. */
export function readSource(path: string, text: string, settings: CompilerSettings): SourceFacts {
  if (COMPONENT.test(path)) return { ...readComponent(path, text), ...BYTES };
  if (STYLE.test(path)) return { ...NOTHING, references: stylesOf(text), ...BYTES };
  if (!CODE.test(path)) return { ...NOTHING, ...BYTES };
  const facts = withImplied(readModule(path, text), { path, text, settings });
  if (facts.unknowns === TOO_DEEP.unknowns) return { ...facts, ...BYTES };
  const typedHash = settings.keepsTypes ? hashOf(typedCode(path, text)) : undefined;
  const executed = executedCode(path, text, settings);
  const hasValuesInTypes = settings.emitsMetadata && facts.hasDecorators;
  if (executed === undefined || hasValuesInTypes) return { ...facts, executedHash: undefined, typedHash };
  const references = facts.references.map((reference): ModuleReference =>
    reference.erasable && reference.kind === 'import' && !mentions(executed, reference.specifier)
      ? { ...reference, kind: 'type' }
      : reference,
  );
  return { ...facts, references, executedHash: hashOf(executed), typedHash };
}

/** Only the bytes of it are known. */
const BYTES = { executedHash: undefined, typedHash: undefined };

function hashOf(code: string | undefined): string | undefined {
  return code === undefined ? undefined : createHash('sha256').update(code).digest('hex');
}

/** What the compiler imports on its own account; which of it there is is seen when it is looked for. */
function withImplied(
  facts: ModuleFacts,
  { path, text, settings }: { path: string; text: string; settings: CompilerSettings },
): ModuleFacts {
  const own = /@jsxImportSource\s+(\S+)/.exec(text)?.[1];
  const sources = !/\.[jt]sx$/.test(path) ? [] : own ? [own] : settings.jsxImportSources;
  const runtimes = sources.flatMap((source) => [`${source}/jsx-runtime`, `${source}/jsx-dev-runtime`]);
  const implied = [...runtimes, ...settings.helpers].map((specifier): ModuleReference => {
    return { kind: 'mock', specifier, line: 1 };
  });
  return { ...facts, references: [...facts.references, ...implied] };
}

const NOTHING: ModuleFacts = {
  ...{ references: [], paths: [], globs: [], environment: [], pathLikeStrings: [], unknowns: [] },
  ...{ seesPositions: false, comparesFiles: false, hasDecorators: false, declaresForAll: false },
};

/** The compiler of a component may make values of types, and imports from the package that the component is made for. */
function readComponent(path: string, text: string): ModuleFacts {
  const facts = readModule(path, scriptsOf(text));
  const references = facts.references.map((reference): ModuleReference =>
    reference.kind === 'type' ? { ...reference, kind: 'import' } : reference,
  );
  const [, framework = ''] = COMPONENT.exec(path) ?? [];
  return { ...facts, references: [...references, { kind: 'mock', specifier: framework, line: 1 }] };
}

/** Blank but for the scripts and what their tags and templates name, so that lines stay what they are. */
function scriptsOf(text: string): string {
  let scripts = '';
  let end = 0;
  for (const found of text.matchAll(/^(---)\r?\n([\s\S]*?)\r?\n---\r?$|(<script\b[^>]*>)([\s\S]*?)<\/script>/gm)) {
    const script = found[2] ?? found[4] ?? '';
    const start = found.index + (found[1] ?? found[3] ?? '').length;
    scripts += blank(text.slice(end, start)) + script;
    end = start + script.length;
  }
  const named = [...text.matchAll(/\b(?:src|href|from)=["'](\.{0,2}\/?[^"':{}]+)["']/g)].map(([, name]) =>
    JSON.stringify(name),
  );
  const loaded = [...text.matchAll(/\bimport\(\s*(["'][^"']+["'])\s*\)/g)].map(([, name]) => `import(${name ?? ''})`);
  return `${scripts};[${[...named, ...loaded].join(',')}]`;
}

function blank(text: string): string {
  return text.replace(/[^\n]/g, ' ');
}

/** A style sheet finds its parts by rules of its own: what is not there is no error here. */
function stylesOf(text: string): ModuleReference[] {
  const code = text.replace(/\/\*[\s\S]*?\*\//g, blank);
  const named = code.matchAll(
    /@(?:import|use|forward|config|plugin|reference)\s+(?:\([^)]*\)\s*)?(?:url\()?["']([^"']+)["']|\bfrom\s+["']([^"']+)["']|url\(\s*["']?([^"')]+)["']?\s*\)/g,
  );
  return [...named].flatMap((found) => {
    const specifier = found[1] ?? found[2] ?? found[3] ?? '';
    if (/^(data:|https?:|#|\/)/.test(specifier)) return [];
    const line = code.slice(0, found.index).split('\n').length;
    return partialNames(specifier).map((name): ModuleReference => ({ kind: 'mock', specifier: name, line }));
  });
}

/** `./a` may be `./a.scss`, `./_a.scss`, `./a/_index.scss`; a name without `./` may be a neighbour. */
function partialNames(specifier: string): string[] {
  const name = specifier.replace(/^~/, '');
  const near = name.startsWith('.') ? [name] : [name, `./${name}`];
  if (/\.\w+$/.test(name)) return near.flatMap((path) => [path, path.replace(/([^/]+)$/, '_$1')]);
  const endings = ['.css', '.scss', '.sass', '.less'];
  return near.flatMap((path) => [
    path,
    ...endings.flatMap((ending) => [
      path + ending,
      path.replace(/([^/]+)$/, '_$1') + ending,
      `${path}/_index${ending}`,
      `${path}/index${ending}`,
    ]),
  ]);
}
