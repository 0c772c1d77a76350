import type { SourceSpan } from '@nx-crest/core';
import { readBoxes, type Box } from '../checkbox/read-boxes.js';
import { readBlocks, type Heading, type MarkdownBlocks, type Zone } from '../markdown/read-blocks.js';
import type { SourceText } from '../source/source-text.js';
import { readTaskHeading, type TaskHeading } from './task-heading.js';

/** One task of a plan, with the lines that belong to it. *Units*: lines count from 1. */
export interface TaskSection {
  readonly task: TaskHeading;
  readonly span: SourceSpan;
  readonly line: number;
  /** The last line; below the heading there may be none. */
  readonly lastLine: number;
  /** Its step boxes, in document order. */
  readonly steps: readonly Box[];
}

/** A plan, cut into its tasks. */
export interface PlanSections {
  readonly blocks: MarkdownBlocks;
  readonly tasks: readonly TaskSection[];
  /** Boxes that are no step of any task. */
  readonly others: readonly Box[];
}

const STEP = /^[ \t]*[*_]{0,2}Step[ \t]+(\d{1,4})\b/i;
const HEADING_IN_FENCE = /^(#{2,5})[ \t]+(\S.*)$/;

/**
 * Cuts a plan into its tasks. A task reaches to the next task heading, or to a heading of its level or above, unless its
 * steps go on behind that: plans quote Markdown with headings of its own, in fences that an inner fence ends early. A
 * fence without a language whose first step goes on from the last one is such a leftover, and its steps are real; so is a
 * task heading in it that carries the next number.
 *
 * *Complexity*: O(n).
 */
export function readPlanSections(source: SourceText): PlanSections {
  const blocks = readBlocks(source);
  const walk = new Walk(source);
  for (const event of eventsOf(source, blocks)) walk.take(event);
  walk.close(source.lineStarts.length + 1);
  return { blocks, tasks: walk.tasks, others: walk.others };
}

type Event =
  | { readonly line: number; readonly heading: Heading; readonly zone?: Zone | undefined }
  | { readonly line: number; readonly box: Box };

function eventsOf(source: SourceText, blocks: MarkdownBlocks): readonly Event[] {
  const headings = blocks.headings.map((heading): Event => ({ line: heading.line, heading }));
  const boxes = readBoxes(source, blocks).map((box): Event => ({ line: box.line, box }));
  const hidden = blocks.zones.filter(isBareFence).flatMap((zone) => headingsIn(source, zone));
  return [...headings, ...boxes, ...hidden].sort((a, b) => a.line - b.line);
}

function isBareFence({ kind, info }: Zone): boolean {
  return kind === 'fence' && info === undefined;
}

function headingsIn(source: SourceText, zone: Zone): readonly Event[] {
  const found: Event[] = [];
  for (let line = zone.firstLine + 1; line <= zone.lastLine; line++) {
    const [, marks = '', text = ''] = HEADING_IN_FENCE.exec(source.lineText(line)) ?? [];
    if (marks === '' || !readTaskHeading(text)) continue;
    found.push({ line, heading: { level: marks.length, text, line, span: source.lineSpan(line) }, zone });
  }
  return found;
}

/** Goes through headings and boxes in document order. */
class Walk {
  readonly tasks: TaskSection[] = [];
  readonly others: Box[] = [];
  readonly #source: SourceText;
  #open: { readonly task: TaskHeading; readonly heading: Heading; readonly steps: Box[] } | undefined;
  /** Where a heading of the task's level or above stands behind it. */
  #closedAt: number | undefined;
  #lastStep = 0;
  /** Fences that are leftovers of an outer one, and those that are not. */
  readonly #isReal = new Map<Zone, boolean>();

  constructor(source: SourceText) {
    this.#source = source;
  }

  take(event: Event): void {
    if ('box' in event) this.#takeBox(event.box);
    else this.#takeHeading(event.heading, event.zone);
  }

  close(line: number): void {
    const open = this.#open;
    this.#open = undefined;
    if (!open) return;
    const { task, heading, steps } = open;
    const lastLine = (this.#closedAt ?? line) - 1;
    this.tasks.push({ task, span: this.#source.lineSpan(heading.line), line: heading.line, lastLine, steps });
  }

  #takeHeading(heading: Heading, zone: Zone | undefined): void {
    const task = readTaskHeading(heading.text);
    if (zone) {
      const isNext = Number(task?.id) === Number(this.#open?.task.id) + 1;
      if (!isNext) return;
      this.#isReal.set(zone, true);
    }
    if (!task) {
      if (this.#open && heading.level <= this.#open.heading.level) this.#closedAt ??= heading.line;
      return;
    }
    this.close(heading.line);
    this.#open = { task, heading, steps: [] };
    this.#closedAt = undefined;
    this.#lastStep = 0;
  }

  #takeBox(box: Box): void {
    const step = Number(STEP.exec(box.text)?.[1] ?? 0);
    const goesOn = step > 0 && step === this.#lastStep + 1;
    if (!this.#open || !this.#isStep(box, goesOn)) {
      this.others.push(box);
      return;
    }
    this.#closedAt = undefined;
    this.#open.steps.push(box);
    if (step > 0) this.#lastStep = step;
  }

  #isStep({ zone, text }: Box, goesOn: boolean): boolean {
    if (/^[(:]/.test(text)) return false; // a link, a link definition
    if (!zone) return goesOn || this.#closedAt === undefined;
    if (!isBareFence(zone)) return false;
    const isReal = this.#isReal.get(zone) ?? (goesOn && this.#lastStep > 0);
    this.#isReal.set(zone, isReal);
    return isReal && goesOn;
  }
}
