import type { NotTask } from '@nx-crest/core';
import { entryDetails } from '../checkbox/entry-details.js';
import { readEntries, type Entry } from '../checkbox/read-entries.js';
import { readBlocks, type Heading } from '../markdown/read-blocks.js';
import { readTables } from '../markdown/read-tables.js';
import type { SourceText } from '../source/source-text.js';
import type { MissionPart, Subtask } from './model.js';
import { packageId } from './package-references.js';
import { generatedLanes, readPackage, readSections, type PackageSection } from './package-sections.js';
import { packageRows, rowTask, subtaskRows } from './task-tables.js';

const CRITERIA =
  /criteria|definition of done|\bdod\b|deliverable|checklist|verification|success|quality gate|risk|reviewer/i;

/** Reads a mission's `tasks.md`: packages from headings, subtasks from boxes and, where they have none, from tables. */
export function readTasksDocument(source: SourceText): MissionPart {
  const blocks = readBlocks(source);
  const { entries, notTasks: others } = readEntries(source, blocks, {
    ' ': 'todo',
    x: 'done',
    X: 'done',
    '~': 'in-progress',
  });
  const drafts = readSections(source, blocks.headings);
  const tables = readTables(source);
  const rows = tables.flatMap((table) => subtaskRows(table));
  const facts = packageRows(tables);
  const lanes = generatedLanes(source);
  const sections = sectionNames(source, blocks.headings);
  const boxes = readBoxes({ source, entries, drafts, sections });
  const known = new Set(boxes.subtasks.flatMap(({ written }) => written ?? []));
  const listed = rows.filter(({ id }) => !known.has(id)).map((row) => rowTask(source, row));
  const rowOf = new Map(rows.map((row) => [row.id, row]));
  const subtasks = boxes.subtasks.map((task): Subtask => {
    const row = rowOf.get(task.written ?? '');
    return { ...task, package: task.package ?? row?.package, parallel: task.parallel || row?.parallel === true };
  });
  const packages = drafts.map((draft) =>
    readPackage(source, draft, { row: facts.get(draft.id), lane: lanes.get(draft.id) }),
  );
  const title = blocks.headings.find(({ level }) => level === 1)?.text.replace(/^(?:Tasks|Work Packages):[ \t]*/i, '');
  return {
    title,
    packages,
    subtasks: [...subtasks, ...listed],
    notTasks: [...others, ...boxes.notTasks].sort((a, b) => a.span.start.offset - b.span.start.offset),
    diagnostics: blocks.diagnostics,
  };
}

/** The heading or label that each line stands under, within its section. */
function sectionNames(source: SourceText, headings: readonly Heading[]): (line: number) => string {
  const names: string[] = [];
  const heading = new Map(headings.map(({ line, text }) => [line, text]));
  let name = '';
  for (let line = 1; line <= source.lineStarts.length; line++) {
    const text = source.lineText(line);
    const label = /^\*\*([^*]{3,60})\*\*[ \t]*(?::[ \t]*)?$/.exec(text) ?? /^\*\*([^*]{3,60}):\*\*[ \t]*$/.exec(text);
    name = heading.get(line) ?? label?.[1] ?? name;
    names.push(name);
  }
  return (line) => names[line - 1] ?? '';
}

interface BoxReading {
  readonly source: SourceText;
  readonly entries: readonly Entry[];
  readonly drafts: readonly PackageSection[];
  readonly sections: (line: number) => string;
}

function readBoxes({ source, entries, drafts, sections }: BoxReading) {
  const subtasks: Subtask[] = [];
  const notTasks: NotTask[] = [];
  const inPackages = new Set<string>();
  let at = 0;
  const places = entries.map((entry) => {
    while ((drafts[at]?.lastLine ?? Infinity) < entry.box.line) at++;
    const draft = drafts[at];
    const inside = draft !== undefined && entry.box.line >= draft.firstLine ? draft : undefined;
    if (inside && entry.written?.startsWith('T')) inPackages.add(entry.written);
    return inside;
  });
  entries.forEach((entry, index) => {
    const draft = places[index];
    const reason = reasonAgainst(entry, { draft, section: sections(entry.box.line), inPackages });
    if (reason !== undefined) notTasks.push({ span: entry.span, reason });
    else subtasks.push(boxTask(source, entry, draft?.id));
  });
  return { subtasks, notTasks };
}

function reasonAgainst(
  { written, parent }: Entry,
  {
    draft,
    section,
    inPackages,
  }: { draft: PackageSection | undefined; section: string; inPackages: ReadonlySet<string> },
): string | undefined {
  const isSubtask = written?.startsWith('T') === true;
  if (!draft && isSubtask && inPackages.has(written)) return `${written} is a subtask of a work package`;
  if (isSubtask) return undefined;
  if (!draft) return `under "${section}", in no work package`;
  if (parent !== undefined) return 'a step of the subtask above';
  return CRITERIA.test(section) ? `under "${section}"` : undefined;
}

function boxTask(source: SourceText, entry: Entry, draft: string | undefined): Subtask {
  const named = /\((WP\d{1,4}[a-z]?)\)[ \t]*$/i.exec(entry.title);
  const title = named ? entry.title.slice(0, named.index).trim() : entry.title;
  return {
    written: entry.written?.startsWith('T') ? entry.written : undefined,
    title: title === '' ? entry.title : title,
    span: entry.span,
    package: draft ?? (named ? packageId(named[1] ?? '') : undefined),
    parallel: entry.parallel,
    optional: entry.optional,
    status: entry.status,
    labels: entry.labels,
    line: entry.box.line,
    source,
    entry,
    details: entryDetails(source, entry),
  };
}
