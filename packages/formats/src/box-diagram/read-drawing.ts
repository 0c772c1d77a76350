import type { SourceText } from '../source/source-text.js';
import { findLabels, type Label } from './find-labels.js';
import { readGrid } from './grid.js';
import { readLabel, type LabelText } from './read-label.js';
import { leaves, traceLines, type Net, type Terminal } from './trace-lines.js';

/** A label that is a task, a group (a frame around boxes) or neither. */
export interface DrawnItem extends LabelText {
  readonly label: Label;
  readonly start: number;
  readonly end: number;
}

/** `before` comes before `after`: indices of `items`. */
export interface DrawnEdge {
  readonly before: readonly number[];
  readonly after: readonly number[];
  /** Drawn without an arrowhead: the direction is that of reading. */
  readonly inferred: boolean;
  readonly offset: number;
}

/** What one drawing says. */
export interface Drawing {
  readonly items: readonly DrawnItem[];
  /** The frame around each item, by index. */
  readonly frames: ReadonlyMap<number, number>;
  readonly edges: readonly DrawnEdge[];
  /** Ends of lines that begin at a task and lead nowhere. */
  readonly dangling: readonly number[];
}

/**
 * Reads one drawing. Where labels have ids, those with one are tasks; else boxes are, and where there are none of these,
 * all text that a line touches.
 *
 * *Complexity*: linear in the characters.
 */
export function readDrawing(source: SourceText, first: number, last: number): Drawing {
  const grid = readGrid(source, first, last);
  const found = findLabels(grid);
  const read = found.labels.map(readLabel);
  const nets = traceLines(grid, found);
  const isTask = taskTest(found.labels, read, nets);
  const items: DrawnItem[] = [];
  const indexOf = new Map<number, number>();
  found.labels.forEach((label, index) => {
    const text = read[index];
    const [head, end] = [label.pieces[0], label.pieces.at(-1)];
    if (!text || !head || !end || !isTask(index)) return;
    indexOf.set(index, items.length);
    items.push({ ...text, label, start: head.start, end: end.end });
  });
  const joined = bridge(nets, (label) => !indexOf.has(label) && found.labels[label]?.box === undefined);
  const edges = joined.flatMap((net) => edgesOf(net, indexOf));
  const dangling = joined.filter(({ terminals }) => terminals.some(({ label }) => indexOf.has(label)));
  return { items, frames: framesOf(items), edges, dangling: dangling.flatMap((net) => net.dangling) };
}

function taskTest(
  labels: readonly Label[],
  read: readonly LabelText[],
  nets: readonly Net[],
): (index: number) => boolean {
  if (read.some(({ id }) => id !== undefined)) {
    return (index) => read[index]?.id !== undefined || labels[index]?.box?.frame === true;
  }
  if (labels.some(({ box }) => box)) return (index) => labels[index]?.box !== undefined;
  const touched = new Set(nets.flatMap(({ terminals }) => terminals.map(({ label }) => label)));
  return (index) => touched.has(index);
}

/** Joins nets that a remark interrupts: `A ──yes──▶ B`. */
function bridge(nets: readonly Net[], isRemark: (label: number) => boolean): readonly Net[] {
  const at = new Map<number, { readonly net: number; readonly side: number }[]>();
  nets.forEach(({ terminals }, net) => {
    for (const { label, side, arrow } of terminals) {
      if (arrow || !isRemark(label)) continue;
      const known = at.get(label);
      if (known) known.push({ net, side });
      else at.set(label, [{ net, side }]);
    }
  });
  const target = nets.map((_, index) => index);
  const rootOf = (index: number): number => {
    let root = index;
    while (target[root] !== root) root = target[root] ?? root;
    return root;
  };
  for (const [first, ...others] of at.values()) {
    for (const other of others) {
      if (first && other.side * first.side === 4 * Math.min(other.side, first.side) ** 2) {
        target[Math.max(rootOf(first.net), rootOf(other.net))] = Math.min(rootOf(first.net), rootOf(other.net));
      }
    }
  }
  const merged = new Map<number, { terminals: Terminal[]; dangling: number[]; first: number }>();
  nets.forEach(({ terminals, dangling, first }, index) => {
    const own = merged.get(rootOf(index)) ?? { terminals: [], dangling: [], first };
    own.terminals.push(...terminals);
    own.dangling.push(...dangling);
    merged.set(rootOf(index), own);
  });
  return [...merged.values()];
}

/** Every line that leaves a task leads to every arrowhead of the net. */
function edgesOf({ terminals, first }: Net, indexOf: ReadonlyMap<number, number>): readonly DrawnEdge[] {
  const own = terminals.flatMap((terminal) => {
    const item = indexOf.get(terminal.label);
    return item === undefined ? [] : [{ ...terminal, item }];
  });
  const inferred = !terminals.some(({ arrow }) => arrow);
  const [before, after] = inferred
    ? [own.filter((each) => leaves(each)), own.filter((each) => !leaves(each))]
    : [own.filter(({ arrow }) => !arrow), own.filter(({ arrow }) => arrow)];
  if (before.length === 0 || after.length === 0) return [];
  const unique = (list: typeof own): number[] => [...new Set(list.map(({ item }) => item))];
  return [{ before: unique(before), after: unique(after), inferred, offset: after[0]?.offset ?? first }];
}

/** The innermost frame around each box; boxes come outer ones first. */
function framesOf(items: readonly DrawnItem[]): ReadonlyMap<number, number> {
  const frames = items.flatMap(({ label }, index) => (label.box?.frame === true ? [{ index, box: label.box }] : []));
  const found = new Map<number, number>();
  if (frames.length === 0) return found;
  items.forEach(({ label: { box } }, index) => {
    if (!box) return;
    const around = frames.findLast((frame) => {
      const { top, left, bottom, right } = frame.box;
      return frame.index !== index && top < box.top && left < box.left && bottom > box.bottom && right > box.right;
    });
    if (around) found.set(index, around.index);
  });
  return found;
}
