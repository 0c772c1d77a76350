import { EAST, NORTH, opposite, SIDES, SOUTH, STEP, WEST, type Grid } from './grid.js';
import type { Labels } from './find-labels.js';

/** Where a line meets a label. */
export interface Terminal {
  readonly label: number;
  /** An arrowhead points at the label. */
  readonly arrow: boolean;
  /** The side of the line's end that the label lies on. */
  readonly side: number;
  /** Offset in the document. */
  readonly offset: number;
}

/** Lines that hang together. */
export interface Net {
  readonly terminals: readonly Terminal[];
  /** Ends that meet nothing. *Units*: offsets in the document. */
  readonly dangling: readonly number[];
  readonly first: number;
}

/** How far an end may stand from what it means: blanks beside it, rows between. */
const REACH_ACROSS = 3;
const REACH_DOWN = 2;

/**
 * Follows the lines of a drawing. Lines meet where both characters lead to each other; an end that meets nothing is joined
 * to one that is off by one column, for many rails are drawn like that.
 *
 * *Complexity*: O(n α(n)).
 */
export function traceLines(grid: Grid, labels: Labels): readonly Net[] {
  const lines = lineCells(grid, labels);
  const union = unionFind(lines.cells.length);
  /** How many sides of a cell meet something: a corner with all sides, `+`, need not use them all. */
  const used = new Uint8Array(lines.cells.length);
  const use = (index: number): void => {
    used[index] = (used[index] ?? 0) + 1;
  };
  const ends = joinNeighbours(lines, (index, next) => {
    union.join(index, next);
    use(index);
  });
  const open = new Set(ends.map((end) => `${end.index} ${end.side}`));
  const terminals: (Terminal & { readonly index: number })[] = [];
  const unmet: number[] = [];
  for (const end of ends) {
    const met = meet(lines, labels, end);
    const isOpen = met?.touches === true || open.has(`${met?.line ?? -1} ${opposite(end.side)}`);
    if (met?.label !== undefined) terminals.push({ ...met, label: met.label });
    else if (met?.line !== undefined && isOpen) union.join(end.index, met.line);
    else {
      unmet.push(end.index);
      continue;
    }
    use(end.index);
  }
  return collect(lines, union, { terminals, dangling: unmet.filter((index) => (used[index] ?? 0) < 2) });
}

/** Joins cells that lead to each other; *returns* the sides that lead to no such cell. */
function joinNeighbours(lines: Lines, join: (index: number, next: number) => void): readonly End[] {
  const ends: End[] = [];
  lines.cells.forEach(({ row, column, ports, head }, index) => {
    for (const side of SIDES) {
      if ((ports & side) === 0 && head !== side) continue;
      const [down, across] = STEP.get(side) ?? [0, 0];
      const next = lines.at(row + down, column + across);
      if (next !== undefined && leadsTo(lines.cells[next], opposite(side))) join(index, next);
      else ends.push({ index, side, arrow: head === side });
    }
  });
  return ends;
}

interface LineCell {
  readonly row: number;
  readonly column: number;
  readonly offset: number;
  readonly ports: number;
  readonly head: number;
}

interface Lines {
  readonly cells: readonly LineCell[];
  at(row: number, column: number): number | undefined;
}

interface End {
  readonly index: number;
  readonly side: number;
  readonly arrow: boolean;
}

/** Every stroke outside of boxes, and arrowheads in walls. */
function lineCells(grid: Grid, labels: Labels): Lines {
  const cells: LineCell[] = [];
  const index = grid.map((row) => new Int32Array(row.length).fill(-1));
  grid.forEach((row, r) => {
    row.forEach(({ stroke, offset }, c) => {
      const owner = labels.at(r, c);
      const box = owner === undefined ? undefined : labels.labels[owner]?.box;
      const isEdge = box && (r === box.top || r === box.bottom || c === box.left || c === box.right);
      if (!stroke || (owner !== undefined && (!isEdge || stroke.head === 0))) return;
      const numbers = index[r];
      if (numbers) numbers[c] = cells.length;
      cells.push({ row: r, column: c, offset, ...stroke });
    });
  });
  return {
    cells,
    at: (row, column) => {
      const found = index[row]?.[column] ?? -1;
      return found < 0 ? undefined : found;
    },
  };
}

function leadsTo(cell: LineCell | undefined, side: number): boolean {
  return cell !== undefined && ((cell.ports & side) !== 0 || cell.head === side);
}

