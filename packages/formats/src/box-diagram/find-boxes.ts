import { EAST, NORTH, SOUTH, WEST, type Cell, type Grid } from './grid.js';

/** A rectangle with four walls. *Units*: rows and columns of the grid, walls included. */
export interface Box {
  readonly top: number;
  readonly left: number;
  readonly bottom: number;
  readonly right: number;
  /** Other boxes lie inside. */
  readonly frame: boolean;
}

/**
 * The rectangles of a drawing, by their upper left corner, outer ones first. Arrowheads may stand in a wall; loops of
 * lines with nothing but lines inside are none.
 *
 * *Complexity*: linear in the characters; a wall belongs to one corner.
 */
export function findBoxes(grid: Grid): readonly Box[] {
  const found = grid.flatMap((row, top) => row.flatMap((_, left) => boxFrom(grid, top, left) ?? []));
  return markFrames(grid, found).filter((box) => box.frame || hasText(grid, box));
}

/** The rectangle whose upper left corner stands there. */
function boxFrom(grid: Grid, top: number, left: number): Omit<Box, 'frame'> | undefined {
  const drawnAt = (column: number): boolean => grid[top]?.[column]?.stroke !== undefined;
  if (!isCorner(grid[top]?.[left], EAST + SOUTH) || !drawnAt(left + 1)) return undefined;
  const right = follow(grid, { row: top, column: left, side: EAST }, WEST + SOUTH) ?? -1;
  // A title in the wall stands between lines.
  if (right < left + 2 || !drawnAt(right - 1)) return undefined;
  const bottom = follow(grid, { row: top, column: left, side: SOUTH }, NORTH + EAST) ?? -1;
  if (bottom < top + 2) return undefined;
  const isClosed =
    follow(grid, { row: top, column: right, side: SOUTH }, NORTH + WEST) === bottom &&
    follow(grid, { row: bottom, column: left, side: EAST }, NORTH + WEST) === right;
  return isClosed ? { top, left, bottom, right } : undefined;
}

/** `+` draws all corners. */
function isCorner(cell: Cell | undefined, wanted: number): boolean {
  return cell?.stroke?.head === 0 && (cell.char === '+' || cell.stroke.ports === wanted);
}

interface Walk {
  readonly row: number;
  readonly column: number;
  readonly side: number;
}

/**
 * The column (going east) or row (going south) of the first corner of that form, along a wall; going east, a title may
 * stand in it.
 */
function follow(grid: Grid, { row, column, side }: Walk, corner: number): number | undefined {
  const isEast = side === EAST;
  for (let at = (isEast ? column : row) + 1; ; at++) {
    const cell = isEast ? grid[row]?.[at] : grid[at]?.[column];
    if (isCorner(cell, corner)) return at;
    if (!cell || !isWall(cell, isEast)) return undefined;
  }
}

function isWall({ stroke }: Cell, isEast: boolean): boolean {
  if (!stroke) return isEast;
  const along = isEast ? EAST + WEST : NORTH + SOUTH;
  return stroke.head !== 0 || (stroke.ports & along) === along;
}

function markFrames(grid: Grid, boxes: readonly Omit<Box, 'frame'>[]): Box[] {
  const owner = grid.map((row) => new Int32Array(row.length).fill(-1));
  const frames = new Set<number>();
  // An outer box comes first, so that what is painted at a corner is the innermost box around it.
  boxes.forEach((box, index) => {
    const around = owner[box.top]?.[box.left] ?? -1;
    const outer = boxes[around];
    if (outer && outer.bottom > box.bottom && outer.right > box.right) frames.add(around);
    for (let row = box.top; row <= box.bottom; row++) owner[row]?.fill(index, box.left, box.right + 1);
  });
  return boxes.map((box, index) => ({ ...box, frame: frames.has(index) }));
}

function hasText(grid: Grid, { top, left, bottom, right }: Box): boolean {
  for (let row = top + 1; row < bottom; row++) {
    const inner = grid[row]?.slice(left + 1, right) ?? [];
    if (inner.some(({ char, stroke }) => !stroke && char !== ' ')) return true;
  }
  return false;
}
