import type { NotTask, SourceSpan, TaskStatus } from '@nx-crest/core';
import { isNoteLine } from '../checkbox/note-line.js';
import { entryDetails } from '../checkbox/entry-details.js';
import { readEntries, type Entry } from '../checkbox/read-entries.js';
import { readBlocks, type Heading, type MarkdownBlocks } from '../markdown/read-blocks.js';
import type { PlacedReference } from '../order/id-list.js';
import type { SourceText } from '../source/source-text.js';
import { waveName } from '../waves/wave-name.js';
import { readDependsLine } from './phase-dependencies.js';
import { phaseKey, planNumber, type PlanNumber } from './plan-number.js';
import { readMilestone, readPhaseHead, readPlanHead, readShipped, readWaveNumber } from './roadmap-lines.js';

/** A plan as a box of the roadmap has it. */
export interface RoadmapPlan {
  readonly number: PlanNumber | undefined;
  readonly title: string;
  readonly wave: number | undefined;
  /** Index into `Roadmap.entries`. */
  readonly entry: number;
}

/** A phase: its box, its heading, or both. */
export interface RoadmapPhase {
  readonly key: string;
  readonly milestone: string | undefined;
  title: string;
  span: SourceSpan;
  /** Index into `Roadmap.entries`; undefined for a phase that has a heading only. */
  entry: number | undefined;
  status: TaskStatus | undefined;
  /** References of its `Depends on` line, `line` counted from 1; undefined where there is none. */
  depends: { readonly line: number; readonly references: readonly PlacedReference[] } | undefined;
  details: string | undefined;
  readonly plans: RoadmapPlan[];
}

/** What a ROADMAP.md says. */
export interface Roadmap {
  readonly source: SourceText;
  readonly title: string | undefined;
  readonly entries: readonly Entry[];
  readonly phases: readonly RoadmapPhase[];
  /** Phases of milestones that are done and whose details are gone. */
  readonly shipped: readonly (readonly [number, number])[];
  readonly notTasks: readonly NotTask[];
  readonly blocks: MarkdownBlocks;
}