interface Met {
  readonly label?: number;
  readonly line?: number;
  /** The line is the very next character: `┴` above `│` is a crossing that was drawn without its lower half. */
  readonly touches?: boolean;
  readonly arrow: boolean;
  readonly side: number;
  readonly offset: number;
  readonly index: number;
}

/** What lies beyond an end: a label, or a line that is off by one column. */
function meet(lines: Lines, labels: Labels, { index, side, arrow }: End): Met | undefined {
  const cell = lines.cells[index];
  if (!cell) return undefined;
  const own = labels.at(cell.row, cell.column);
  // An arrowhead may stand in the wall of a box.
  const found = own !== undefined && arrow ? { label: own } : beyond(lines, labels, cell, side);
  return found && { ...found, arrow, side, offset: cell.offset, index };
}

type Beyond = Pick<Met, 'label' | 'line' | 'touches'>;

function beyond(lines: Lines, labels: Labels, cell: LineCell, side: number): Beyond | undefined {
  if (side === NORTH || side === SOUTH) return aboveOrBelow(lines, labels, cell, side);
  const label = beside(lines, labels, cell, side);
  if (label !== undefined) return { label };
  const line = lines.at(cell.row, cell.column + (side === EAST ? 1 : -1));
  return line === undefined ? undefined : { line, touches: true };
}

function aboveOrBelow(lines: Lines, labels: Labels, cell: LineCell, side: number): Beyond | undefined {
  const step = side === SOUTH ? 1 : -1;
  const at = (far: number, shift: number) => [cell.row + step * far, cell.column + shift] as const;
  const straight = lines.at(...at(1, 0));
  for (let far = 1; far <= REACH_DOWN; far++) {
    const found = [0, -1, 1].map((shift) => labels.at(...at(far, shift))).find((label) => label !== undefined);
    if (lines.at(...at(far, 0)) !== undefined && labels.at(...at(far, 0)) === undefined) break;
    if (found !== undefined) return { label: found };
  }
  if (straight !== undefined) return { line: straight, touches: true };
  const line = [-1, 1]
    .map((shift) => lines.at(...at(1, shift)))
    .find((index) => index !== undefined && leadsTo(lines.cells[index], opposite(side)));
  return line === undefined ? undefined : { line };
}

function beside(lines: Lines, labels: Labels, { row, column }: LineCell, side: number): number | undefined {
  const step = side === EAST ? 1 : -1;
  for (let far = 1; far <= REACH_ACROSS; far++) {
    const label = labels.at(row, column + step * far);
    if (label !== undefined) return label;
    if (lines.at(row, column + step * far) !== undefined) return undefined;
  }
  return undefined;
}

interface Ends {
  readonly terminals: readonly (Terminal & { readonly index: number })[];
  readonly dangling: readonly number[];
}

function collect({ cells }: Lines, union: UnionFind, { terminals, dangling }: Ends): readonly Net[] {
  const nets = new Map<number, { terminals: Terminal[]; dangling: number[]; first: number }>();
  cells.forEach(({ offset }, index) => {
    const root = union.find(index);
    if (!nets.has(root)) nets.set(root, { terminals: [], dangling: [], first: offset });
  });
  for (const { index, label, arrow, side, offset } of terminals) {
    nets.get(union.find(index))?.terminals.push({ label, arrow, side, offset });
  }
  for (const index of dangling) nets.get(union.find(index))?.dangling.push(cells[index]?.offset ?? 0);
  return [...nets.values()].sort((a, b) => a.first - b.first);
}

interface UnionFind {
  find(index: number): number;
  join(a: number, b: number): void;
}

/** *Source*: Tarjan 1975, path halving. */
function unionFind(size: number): UnionFind {
  const parent = Int32Array.from({ length: size }, (_, index) => index);
  const find = (index: number): number => {
    let at = index;
    for (let up = parent[at] ?? at; up !== at; up = parent[at] ?? at) {
      const next = parent[up] ?? up;
      parent[at] = next;
      at = next;
    }
    return at;
  };
  return {
    find,
    join: (a, b) => {
      const [low, high] = [find(a), find(b)].sort((x, y) => x - y);
      if (low !== undefined && high !== undefined) parent[high] = low;
    },
  };
}

/** Sides on which a line without arrows leaves a label: below it and behind it. */
export function leaves({ side }: Terminal): boolean {
  return side === NORTH || side === WEST;
}
