import { closureFrom, type NodeOf, type SpecClosure } from './spec-closure.js';
import type { LinkedMember, ModuleNode, ModuleSplit, SplitPart } from './module-parts.js';
import type { WorkspaceFiles } from './workspace-files.js';

/**
 * All that may be executed because of the roots, and what that reads. Of the roots anything may be used; of every other module what is
 * executed when it is loaded, and the declarations that someone who is executed gets hold of.
 *
 * *Complexity*: O(files + parts + uses) of the closure.
 */
export function executedClosure(roots: readonly string[], nodeOf: NodeOf, files: WorkspaceFiles): SpecClosure {
  const walk = new UseWalk(nodeOf);
  for (const root of roots) walk.takeAll(root);
  walk.finish();
  return closureFrom(walk.loaded, walk.executed, files);
}

/** A file that is loaded, and what of it is in use so far. */
interface LoadedFile {
  readonly split: ModuleSplit | undefined;
  /** Anything of it may be. */
  isWhole: boolean;
  readonly members: Set<string>;
  readonly parts: Set<number>;
}

class UseWalk {
  readonly executed: Omit<ModuleNode, 'path'>[] = [];
  readonly #nodeOf: NodeOf;
  readonly #files = new Map<string, LoadedFile>();
  /** Chains of modules may be longer than the stack. */
  readonly #pending: (() => void)[] = [];

  constructor(nodeOf: NodeOf) {
    this.#nodeOf = nodeOf;
  }

  /** Files that are there for what is executed. */
  get loaded(): ReadonlySet<string> {
    return new Set(this.#files.keys());
  }

  finish(): void {
    for (let next = this.#pending.pop(); next; next = this.#pending.pop()) next();
  }

  /** Anything in the file may be used, by whatever means. */
  takeAll(path: string): void {
    const file = this.#load(path);
    const { split } = file;
    if (!split || file.isWhole) return;
    file.isWhole = true;
    this.#pending.push(() => {
      for (const index of split.deferred.keys()) this.#execute(file, split, index);
      for (const member of split.exports.values()) if (typeof member !== 'string') this.#takeLinked(member);
      for (const star of split.stars) this.takeAll(star);
    });
  }

  /** What a module exports by this name. */
  #takeMember(path: string, name: string): void {
    const file = this.#load(path);
    const { split } = file;
    if (!split || file.isWhole || file.members.has(name)) return;
    file.members.add(name);
    this.#pending.push(() => {
      const member = split.exports.get(name);
      if (typeof member === 'string') this.#takeName(file, split, member);
      else if (member) this.#takeLinked(member);
      else this.#takeFromStars(path, split, name);
    });
  }

  #takeFromStars(path: string, split: ModuleSplit, name: string): void {
    const places = new Set(split.stars);
    let isFound = false;
    for (const place of places) {
      const { split: other } = this.#load(place);
      if (!other || other.exports.has(name)) {
        this.#takeMember(place, name);
        isFound = true;
      } else for (const star of other.stars) places.add(star); // walked over next
    }
    // Not exported where it can be seen: something else must have put it there.
    if (!isFound) this.takeAll(path);
  }

  #takeLinked({ files, name, widenings }: LinkedMember): void {
    if (widenings.length > 0) this.executed.push({ ...NOTHING, widenings });
    for (const path of files) {
      if (name === '*') this.takeAll(path);
      else this.#takeMember(path, name);
    }
  }

  /** What a module calls so. */
  #takeName(file: LoadedFile, split: ModuleSplit, use: string): void {
    const [name = '', member] = use.split('.');
    for (const index of split.declared.get(name) ?? []) this.#execute(file, split, index);
    const linked = split.imports.get(name);
    if (linked) this.#takeLinked(member === undefined ? linked : { ...linked, name: member });
  }

  #execute(file: LoadedFile, split: ModuleSplit, index: number): void {
    const part = split.deferred[index];
    if (!part || file.parts.has(index)) return;
    file.parts.add(index);
    this.#pending.push(() => {
      this.#executePart(file, split, part);
    });
  }

  #executePart(file: LoadedFile, split: ModuleSplit, part: SplitPart): void {
    this.executed.push(part);
    for (const found of part.files) this.#load(found);
    for (const { files, members } of part.taken)
      for (const found of files) {
        if (members) for (const member of members) this.#takeMember(found, member);
        else this.takeAll(found);
      }
    for (const use of part.uses) this.#takeName(file, split, use);
  }

  /** What is executed at once is executed now; where a file is not split, that is all of it. */
  #load(path: string): LoadedFile {
    const known = this.#files.get(path);
    if (known) return known;
    const node = this.#nodeOf(path);
    const { split } = node;
    const file: LoadedFile = { split, isWhole: false, members: new Set(), parts: new Set() };
    this.#files.set(path, file);
    this.#pending.push(() => {
      if (split) {
        this.#executePart(file, split, split.loaded);
        return;
      }
      this.executed.push(node);
      for (const found of node.files) this.takeAll(found);
    });
    return file;
  }
}

const NOTHING: Omit<ModuleNode, 'path'> = { files: [], reads: [], packages: [], environment: [], widenings: [] };
