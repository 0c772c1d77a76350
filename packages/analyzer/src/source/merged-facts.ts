import type { FactPlaces, ModuleFacts } from './module-facts.js';
import type { RecordedFacts } from './module-record.js';

/** One part of a module with what it says; `deferred` is its place among the parts that are not executed at once. */
export interface RecordedPart {
  readonly facts: RecordedFacts;
  readonly deferred: number | undefined;
}

/** What a module says as a whole, and for each deferred part what of that is said nowhere but in deferred parts. */
export interface MergedFacts {
  readonly whole: Omit<ModuleFacts, 'declaresForAll' | 'links'>;
  readonly places: readonly FactPlaces[];
}

const LISTS = ['references', 'paths', 'globs', 'environment', 'pathLikeStrings', 'unknowns'] as const;
type ListName = (typeof LISTS)[number];

/**
 * Puts together what the parts of a module say, in the order of the parts.
 *
 * *Complexity*: O(facts).
 */
export function mergedFacts(parts: readonly RecordedPart[], count: number): MergedFacts {
  const merger = new Merger(parts);
  return {
    whole: {
      references: merger.lists.references.items,
      paths: merger.lists.paths.items,
      globs: merger.lists.globs.items,
      environment: merger.lists.environment.items,
      pathLikeStrings: merger.lists.pathLikeStrings.items,
      unknowns: merger.lists.unknowns.items,
      seesPositions: parts.some(({ facts }) => facts.seesPositions),
      comparesFiles: parts.some(({ facts }) => facts.comparesFiles),
      hasDecorators: parts.some(({ facts }) => facts.hasDecorators),
    },
    places: Array.from({ length: count }, (_, deferred) => merger.placesOf(deferred)),
  };
}

class Merger {
  readonly lists: { readonly [Name in ListName]: MergedList<ModuleFacts[Name][number]> };
  readonly #parts: readonly RecordedPart[];

  constructor(parts: readonly RecordedPart[]) {
    this.#parts = parts;
    const patterns = new Set(parts.flatMap(({ facts }) => facts.globs.flatMap((glob) => glob.patterns)));
    this.lists = {
      references: this.#merged('references'),
      paths: this.#merged('paths', ({ base, path, open }) => `${base} ${String(open)} ${path}`),
      globs: this.#merged('globs'),
      environment: this.#merged('environment', (name) => name).sorted(),
      pathLikeStrings: this.#merged('pathLikeStrings', (text) => text)
        .without(patterns)
        .sorted(),
      unknowns: this.#merged('unknowns'),
    };
  }

  placesOf(deferred: number): FactPlaces {
    const found = LISTS.map((name) => [name, this.lists[name].placesOf(deferred)] as const);
    const own = this.#parts.filter((part) => part.deferred === deferred);
    const eager = this.#parts.filter((part) => part.deferred === undefined);
    const sees = own.some(({ facts }) => facts.seesPositions) && !eager.some(({ facts }) => facts.seesPositions);
    return {
      ...Object.fromEntries(found.filter(([, places]) => places.length > 0)),
      ...(sees ? { seesPositions: true } : {}),
    };
  }

  /** With an `id`, what has the same one is the same. */
  #merged<Name extends ListName>(
    name: Name,
    id?: (item: ModuleFacts[Name][number]) => string,
  ): MergedList<ModuleFacts[Name][number]> {
    const list = new MergedList<ModuleFacts[Name][number]>();
    for (const { facts, deferred } of this.#parts)
      for (const item of facts[name] as readonly ModuleFacts[Name][number][]) list.add(item, id?.(item), deferred);
    return list;
  }
}

interface Entry<T> {
  readonly item: T;
  /** `undefined` among them: some of it is executed at once. */
  readonly parts: Set<number | undefined>;
}

class MergedList<T> {
  #entries: Entry<T>[] = [];
  readonly #byId = new Map<string, Entry<T>>();

  get items(): readonly T[] {
    return this.#entries.map(({ item }) => item);
  }

  add(item: T, id: string | undefined, part: number | undefined): void {
    const known = id === undefined ? undefined : this.#byId.get(id);
    const entry = known ?? { item, parts: new Set() };
    entry.parts.add(part);
    if (known) return;
    this.#entries.push(entry);
    if (id !== undefined) this.#byId.set(id, entry);
  }

  without(items: ReadonlySet<T>): this {
    this.#entries = this.#entries.filter(({ item }) => !items.has(item));
    return this;
  }

  sorted(): this {
    this.#entries.sort((a, b) => (a.item < b.item ? -1 : 1));
    return this;
  }

  placesOf(part: number): readonly number[] {
    return this.#entries.flatMap(({ parts }, index) => (parts.has(part) && !parts.has(undefined) ? [index] : []));
  }
}
