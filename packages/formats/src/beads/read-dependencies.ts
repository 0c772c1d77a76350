import {
  diagnostic,
  type Diagnostic,
  type OutsideDependency,
  type PlanDependency,
  type SourceSpan,
} from '@nx-crest/core';
import { field, listField, objectFields, reportField, type Reading } from '../fields/object-fields.js';
import type { JsonNode } from '../json/read-json.js';
import { groupCircles } from '../order/group-circles.js';
import { withOpenParts } from '../order/open-parts.js';
import { textOf, type Issue, type IssueFile } from './read-issues.js';

/** What issues say about each other. All lists have one entry per issue. */
export interface IssueLinks {
  /** The indices of the issues that are parts of each. */
  readonly children: readonly (readonly number[])[];
  readonly dependencies: readonly (readonly PlanDependency[])[];
  /** It runs only if another fails. */
  readonly conditional: readonly boolean[];
  readonly outside: readonly OutsideDependency[];
  readonly diagnostics: readonly Diagnostic[];
}

/** Types that hold an issue back. Any other type, made-up ones included, orders nothing. */
const BLOCKING = new Set(['blocks', 'conditional-blocks', 'waits-for']);
const EXTERNAL = /^external:([^:]*):?(.*)$/;

interface Link {
  readonly from: number;
  readonly on: string;
  readonly type: string;
  readonly span: SourceSpan;
}

/** *Complexity*: linear in issues and dependencies. */
export function readLinks(reading: Reading, file: IssueFile): IssueLinks {
  const links = file.issues.flatMap((issue, from) => readEntries(reading, issue, from));
  const diagnostics: Diagnostic[] = [];
  const parents = file.issues.map((): number[] => []);
  for (const { from, on, span, type } of links) {
    if (type !== 'parent-child' || file.gone.has(on)) continue;
    const parent = file.indexOf.get(on);
    if (parent !== undefined) parents[from]?.push(parent);
    else diagnostics.push(diagnostic('CREST242', { id: idOf(file, from), parent: on }, { span }));
  }
  file.issues.forEach(({ written }, index) => {
    // Beads makes the link along with such an id, but not all exports have it: `bd-a3f8.1` is a part of `bd-a3f8`.
    const above =
      parents[index]?.length === 0 ? file.indexOf.get(written.slice(0, written.lastIndexOf('.'))) : undefined;
    if (above !== undefined && above !== index && written.includes('.')) parents[index]?.push(above);
  });
  const children = file.issues.map((): number[] => []);
  parents.forEach((all, index) => {
    for (const parent of new Set(all)) children[parent]?.push(index);
  });
  const targets = readTargets(file, links, parents);
  const blocking = links.filter(({ type }) => BLOCKING.has(type));
  return {
    children,
    dependencies: targets.dependencies,
    conditional: conditionals(file, blocking),
    outside: targets.outside,
    diagnostics: [...diagnostics, ...targets.diagnostics],
  };
}

function readEntries(reading: Reading, issue: Issue, from: number): readonly Link[] {
  return listField(reading, issue.fields, 'dependencies').flatMap((node): readonly Link[] => {
    const fields = node.type === 'object' ? objectFields(node) : undefined;
    const on = fields ? textOf(fields, 'depends_on_id') || textOf(fields, 'id') : plainId(node);
    if (on === '') {
      reportField(reading, node, { field: 'dependencies', expected: 'a list of objects with "depends_on_id"' });
      return [];
    }
    const place = fields ? (field(fields, 'depends_on_id') ?? node) : node;
    const span = reading.source.spanAt(place.offset, place.offset + place.length);
    return [{ from, on, type: (fields && textOf(fields, 'type')) || 'blocks', span }];
  });
}

function plainId({ value }: JsonNode): string {
  return typeof value === 'string' ? value.trim() : '';
}

interface Targets {
  readonly dependencies: readonly (readonly PlanDependency[])[];
  readonly outside: readonly OutsideDependency[];
  readonly diagnostics: readonly Diagnostic[];
}

function readTargets(file: IssueFile, links: readonly Link[], parents: readonly (readonly number[])[]): Targets {
  const outside: OutsideDependency[] = [];
  const diagnostics: Diagnostic[] = [];
  const isOver = waitsThatAreOver(file, parents);
  const inside: Wait[] = [];
  for (const link of links) {
    if (!BLOCKING.has(link.type) || file.gone.has(link.on)) continue;
    const on = file.indexOf.get(link.on);
    if (on !== undefined) {
      if (!isOver(on)) inside.push({ link, on });
      continue;
    }
    const found = outsideOf(idOf(file, link.from), link);
    outside.push(found);
    const id = idOf(file, link.from);
    if (found.plan === undefined && !isClosed(file, link.from))
      diagnostics.push(diagnostic('CREST219', { id, on: link.on }, { span: link.span }));
  }
  const kept = withoutCircles(file, inside, parents);
  return { dependencies: kept.dependencies, outside, diagnostics: [...diagnostics, ...kept.diagnostics] };
}

interface Wait {
  readonly link: Link;
  readonly on: number;
}

/** The waits that can be kept where a parent is done only when its children are. */
function withoutCircles(
  file: IssueFile,
  inside: readonly Wait[],
  parents: readonly (readonly number[])[],
): Pick<Targets, 'dependencies' | 'diagnostics'> {
  const dependencies = file.issues.map((): PlanDependency[] => []);
  const diagnostics: Diagnostic[] = [];
  const waits = file.issues.map((): number[] => []);
  for (const { link, on } of inside) waits[link.from]?.push(on);
  const inCircle = groupCircles(parents.map((all, index) => ({ parents: all, waitsFor: waits[index] ?? [] })));
  for (const { link, on } of inside) {
    const [id, target] = [idOf(file, link.from), idOf(file, on)];
    if (!inCircle(link.from, on)) dependencies[link.from]?.push({ on: target, origin: 'explicit', span: link.span });
    else if (!isClosed(file, link.from)) {
      diagnostics.push(diagnostic('CREST241', { id, on: target }, { span: link.span }));
    }
  }
  return { dependencies, diagnostics };
}

/** `external:project:capability` is of another project, any other id of nobody that is known. */
function outsideOf(id: string, { on, span }: Link): OutsideDependency {
  const [, plan, capability] = EXTERNAL.exec(on) ?? [];
  if (plan === undefined) return { id, on, span };
  return { id, plan, ...(capability ? { on: capability } : {}), span };
}

/**
 * Pinned issues hold nothing back. Neither does a parent that was closed while parts of it were still open: they would
 * hold back what waits for the parent.
 */
function waitsThatAreOver(file: IssueFile, parents: readonly (readonly number[])[]): (on: number) => boolean {
  const openInside = withOpenParts(parents, (index) => isClosed(file, index));
  return (on) => statusOf(file, on) === 'pinned' || (isClosed(file, on) && openInside.has(on));
}

function conditionals({ issues }: IssueFile, links: readonly Link[]): readonly boolean[] {
  const conditional = issues.map(() => false);
  for (const { from, type } of links) if (type === 'conditional-blocks') conditional[from] = true;
  return conditional;
}

function idOf({ issues }: IssueFile, index: number): string {
  return issues[index]?.id ?? '';
}

function statusOf({ issues }: IssueFile, index: number): string {
  const issue = issues[index];
  return issue ? textOf(issue.fields, 'status') : '';
}

function isClosed(file: IssueFile, index: number): boolean {
  return statusOf(file, index) === 'closed';
}
