import { compareDiagnostics, compareText, diagnostic, type Diagnostic } from '@nx-crest/core';
import { detectFormat } from './detect-format.js';
import { formatOfFolder } from './document-units.js';
import type { PlanDocument, ReadOptions } from './choose-format.js';
import { formats } from './formats.js';
import type { ParsedDocument, PlanFormat } from './plan-format.js';
import { readSource, type ReadSource } from './source/read-source.js';
import type { SourceText } from './source/source-text.js';

/** The documents of a folder, parsed. */
export interface ReadFolder extends ParsedDocument {
  /** Missing where no format was recognised. */
  readonly format?: string;
  /** Those that were read, in the order of their paths. */
  readonly sources: readonly SourceText[];
}

/**
 * Reads the documents of one folder, whatever their order, as one plan: with the format whose folder it is, else with the
 * one that most of them look like. A folder with a single planning document is that document. Nothing is thrown.
 *
 * *Complexity*: O(n + dependencies).
 */
export function parseFolder(folder: string, documents: readonly PlanDocument[], options: ReadOptions = {}): ReadFolder {
  const read = [...documents].sort((a, b) => compareText(a.path, b.path)).map(({ path, raw }) => readSource(path, raw));
  const name =
    options.format ??
    formatOfFolder(
      folder,
      documents.map(({ path }) => path),
    );
  const known = formats.find((one) => one.name === name && one.parseTogether);
  const members = known ? membersOf(read, known) : [];
  if (known && members.length > 0) return together(folder, known, members);

  const recognised = read.flatMap((one) => {
    const format = detectFormat(one.source);
    return format && (name === undefined || name === format.name) ? [{ one, format }] : [];
  });
  const [most] = byFormat(recognised).sort(
    ([a, one], [b, other]) => other.length - one.length || compareText(a.name, b.name),
  );
  if (most) return together(folder, ...most);
  const [only, ...others] = recognised;
  if (only && others.length === 0) return alone(only);
  const found = recognised.map(({ one }) => one.source.path);
  return { plans: [], sources: [], diagnostics: [diagnostic('CREST221', { folder, found })] };
}

interface Recognised {
  readonly one: ReadSource;
  readonly format: PlanFormat;
}

/** The documents of formats that make one plan of several. */
function byFormat(recognised: readonly Recognised[]): [PlanFormat, readonly ReadSource[]][] {
  const found = new Map<PlanFormat, ReadSource[]>();
  for (const { one, format } of recognised) {
    if (!format.parseTogether) continue;
    const members = found.get(format) ?? [];
    found.set(format, members);
    members.push(one);
  }
  return [...found];
}

function alone({ one, format }: Recognised): ReadFolder {
  const { plans, diagnostics } = format.parse(one.source);
  return {
    format: format.name,
    sources: [one.source],
    plans,
    diagnostics: sorted([...one.diagnostics, ...diagnostics]),
  };
}

/** The documents at the format's own places; of a folder that lies elsewhere, all that look like it. */
function membersOf(read: readonly ReadSource[], format: PlanFormat): readonly ReadSource[] {
  const usual = read.filter(({ source: { path } }) => format.matchesPath(path) || format.belongsTo?.(path));
  return usual.length > 0 ? usual : read.filter(({ source }) => format.matchesContent(source) > 0);
}

function together(folder: string, format: PlanFormat, members: readonly ReadSource[]): ReadFolder {
  const sources = members.map(({ source }) => source);
  const parsed = format.parseTogether?.(sources) ?? { plans: [], diagnostics: [] };
  const found = [...members.flatMap(({ diagnostics }) => diagnostics), ...parsed.diagnostics];
  if (parsed.plans.every(({ tasks }) => tasks.length === 0)) {
    const documents = sources.length === 1 ? '1 document' : `${sources.length} documents`;
    found.push(diagnostic('CREST202', { format: format.name, found: documents }));
  }
  const plans = parsed.plans.map((plan) => ({ ...plan, path: folder }));
  return { format: format.name, sources, plans, diagnostics: sorted(found) };
}

function sorted(found: readonly Diagnostic[]): readonly Diagnostic[] {
  return [...found].sort(compareDiagnostics);
}
