import { distinctName, safeName, shorten, withHash } from './safe-name.js';

/** One project to be: a document, or one tag of it. */
export interface SpecUnit {
  /** From the workspace root, `/` as separator. */
  readonly document: string;
  readonly tag?: string | undefined;
  /** A folder whose documents are one plan: then its own name tells what is planned. */
  readonly isFolder?: boolean | undefined;
}

/** Folders and files of these names say nothing about what is planned; without dot, lower case. */
const GENERIC = new Set(
  'doc docs documentation feature features kiro openspec plan planning plans spec specify specs task taskmaster tasks'.split(
    ' ',
  ),
);

/**
 * A project name for each unit, in the same order: the name of the document's folder where that is unique among
 * documents and projects; where the folder's name says nothing, the file's own, or the nearest folder's above that does.
 * Names that collide give way to longer ones, of the whole path, all of them: no name depends on the order of the units.
 *
 * *Parameters*: `taken` are the names that projects of the workspace have, whatever their case.
 *
 * *Example*: `specs/001-photos/tasks.md` is `001-photos`; `docs/roadmap-q3.md` is `roadmap-q3`.
 */
export function nameProjects(units: readonly SpecUnit[], taken: ReadonlySet<string>, prefix = ''): readonly string[] {
  const used = new Set([...taken].map((name) => name.toLowerCase()));
  const names = new Map<SpecUnit, string>();
  for (const nameOf of [shortName, telling, folderPath, wholePath, hashedPath]) {
    const open = units.filter((unit) => !names.has(unit));
    const wanted = open.map((unit) => complete(nameOf(telltalePath(unit)), unit, prefix));
    const counts = new Map<string, number>();
    for (const name of wanted) counts.set(name.toLowerCase(), (counts.get(name.toLowerCase()) ?? 0) + 1);
    const free = wanted.map((name) => counts.get(name.toLowerCase()) === 1 && !used.has(name.toLowerCase()));
    for (const [index, unit] of open.entries()) {
      const name = wanted[index];
      if (!free[index] || name === undefined) continue;
      names.set(unit, name);
      used.add(name.toLowerCase());
    }
  }
  // Only a real project that bears the hash of our path could take the last name, too.
  return units.map((unit) => names.get(unit) ?? withHash('spec', `${unit.document}\0${unit.tag ?? ''}`));
}

/** The path that names are made of: of a folder as though one document of no name of its own lay in it. */
function telltalePath({ document, isFolder }: SpecUnit): string {
  return isFolder === true ? `${document}/plan` : document;
}

/** Where the project is said to lie: a path beside the document that does not exist, so that it owns no file. */
export function projectRoot({ document, tag }: SpecUnit): string {
  const slash = document.lastIndexOf('/') + 1;
  const root = `${document.slice(0, slash)}.crest/${document.slice(slash)}`;
  return tag === undefined ? root : `${root}/${distinctName(tag)}`;
}

function complete(name: string, { document, tag }: SpecUnit, prefix: string): string {
  const tagged = tag === undefined ? name : `${name}-${distinctName(tag)}`;
  return shorten(prefix + tagged, `${document}\0${tag ?? ''}`);
}

function shortName(document: string): string {
  const { folders, stem } = parts(document);
  const folder = folders.at(-1);
  if (folder !== undefined && !isGeneric(folder)) return named(folder);
  if (!isGeneric(stem)) return named(stem);
  // A hidden folder at least names the tool.
  return named(folders.findLast((name) => !isGeneric(name)) ?? folders.find((name) => name.startsWith('.')) ?? stem);
}

/** What of the path says something. */
function telling(document: string): string {
  const { folders, stem } = parts(document);
  const said = [...folders, stem].filter((name) => !isGeneric(name));
  return said.length === 0 ? folderPath(document) : joined(said, document);
}

/** No extension, which would read as a file's name, and no generic stem. */
function folderPath(document: string): string {
  const { folders, stem } = parts(document);
  return joined(isGeneric(stem) && folders.length > 0 ? folders : [...folders, stem], document);
}

function wholePath(document: string): string {
  return joined(document.split('/'), document);
}

function hashedPath(document: string): string {
  return withHash(wholePath(document), document);
}

function joined(segments: readonly string[], document: string): string {
  const names = segments.map(safeName).filter((name) => name !== '');
  return shorten(names.length === 0 ? withHash('spec', document) : names.join('-'), document);
}

function named(segment: string): string {
  return safeName(segment) || withHash('spec', segment);
}

function parts(document: string): { readonly folders: readonly string[]; readonly stem: string } {
  const folders = document.split('/');
  const file = folders.pop() ?? document;
  const dot = file.lastIndexOf('.');
  return { folders, stem: dot > 0 ? file.slice(0, dot) : file };
}

function isGeneric(segment: string): boolean {
  return GENERIC.has(segment.replace(/^\.+/, '').toLowerCase());
}
