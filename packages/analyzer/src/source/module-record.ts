import ts from 'typescript';
import type {
  GlobUse,
  ModuleFacts,
  ModuleReference,
  PathBase,
  PathUse,
  ReferenceKind,
  UnknownUse,
} from './module-facts.js';
import { normalPath, type PathValue } from './path-value.js';

/** Longer texts are no paths that a person wrote. */
const MAX_PATH = 260;
const SHOWN = 60;
/** Something with a folder or an extension in it, and no address; of what is only dots nobody means a file. */
const PATH_LIKE = /^(?!.*:\/\/)(?![./]*$)[^\n\r<>"|]*[./][^\n\r<>"|]*$/;

/** A node, or an offset in the text. */
type Place = ts.Node | number;

type ReferenceDetails = Partial<Pick<ModuleReference, 'erasable' | 'taken'>>;

/** What is said in one part of a module. */
export type RecordedFacts = Omit<ModuleFacts, 'declaresForAll' | 'links'>;

/** Takes down what one part of a module says while it is walked over. */
export class ModuleRecord {
  readonly #source: ts.SourceFile;
  readonly #references: ModuleReference[] = [];
  readonly #paths: PathUse[] = [];
  readonly #globs: GlobUse[] = [];
  readonly #unknowns: UnknownUse[] = [];
  readonly #environment = new Set<string>();
  readonly #strings = new Set<string>();
  readonly #seen = new Set<string>();
  #seesPositions = false;
  #comparesFiles = false;
  #hasDecorators = false;

  constructor(source: ts.SourceFile) {
    this.#source = source;
  }

  refer(kind: ReferenceKind, specifier: string, at: Place, besides: ReferenceDetails = {}): void {
    this.#references.push({ kind, specifier, line: this.#line(at), ...besides });
  }

  /** *Returns* whether it is a path: a text alone is none. */
  usePath(value: PathValue | undefined, at: Place): boolean {
    if (value === undefined || value.base === 'none') return false;
    this.#addPath(value.base, value, at);
    return true;
  }

  /** A text that begins like a path: nothing says from where. */
  useFromAnywhere(value: PathValue, at: Place): void {
    for (const base of ['module', 'cwd'] as const) this.#addPath(base, value, at);
  }

  /** A text that is known to be used as a path from the current folder. */
  useFromCurrentFolder(value: PathValue | undefined, at: Place): void {
    if (value?.base === 'none' && value.path !== '') this.#addPath('cwd', value, at);
  }

  useGlob(patterns: readonly string[], isRead: boolean, at: Place): void {
    this.#globs.push({ patterns, line: this.#line(at), ...(isRead ? { isRead } : {}) });
  }

  useEnvironment(name: string): void {
    this.#environment.add(name);
  }

  useStack(): void {
    this.#seesPositions = true;
  }

  decorate(): void {
    this.#hasDecorators = true;
  }

  compareFiles(): void {
    this.#comparesFiles = true;
  }

  mention(text: string): void {
    if (text.length <= MAX_PATH && PATH_LIKE.test(text)) this.#strings.add(text);
  }

  cannotTell(what: UnknownUse['what'], node: ts.Node): void {
    const text = this.#source.text.slice(node.getStart(this.#source), node.end).replace(/\s+/g, ' ');
    const shown = text.length > SHOWN ? `${text.slice(0, SHOWN - 1)}…` : text;
    this.#unknowns.push({ what, text: shown, line: this.#line(node) });
  }

  facts(): RecordedFacts {
    return {
      references: this.#references,
      paths: this.#paths,
      globs: this.#globs,
      environment: [...this.#environment],
      pathLikeStrings: [...this.#strings],
      unknowns: this.#unknowns,
      seesPositions: this.#seesPositions,
      comparesFiles: this.#comparesFiles,
      hasDecorators: this.#hasDecorators,
    };
  }

  #addPath(base: PathBase, { path, open }: PathValue, at: Place): void {
    const key = `${base} ${String(open)} ${normalPath(path)}`;
    if (this.#seen.has(key)) return;
    this.#seen.add(key);
    this.#paths.push({ base, path: normalPath(path), open, line: this.#line(at) });
  }

  #line(at: Place): number {
    const position = typeof at === 'number' ? at : at.getStart(this.#source);
    return ts.getLineAndCharacterOfPosition(this.#source, position).line + 1;
  }
}