const CRITERIA = /criteria|must be true|verif|requirement|definition of done|coverage|validation|gate/i;
const LABEL_LINE = /^[ \t]*(?:[-*+][ \t]+)?(?:\*\*|__)?([\p{L} ]{3,40})(?:\*\*|__)?(?:[ \t]*\([^()]*\))?[ \t]*:/u;
const PLACEHOLDER = /^(?:tbd|to be (?:determined|planned)|\(?none\b)/i;

/** Reads the phases of a roadmap with their plans. *Complexity*: O(n). */
export function readRoadmap(source: SourceText): Roadmap {
  const blocks = readBlocks(source);
  const { entries, notTasks } = readEntries(source, blocks, { ' ': 'todo', x: 'done', X: 'done' });
  const reading = new RoadmapReading(source, entries);
  const headings = new Map(blocks.headings.map((heading) => [heading.line, heading]));
  const boxes = new Map(entries.map((entry, index) => [entry.box.line, index]));
  for (let line = 1; line <= source.lineStarts.length; line++) {
    if (blocks.zoneAt(line)) continue;
    const heading = headings.get(line);
    const box = boxes.get(line);
    if (heading) reading.readHeading(heading);
    else if (box !== undefined) reading.readBox(box);
    else if (!isNoteLine(source.lineText(line))) reading.readLine(line, source.lineText(line));
  }
  reading.endSection(source.lineStarts.length + 1);
  const title = blocks.headings.find(({ level }) => level === 1)?.text.replace(/^Roadmap:[ \t]*/i, '');
  const all = [...notTasks, ...reading.notTasks].sort((a, b) => a.span.start.offset - b.span.start.offset);
  return { source, title, entries, phases: reading.phases, shipped: reading.shipped, notTasks: all, blocks };
}

/** The place in the document, as its lines are read from first to last. */
class RoadmapReading {
  readonly phases: RoadmapPhase[] = [];
  readonly notTasks: NotTask[] = [];
  readonly shipped: (readonly [number, number])[] = [];
  private readonly byKey = new Map<string, RoadmapPhase>();
  private readonly latest = new Map<string, RoadmapPhase>();
  private readonly planKeys = new Set<string>();
  private readonly source: SourceText;
  private readonly entries: readonly Entry[];
  private milestone: string | undefined;
  /** The phase whose section this is, the level of its heading, the line below the heading. */
  private section: { readonly phase: RoadmapPhase; readonly level: number; readonly line: number } | undefined;
  private label = '';
  private wave: number | undefined;

  constructor(source: SourceText, entries: readonly Entry[]) {
    this.source = source;
    this.entries = entries;
  }

  readHeading({ level, text, line, span }: Heading): void {
    const head = readPhaseHead(text);
    if (!head && this.section && level > this.section.level) {
      this.label = text;
      return;
    }
    this.endSection(line);
    if (!head) {
      this.milestone = readMilestone(text) ?? (level <= 2 ? undefined : this.milestone);
      this.label = text;
      return;
    }
    const key = phaseKey(head.written);
    // The heading of a phase that has a box above it, in whatever part of the document.
    const latest = this.latest.get(key);
    const known = this.byKey.get(this.keyOf(key)) ?? (latest?.details === undefined ? latest : undefined);
    const phase = known ?? this.addPhase(key, head.title, span);
    this.section = { phase, level, line: line + 1 };
    this.label = '';
    this.wave = undefined;
  }

  endSection(line: number): void {
    const { section } = this;
    this.section = undefined;
    if (!section) return;
    const [start, end] = [this.source.lineStarts[section.line - 1], this.source.lineStarts[line - 1]];
    const details = start === undefined ? '' : this.source.text.slice(start, end).trim();
    section.phase.details ??= details;
  }

  readLine(line: number, text: string): void {
    if (/^[ \t]*<summary/i.test(text)) {
      this.endSection(line);
      this.milestone = readMilestone(text);
    }
    const range = readShipped(text);
    if (range && readMilestone(text) !== undefined) this.shipped.push(range);
    if (this.section) this.readSectionLine(this.section.phase, line, text);
  }

  private readSectionLine(phase: RoadmapPhase, line: number, text: string): void {
    const depends = readDependsLine(text);
    const states = depends && (depends.isNothing || depends.references.length > 0);
    if (states) phase.depends ??= { line, references: depends.references };
    const wave = /^wave-(\d+)$/.exec(waveName(text) ?? '')?.[1];
    if (wave !== undefined) this.wave = Number(wave);
    const label = LABEL_LINE.exec(text)?.[1];
    if (label !== undefined && wave === undefined) this.label = label;
  }

  readBox(index: number): void {
    const entry = this.entries[index];
    if (!entry) return;
    const text = entry.box.text.trim();
    const head = readPhaseHead(text);
    if (head) this.readPhaseBox(index, entry, head.title, phaseKey(head.written));
    else this.readOtherBox(index, entry, text);
  }

  private readPhaseBox(index: number, entry: Entry, title: string, key: string): void {
    const known = this.byKey.get(this.keyOf(key));
    if (known && known.entry !== undefined) {
      this.notTasks.push({ span: entry.span, reason: `phase ${key} is listed above` });
      return;
    }
    const phase = known ?? this.addPhase(key, title, entry.span);
    Object.assign(phase, { entry: index, status: entry.status, span: entry.span });
    if (this.section?.phase !== phase && !known) this.endSection(entry.box.line);
  }

  private readOtherBox(index: number, entry: Entry, text: string): void {
    const { number, local, title } = readPlanHead(text);
    const section = this.section?.phase;
    const phase = number ? this.phaseOf(number) : section;
    const own = number ?? localNumber(section, local);
    const reason = own ? undefined : this.reasonAgainst(text, entry);
    if (phase && reason === undefined && this.isFirst(phase, own)) {
      const wave = readWaveNumber(text) ?? this.wave;
      phase.plans.push({ number: own, title: title || text, wave, entry: index });
    } else {
      this.notTasks.push({ span: entry.span, reason: reason ?? listedAbove(own) });
    }
  }

  /** Whether a plan's number comes up for the first time. */
  private isFirst({ milestone = '' }: RoadmapPhase, number: PlanNumber | undefined): boolean {
    if (!number) return true;
    const key = `${milestone} ${number.key}`;
    const isNew = !this.planKeys.has(key);
    this.planKeys.add(key);
    return isNew;
  }

  private reasonAgainst(text: string, entry: Entry): string | undefined {
    if (readMilestone(text) !== undefined && !this.section) return 'a milestone';
    if (PLACEHOLDER.test(text)) return 'a placeholder for plans';
    if (CRITERIA.test(this.label)) return `under "${this.label.trim()}"`;
    return entry.parent === undefined ? undefined : 'a part of the plan above';
  }

  /** The phase that a plan's number names: the section's, else the latest, else a new one. */
  private phaseOf(number: PlanNumber): RoadmapPhase {
    if (this.section?.phase.key === number.phase) return this.section.phase;
    const known = this.byKey.get(this.keyOf(number.phase)) ?? this.latest.get(number.phase);
    return (
      known ?? this.section?.phase ?? this.addPhase(number.phase, `Phase ${number.phase}`, this.source.lineSpan(1))
    );
  }

  private addPhase(key: string, title: string, span: SourceSpan): RoadmapPhase {
    const phase: RoadmapPhase = {
      key,
      milestone: this.milestone,
      title,
      span,
      entry: undefined,
      status: undefined,
      depends: undefined,
      details: undefined,
      plans: [],
    };
    this.phases.push(phase);
    if (!this.byKey.has(this.keyOf(key))) this.byKey.set(this.keyOf(key), phase);
    this.latest.set(key, phase);
    return phase;
  }

  private keyOf(phase: string): string {
    return `${this.milestone ?? ''} ${phase}`;
  }
}

function localNumber(phase: RoadmapPhase | undefined, plan: string | undefined): PlanNumber | undefined {
  return phase && plan !== undefined ? planNumber(phase.key, plan) : undefined;
}

function listedAbove(number: PlanNumber | undefined): string {
  return number ? `plan ${number.written} is listed above` : 'neither a phase nor a plan';
}

/** The lines below the box of a phase or plan. */
export function boxDetails(roadmap: Roadmap, entry: number): string | undefined {
  const found = roadmap.entries[entry];
  return found && entryDetails(roadmap.source, found);
}
