import type { FactPlaces, ModuleLinks, ModuleMember, ModuleReference } from '../source/module-facts.js';
import type { SourceFacts } from '../source/read-source.js';
import type { LinkedMember, ModuleNode, ModuleSplit, SplitPart, TakenFiles } from './module-parts.js';
import type { ModuleResolver } from './module-resolver.js';
import type { InstalledPackage } from './resolution.js';
import { processWidening, startsProcesses } from './started-processes.js';
import type { Widening } from './widening.js';

/** What one mention of something leads to. */
export interface NodePart {
  readonly files?: readonly string[];
  readonly reads?: readonly string[];
  readonly packages?: readonly InstalledPackage[];
  readonly environment?: readonly string[];
  readonly widenings?: readonly Omit<Widening, 'path'>[];
}

/** What each fact of a module leads to; the same places as in its facts. */
export type NodeParts = Readonly<Record<keyof Omit<FactPlaces, 'seesPositions'>, readonly NodePart[]>>;

interface SplitQuestion {
  readonly resolve: ModuleResolver;
  readonly followsTypes: boolean;
  readonly path: string;
  readonly facts: SourceFacts;
  readonly links: ModuleLinks;
  readonly parts: NodeParts;
}

const LISTS = ['references', 'paths', 'globs', 'environment', 'pathLikeStrings', 'unknowns'] as const;

/** Divides what a module leads to among its parts. */
export function moduleSplit(question: SplitQuestion): ModuleSplit {
  const { links, path, facts, resolve } = question;
  const { deferred } = links;
  const linked = ({ specifier, name }: ModuleMember): LinkedMember => {
    const reference = facts.references.find(
      (one) => one.erasable && one.kind !== 'type' && one.specifier === specifier,
    );
    if (!reference) return { files: [], name, widenings: [] };
    const isStarter = startsProcesses(specifier, name === '*' ? undefined : [name]);
    return {
      files: resolve(reference, path).files,
      name,
      widenings: isStarter ? [{ ...processWidening(reference), path }] : [],
    };
  };
  const declared = new Map<string, number[]>();
  for (const [index, { names }] of deferred.entries())
    for (const name of names) declared.set(name, [...(declared.get(name) ?? []), index]);
  const mapped = <T, U>(record: Readonly<Record<string, T>>, map: (value: T) => U) =>
    new Map(Object.entries(record).map(([name, value]) => [name, map(value)]));
  const loaded = splitPart(question, { uses: links.uses, places: loadedPlaces(question) });
  // A compiler that checks types looks at a module as a whole.
  const named = question.followsTypes ? question.parts.references.flatMap(({ files = [] }) => files) : [];
  return {
    loaded: { ...loaded, files: sorted([...loaded.files, ...named]).filter((file) => file !== path) },
    deferred: deferred.map((part) => splitPart(question, { uses: part.uses, places: part })),
    declared,
    imports: mapped(links.imports, linked),
    exports: mapped(links.exports, (value) => (typeof value === 'string' ? value : linked(value))),
    stars: links.stars.flatMap((specifier) => linked({ specifier, name: '*' }).files),
  };
}

/** What stands in deferred parts only is not there yet when the module is loaded. */
function loadedPlaces({ facts, links: { deferred }, parts }: SplitQuestion): FactPlaces {
  const sees = facts.seesPositions && !deferred.some(({ seesPositions }) => seesPositions);
  const places = LISTS.map((list) => {
    const later = new Set(deferred.flatMap((part) => part[list] ?? []));
    return [list, [...parts[list].keys()].filter((place) => !later.has(place))] as const;
  });
  return { ...Object.fromEntries(places), ...(sees ? { seesPositions: true } : {}) };
}

function splitPart(
  { path, facts, links, parts }: SplitQuestion,
  { uses, places }: { readonly uses: readonly string[]; readonly places: FactPlaces },
): SplitPart {
  const found = LISTS.flatMap((list) =>
    (places[list] ?? []).flatMap((place) => {
      const part = parts[list][place];
      if (!part) return [];
      const reference = list === 'references' ? facts.references[place] : undefined;
      return [{ reference, part: reference && isLinked(reference, links) ? withoutProcesses(part) : part }];
    }),
  );
  const node = partNode(
    path,
    found.map(({ part }) => part),
    { seesPositions: places.seesPositions ?? false },
  );
  const taken = found.flatMap(({ reference, part: { files = [], reads = [] } }): TakenFiles[] => {
    if (reference?.erasable ?? reference?.kind === 'type') return [];
    const members = reference?.taken;
    return [{ files, ...(members ? { members } : {}) }, { files: reads }];
  });
  return { ...node, uses, taken: taken.filter(({ files }) => files.length > 0) };
}

/** An import by names: what these can do counts where they are used. */
function isLinked({ erasable, specifier }: ModuleReference, { stars }: ModuleLinks): boolean {
  return erasable === true && !stars.includes(specifier);
}

function withoutProcesses(part: NodePart): NodePart {
  return { ...part, widenings: part.widenings?.filter(({ reason }) => reason !== 'process') ?? [] };
}

/** The same with files that stand for others as soon as the module is loaded. */
export function withFiles(node: ModuleNode, besides: readonly string[]): ModuleNode {
  if (besides.length === 0) return node;
  const files = sorted([...node.files, ...besides]);
  if (!node.split) return { ...node, files };
  const { loaded } = node.split;
  const more = { files: sorted([...loaded.files, ...besides]), taken: [...loaded.taken, { files: besides }] };
  return { ...node, files, split: { ...node.split, loaded: { ...loaded, ...more } } };
}

/** What some mentions lead to together. */
export function partNode(
  path: string,
  parts: readonly NodePart[],
  { seesPositions }: Pick<SourceFacts, 'seesPositions'>,
): ModuleNode {
  const packages = new Map(parts.flatMap((part) => part.packages ?? []).map((found) => [found.folder, found]));
  const reads = parts.flatMap((part) => part.reads ?? []);
  return {
    path,
    files: sorted([...parts.flatMap((part) => part.files ?? []), ...reads]).filter((file) => file !== path),
    reads: sorted(reads),
    packages: [...packages.values()],
    environment: sorted(parts.flatMap((part) => part.environment ?? [])),
    widenings: parts.flatMap((part) => part.widenings ?? []).map((widening) => ({ ...widening, path })),
    seesPositions,
  };
}

function sorted(items: readonly string[]): readonly string[] {
  return [...new Set(items)].sort();
}
