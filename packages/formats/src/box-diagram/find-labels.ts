import { findBoxes, type Box } from './find-boxes.js';
import type { Cell, Grid } from './grid.js';

/** Characters of one row that belong together. */
export interface Piece {
  readonly text: string;
  /** Offset in the document. */
  readonly start: number;
  readonly end: number;
}

/** What a drawing calls something: the text of a box, or text beside lines. */
export interface Label {
  readonly pieces: readonly Piece[];
  readonly box: Box | undefined;
}

/** The labels of a drawing, and which one each cell belongs to. */
export interface Labels {
  /** Boxes first, then free text, each in reading order. */
  readonly labels: readonly Label[];
  /** The label at a cell, walls and inside of a box included, of a frame the walls only. */
  at(row: number, column: number): number | undefined;
}

/** An id begins a label of its own, even directly below another. */
const BEGINS = /^\W*(?:(?:task|step|phase|wave|stage|sprint)\s+\w|T\d+\b|\d+\.\d|[A-Z][A-Z0-9]*-\d)/i;

/** Finds boxes and free text. *Complexity*: linear in the characters, for boxes in each other times their depth. */
export function findLabels(grid: Grid): Labels {
  const boxes = findBoxes(grid);
  const owner = grid.map((row) => new Int32Array(row.length).fill(-1));
  boxes.forEach((box, index) => {
    paint(owner, box, index);
  });
  const inFrame = (row: number, column: number): number => owner[row]?.[column] ?? -1;
  const boxed = boxes.map((box, index): Label => ({
    box,
    pieces: piecesIn(grid, box, (r, c) => inFrame(r, c) === index),
  }));
  const free = freeLabels(grid, inFrame);
  free.forEach(({ cells }, index) => {
    for (const { row, from, to } of cells) owner[row]?.fill(boxes.length + index, from, to);
  });
  const labels = [...boxed, ...free.map(({ pieces }) => ({ pieces, box: undefined }))];
  return {
    labels,
    at: (row, column) => {
      const found = owner[row]?.[column] ?? -1;
      return found < 0 ? undefined : found;
    },
  };
}

function paint(owner: readonly Int32Array[], { top, left, bottom, right, frame }: Box, index: number): void {
  for (let row = top; row <= bottom; row++) {
    const cells = owner[row];
    if (!frame || row === top || row === bottom) cells?.fill(index, left, right + 1);
    else {
      cells?.fill(-1, left + 1, right);
      cells?.fill(index, left, left + 1);
      cells?.fill(index, right, right + 1);
    }
  }
}

function piecesIn(grid: Grid, box: Box, isOwn: (row: number, column: number) => boolean): Piece[] {
  const title = pieceOf((grid[box.top] ?? []).slice(box.left, box.right).filter(({ stroke }) => !stroke));
  const pieces: Piece[] = title ? [title] : [];
  for (let row = box.top + 1; row < box.bottom; row++) {
    const cells = grid[row] ?? [];
    for (let column = box.left + 1; column < box.right; column++) {
      const from = column;
      while (column < box.right && isOwn(row, column) && !isWall(cells[column])) column++;
      const piece = pieceOf(cells.slice(from, column));
      if (piece) pieces.push(piece);
    }
  }
  return pieces;
}

/** A separator inside of a box; an arrow there is text. */
function isWall(cell: Cell | undefined): boolean {
  return cell?.stroke?.head === 0;
}

function pieceOf(cells: readonly Cell[]): Piece | undefined {
  const first = cells.find(({ char }) => char !== ' ');
  const last = cells.findLast(({ char }) => char !== ' ');
  if (!first || !last) return undefined;
  const text = cells
    .map(({ char }) => char)
    .join('')
    .trim();
  return { text, start: first.offset, end: last.offset + last.char.length };
}

interface FreeLabel {
  readonly pieces: Piece[];
  readonly cells: { readonly row: number; readonly from: number; readonly to: number }[];
}

/** Runs of text with single blanks in them; those of neighbouring rows above each other are one label. */
function freeLabels(grid: Grid, ownerAt: (row: number, column: number) => number): readonly FreeLabel[] {
  const labels: FreeLabel[] = [];
  let above: readonly { readonly label: FreeLabel; readonly from: number; readonly to: number }[] = [];
  grid.forEach((cells, row) => {
    const runs = textRuns(cells, (column) => ownerAt(row, column) >= 0);
    let next = 0;
    above = runs.flatMap(({ from, to }) => {
      const piece = pieceOf(cells.slice(from, to));
      if (!piece) return [];
      while ((above[next]?.to ?? Infinity) <= from) next++;
      const upper = above[next];
      const joins = upper && upper.from < to && !BEGINS.test(piece.text);
      const label = joins ? upper.label : { pieces: [], cells: [] };
      if (!joins) labels.push(label);
      label.pieces.push(piece);
      label.cells.push({ row, from, to });
      return [{ label, from, to }];
    });
  });
  return labels;
}

function textRuns(
  cells: readonly Cell[],
  isTaken: (column: number) => boolean,
): { readonly from: number; readonly to: number }[] {
  const runs: { from: number; to: number }[] = [];
  const isText = (column: number): boolean => {
    const cell = cells[column];
    return cell !== undefined && cell.char !== ' ' && !cell.stroke && !isTaken(column);
  };
  for (let column = 0; column < cells.length; column++) {
    if (!isText(column)) continue;
    const from = column;
    while (isText(column + 1) || (cells[column + 1]?.char === ' ' && isText(column + 2))) column++;
    runs.push({ from, to: column + 1 });
  }
  return runs;
}
