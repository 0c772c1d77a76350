import { diagnostic, type Diagnostic, type FileMention, type NotTask, type SourceSpan } from '@nx-crest/core';
import type { SourceText } from '../source/source-text.js';
import { childOf, scanTasks, type TaskElement } from './scan-tasks.js';

/** A `<task>` of a plan file. */
export interface PlanTaskElement {
  /** `06-03a.2` where the task has a number; undefined where it has none. */
  readonly written: string | undefined;
  readonly title: string;
  readonly span: SourceSpan;
  readonly files: readonly FileMention[];
  readonly labels: readonly string[];
  readonly details: string | undefined;
}

/** The elements of a plan file. */
export interface ReadElements {
  readonly tasks: readonly PlanTaskElement[];
  /** The first line of `<objective>`. */
  readonly title: string | undefined;
  readonly notTasks: readonly NotTask[];
  readonly diagnostics: readonly Diagnostic[];
}

const NUMBER_IN_FRONT = /^(?:task[ \t]*)?(\d{1,3}[a-z]?)[ \t]*(?:[:.)]|[–—-](?=\s))[ \t]*/i;
const NUMBER_ONLY = /^task[ \t]+(\d{1,3}[a-z]?)[ \t]+/i;
/** Where a checkpoint without a name says what it is about. */
const TITLES = ['name', 'what-built', 'decision', 'action', 'how-to-verify'];

/** Reads the `<task>` elements of a plan. *Complexity*: O(n). */
export function readElements(source: SourceText, plan: string): ReadElements {
  const { elements, notTasks } = scanTasks(source);
  const diagnostics = elements
    .filter(({ closed }) => !closed)
    .map(({ start, contentStart }) =>
      diagnostic('CREST245', { tag: 'task' }, { span: source.spanAt(start, contentStart) }),
    );
  const tasks = elements.map((element) => readElement(source, plan, element));
  return { tasks, title: objective(source), notTasks, diagnostics };
}

function readElement(source: SourceText, plan: string, element: TaskElement): PlanTaskElement {
  const { start, end, contentStart, contentEnd } = element;
  const name = titleOf(source, element);
  // Without a name the title is a line of prose: what it begins with may be the step of a list.
  const number = childOf(source, element, 'name') ? (NUMBER_IN_FRONT.exec(name) ?? NUMBER_ONLY.exec(name)) : null;
  const title = name.slice(number?.[0].length ?? 0).trim();
  const id = element.attributes.get('id')?.trim() ?? number?.[1] ?? '';
  const details = source.text.slice(contentStart, contentEnd).trim();
  const written = source.text.slice(start, end).trimEnd();
  return {
    written: id === '' ? undefined : withPlan(plan, id),
    title: title === '' ? name : title,
    span: source.spanAt(start, start + written.length),
    files: filesOf(source, element),
    labels: labelsOf(element),
    details: details === '' ? undefined : details,
  };
}

function withPlan(plan: string, id: string): string {
  return id.startsWith(`${plan}.`) ? id : `${plan}.${id}`;
}

/** Whatever is for a person to do or to decide is a gate. */
function labelsOf({ attributes }: TaskElement): readonly string[] {
  const type = attributes.get('type')?.trim() ?? '';
  const words = [type.startsWith('checkpoint') ? 'gate' : '', type === 'auto' ? '' : type];
  return [...words, attributes.get('tdd') === 'true' ? 'tdd' : ''].filter((word) => word !== '');
}

function titleOf(source: SourceText, element: TaskElement): string {
  for (const name of TITLES) {
    const text = firstLine(childOf(source, element, name)?.text ?? '');
    if (text !== '') return text;
  }
  return firstLine(source.text.slice(element.contentStart, element.contentEnd).replace(/<\/?[\w-]{1,40}>/g, ' '));
}

function firstLine(text: string): string {
  return (
    text
      .trim()
      .split(/[\r\n]/, 1)[0]
      ?.trim() ?? ''
  );
}

function objective(source: SourceText): string | undefined {
  const at = source.text.indexOf('<objective>');
  if (at < 0) return undefined;
  const line = firstLine(source.text.slice(at + '<objective>'.length));
  return line === '' || line.startsWith('<') ? undefined : line;
}

/** The paths of `<files>`, with commas or line ends between; "N/A" and prose are none. */
function filesOf(source: SourceText, element: TaskElement): readonly FileMention[] {
  const child = childOf(source, element, 'files');
  if (!child) return [];
  const found = new Map<string, FileMention>();
  let at = child.start;
  for (const part of child.text.split(/[,\n]/)) {
    const marked = part.replace(/^\s*(?:[-*+]\s+)?`?/, '');
    const path = /^[^\s`]*/.exec(marked)?.[0] ?? '';
    const start = at + part.length - marked.length;
    if (/[./]/.test(path) && !/^n\/a/i.test(path) && !found.has(path)) {
      found.set(path, { path, span: source.spanAt(start, start + path.length) });
    }
    at += part.length + 1;
  }
  return [...found.values()];
}
