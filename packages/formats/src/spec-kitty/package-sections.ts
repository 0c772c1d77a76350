import type { SourceSpan } from '@nx-crest/core';
import { isNoteLine } from '../checkbox/note-line.js';
import { parseDuration } from '../duration/parse-duration.js';
import type { Heading } from '../markdown/read-blocks.js';
import type { SourceText } from '../source/source-text.js';
import type { PackageReference, WorkPackage } from './model.js';
import { packageId, readDependencyLine, readPackages, type PackageLine } from './package-references.js';
import type { PackageRow } from './task-tables.js';

const HEADING =
  /^(?:[^\p{L}\p{N}]{0,8})(?:Work[ \t]+Package[ \t]+)?(WP\d{1,4}[a-z]?)(?![A-Za-z0-9])[\s*_`]*(?:[:–—]|-+(?=\s))?[ \t]*(.*)$/iu;
const PRIORITY = /\((?:Priority:[ \t]*)?(P\d)\)|\*\*Priority\*\*[ \t]*:[ \t]*(P\d)/i;
const EFFORT = /^[\s*_-]*(?:estimated[ \t]+)?(?:effort|duration|time)[*_]{0,2}[ \t]*:[*_]{0,2}[ \t]*/i;
/** `- WP01: done`, which the tool writes below its mark. */
const GENERATED_LANE = /^[ \t]*-[ \t]+(WP\d{1,4}):[ \t]*([a-z_]{3,20})[ \t]*$/i;

/** A work package with the lines of its section. */
export interface PackageSection {
  readonly id: string;
  readonly title: string;
  readonly span: SourceSpan;
  readonly level: number;
  /** Lines of the section, both ends included. */
  readonly firstLine: number;
  readonly lastLine: number;
}

/** The sections of work packages: a heading `## WP01 — Title` and what is below it, up to the next one that is no part. */
export function readSections(source: SourceText, headings: readonly Heading[]): readonly PackageSection[] {
  const sections: PackageSection[] = [];
  const seen = new Set<string>();
  let open: PackageSection | undefined;
  const close = (lastLine: number): void => {
    if (open) sections.push({ ...open, lastLine });
    open = undefined;
  };
  for (const heading of headings) {
    const head = readHead(heading.text);
    if (open && (heading.level <= open.level || (head && head.id !== open.id))) close(heading.line - 1);
    if (!head || open || seen.has(head.id)) continue;
    seen.add(head.id);
    const { level, line, span } = heading;
    open = { ...head, span, level, firstLine: line + 1, lastLine: line };
  }
  close(source.lineStarts.length);
  return sections;
}

function readHead(text: string): { readonly id: string; readonly title: string } | undefined {
  const found = HEADING.exec(text);
  if (!found) return undefined;
  const id = packageId(found[1] ?? '');
  const title = titleOf(found[2] ?? '');
  return { id, title: title === '' ? id : title };
}

function titleOf(text: string): string {
  return text
    .replace(PRIORITY, '')
    .replace(/[\s*_`🎯]+(?:MVP)?[\s*_]*$/u, '')
    .trim();
}

/** What the section of a package says, or else its row and its generated lane. */
export function readPackage(
  source: SourceText,
  draft: PackageSection,
  { row, lane }: { readonly row: PackageRow | undefined; readonly lane: WorkPackage['lane'] },
): WorkPackage {
  const dependencies = sectionDependencies(source, draft) ?? rowDependencies(source, row);
  const effort = sectionEffort(source, draft) ?? row?.effort;
  const [start, end] = [source.lineStarts[draft.firstLine - 1], source.lineSpan(draft.lastLine).end.offset];
  const details = start === undefined ? '' : source.text.slice(start, Math.max(start, end)).trim();
  const priority = PRIORITY.exec(`${source.lineText(draft.firstLine - 1)}\n${details.slice(0, 400)}`);
  const label = priority?.[1] ?? priority?.[2];
  const none = { subtasks: [], files: [], assignee: undefined, isEntry: false };
  const { id, title, span } = draft;
  const labels = label === undefined ? [] : [label.toUpperCase()];
  return {
    id,
    title,
    span,
    dependencies,
    lane,
    effort,
    labels,
    source,
    details: details === '' ? undefined : details,
    ...none,
  };
}

/** Lines that say it themselves, and those below a heading "Dependencies". */
function sectionDependencies(
  source: SourceText,
  { firstLine, lastLine }: PackageSection,
): readonly PackageReference[] | undefined {
  const found: PackageReference[] = [];
  let stated = false;
  let below = false;
  for (let line = firstLine; line <= lastLine; line++) {
    const text = source.lineText(line);
    if (/^#{1,6}[ \t]/.test(text)) {
      below = /^#{1,6}[ \t]+depend/i.test(text);
      continue;
    }
    if (/^[ \t]*(?:[-*+]|\d{1,9}[.)])[ \t]+\[.\]/.test(text) || isNoteLine(text)) continue;
    const said = readDependencyLine(text) ?? (below ? readPackages(text, 0) : undefined);
    if (!said) continue;
    stated ||= said.isNothing || said.references.length > 0;
    found.push(...placed(source, source.lineStarts[line - 1] ?? 0, said));
  }
  return stated ? found : undefined;
}

function rowDependencies(source: SourceText, row: PackageRow | undefined): readonly PackageReference[] | undefined {
  if (!row?.dependencies) return undefined;
  const said = readPackages(row.dependencies.text, 0);
  return said.isNothing || said.references.length > 0 ? placed(source, row.dependencies.start, said) : undefined;
}

function placed(source: SourceText, at: number, { references }: PackageLine): readonly PackageReference[] {
  return references.map((reference) => {
    const [start, end] = [at + reference.start, at + reference.end];
    return { reference, text: source.text.slice(start, end), span: source.spanAt(start, end) };
  });
}

function sectionEffort(source: SourceText, { firstLine, lastLine }: PackageSection): WorkPackage['effort'] {
  for (let line = firstLine; line <= Math.min(lastLine, firstLine + 30); line++) {
    const text = source.lineText(line);
    const label = EFFORT.exec(text);
    if (!label || !parseDuration(text.slice(label[0].length))) continue;
    const start = (source.lineStarts[line - 1] ?? 0) + label[0].length;
    return { start, end: start + text.slice(label[0].length).trimEnd().length };
  }
  return undefined;
}

/** The lanes that the tool writes behind `<!-- status-model:start -->`. */
export function generatedLanes(source: SourceText): ReadonlyMap<string, NonNullable<WorkPackage['lane']>> {
  const lanes = new Map<string, NonNullable<WorkPackage['lane']>>();
  const start = source.text.indexOf('<!-- status-model:start');
  if (start < 0) return lanes;
  for (let line = source.spanAt(start, start).start.line; line <= source.lineStarts.length; line++) {
    const found = GENERATED_LANE.exec(source.lineText(line));
    if (found) lanes.set(packageId(found[1] ?? ''), { word: found[2] ?? '', span: source.lineSpan(line) });
  }
  return lanes;
}
