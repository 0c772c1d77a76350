import type { SourceText } from '../source/source-text.js';

/** The sides of a cell, as bits. */
export const NORTH = 1;
export const EAST = 2;
export const SOUTH = 4;
export const WEST = 8;
export const SIDES = [NORTH, EAST, SOUTH, WEST] as const;

/** A step to the cell on a side: rows, columns. */
export const STEP: ReadonlyMap<number, readonly [number, number]> = new Map([
  [NORTH, [-1, 0]],
  [EAST, [0, 1]],
  [SOUTH, [1, 0]],
  [WEST, [0, -1]],
]);

/** *Returns* the opposite side. */
export function opposite(side: number): number {
  return side <= 2 ? side * 4 : side / 4;
}

/** What one character draws. */
export interface Stroke {
  /** The sides that a line leads to. */
  readonly ports: number;
  /** The side that an arrowhead points to; 0 for a plain line. */
  readonly head: number;
}

/** One character of a drawing; its offset counts from the start of the document. */
export interface Cell {
  readonly char: string;
  readonly offset: number;
  readonly stroke: Stroke | undefined;
}

/** A drawing as rows of characters. */
export type Grid = readonly (readonly Cell[])[];

const N_S = NORTH + SOUTH;
const E_W = EAST + WEST;
const ALL = N_S + E_W;
const STROKES: ReadonlyMap<string, Stroke> = new Map(
  (
    [
      ['│┃║╎╏┆┇┊┋╽╿', N_S, 0],
      ['─━═╌╍┄┅┈┉╼╾', E_W, 0],
      ['┌┏╔╭┍┎╒╓', EAST + SOUTH, 0],
      ['┐┓╗╮┑┒╕╖', WEST + SOUTH, 0],
      ['└┗╚╰┕┖╘╙', NORTH + EAST, 0],
      ['┘┛╝╯┙┚╛╜', NORTH + WEST, 0],
      ['├┣╠┝┠╞╟', N_S + EAST, 0],
      ['┤┫╣┥┨╡╢', N_S + WEST, 0],
      ['┬┳╦┯┰╤╥', E_W + SOUTH, 0],
      ['┴┻╩┷┸╧╨', E_W + NORTH, 0],
      ['┼╋╬┿╂╪╫', ALL, 0],
      ['▼▾↓⬇⇓🡇', NORTH, SOUTH],
      ['▲▴↑⬆⇑', SOUTH, NORTH],
      ['▶►→➜➔➡⟶⇒▸', WEST, EAST],
      ['◀◄←⬅⟵⇐◂', EAST, WEST],
    ] as const
  ).flatMap(([chars, ports, head]) => Array.from(chars, (char) => [char, { ports, head }] as const)),
);

/** Lines first..last of a document as cells. A variation selector takes no cell. *Complexity*: linear. */
export function readGrid(source: SourceText, first: number, last: number): Grid {
  const rows: { readonly char: string; readonly offset: number }[][] = [];
  for (let line = first; line <= last; line++) {
    let offset = source.lineStarts[line - 1] ?? 0;
    const row: { char: string; offset: number }[] = [];
    for (const char of source.lineText(line)) {
      if (char !== '\uFE0F') row.push({ char: char === '\t' ? ' ' : char, offset });
      offset += char.length;
    }
    rows.push(row);
  }
  const charAt = (row: number, column: number): string => rows[row]?.[column]?.char ?? ' ';
  return rows.map((row, r) => row.map((cell, c) => ({ ...cell, stroke: strokeAt(charAt, r, c) })));
}

type CharAt = (row: number, column: number) => string;

function strokeAt(charAt: CharAt, row: number, column: number): Stroke | undefined {
  const char = charAt(row, column);
  return STROKES.get(char) ?? (/[-=|+vV^<>]/.test(char) ? plainStroke(char, sidesOf(charAt, row, column)) : undefined);
}

interface Neighbours {
  readonly left: string;
  readonly right: string;
  readonly above: string;
  readonly below: string;
}

function sidesOf(charAt: CharAt, row: number, column: number): Neighbours {
  return {
    left: charAt(row, column - 1),
    right: charAt(row, column + 1),
    above: charAt(row - 1, column),
    below: charAt(row + 1, column),
  };
}

const WORD = /[\p{L}\p{N}]/u;
const DOWN = /[|│+┬┼]/;

/** Letters and signs of plain text draw lines only beside others that do: `-->`, `+--+`, `v` below `|`. */
function plainStroke(char: string, sides: Neighbours): Stroke | undefined {
  const drawn = PLAIN.get(char);
  return drawn?.draws(sides) === true ? drawn.stroke : undefined;
}

function isApart({ left, right }: Neighbours): boolean {
  return !WORD.test(left) && !WORD.test(right);
}

interface PlainStroke {
  readonly stroke: Stroke;
  readonly draws: (sides: Neighbours) => boolean;
}

const headDown: PlainStroke = {
  stroke: { ports: NORTH, head: SOUTH },
  draws: (sides) => isApart(sides) && DOWN.test(sides.above),
};
const PLAIN: ReadonlyMap<string, PlainStroke> = new Map([
  ['-', { stroke: { ports: E_W, head: 0 }, draws: ({ left, right }) => /[-+<>]/.test(left + right) }],
  ['=', { stroke: { ports: E_W, head: 0 }, draws: ({ left, right }) => /[=+<>]/.test(left + right) }],
  ['|', { stroke: { ports: N_S, head: 0 }, draws: isApart }],
  [
    '+',
    {
      stroke: { ports: ALL, head: 0 },
      draws: ({ left, right, above, below }) => /[-=─]/.test(left + right) || /[|│]/.test(above + below),
    },
  ],
  ['>', { stroke: { ports: WEST, head: EAST }, draws: ({ left }) => /[-=─]/.test(left) }],
  ['<', { stroke: { ports: EAST, head: WEST }, draws: ({ right }) => /[-=─]/.test(right) }],
  ['^', { stroke: { ports: SOUTH, head: NORTH }, draws: (sides) => isApart(sides) && DOWN.test(sides.below) }],
  ['v', headDown],
  ['V', headDown],
]);
