/** A node as a statement mentions it. *Units*: offsets into the line. */
export interface FlowNode {
  readonly id: string;
  readonly start: number;
  readonly end: number;
  /** The text in its shape, quotes excluded. */
  readonly label?: { readonly text: string; readonly start: number };
  /** The class behind `:::`. */
  readonly style?: { readonly text: string; readonly start: number };
}

/** What an arrow says: `before` comes first. A line without a head, and one with two, says nothing about order. */
export interface FlowArrow {
  readonly direction: 'forward' | 'backward' | 'none';
  readonly dotted: boolean;
  readonly label: string;
}

/** A chain: `A & B --> C -.-> D` has three lists of nodes and two arrows. */
export interface FlowChain {
  readonly nodes: readonly (readonly FlowNode[])[];
  readonly arrows: readonly FlowArrow[];
  /** Where reading ended: at `;`, at the end, or at something that is no flowchart. */
  readonly end: number;
}

const BLANK = /\s*/y;
/** A dash that begins an arrow is no part of an id. */
const ID = /[\p{L}\p{N}_](?:[\p{L}\p{N}_.]|-(?![-.>=]))*/uy;
const CLOSING: readonly (readonly [string, readonly string[]])[] = [
  ['(((', [')))']],
  ['((', ['))']],
  ['([', ['])']],
  ['[[', [']]']],
  ['[(', [')]']],
  ['{{', ['}}']],
  ['[/', ['/]', '\\]']],
  ['[\\', ['\\]', '/]']],
  ['(', [')']],
  ['[', [']']],
  ['{', ['}']],
  ['>', [']']],
];
const OBJECT = /@\{([^}]*)\}/y;
const STYLE = /:::([\w-]+)/y;
const ARROW = /(?:[\w-]+@)?([<ox](?=-|=))?(-{2,}|={2,}|-\.+-|~{3,})([>ox](?=[\s&|\p{L}\p{N}_"]|$))?/uy;
const DOTTED_OPENING = /-\.(?=\s*[^\s.-])/y;
const LABEL = /\s*\|([^|]*)\|/y;

/** Reads one statement from an offset on. *Complexity*: linear. */
export function readFlowChain(line: string, from: number): FlowChain {
  const nodes: (readonly FlowNode[])[] = [];
  const arrows: FlowArrow[] = [];
  let list = readNodes(line, from);
  let end = list.end;
  while (list.nodes.length > 0) {
    nodes.push(list.nodes);
    end = list.end;
    const arrow = readArrow(line, skip(BLANK, line, end));
    if (!arrow) break;
    list = readNodes(line, arrow.end);
    if (list.nodes.length === 0) break;
    arrows.push(arrow.arrow);
  }
  return { nodes, arrows, end: skip(BLANK, line, end) };
}

function readNodes(line: string, from: number): { readonly nodes: readonly FlowNode[]; readonly end: number } {
  const nodes: FlowNode[] = [];
  let at = skip(BLANK, line, from);
  let end = at;
  for (;;) {
    const node = readNode(line, at);
    if (!node) break;
    nodes.push(node);
    end = node.end;
    at = skip(BLANK, line, end);
    if (line[at] !== '&') break;
    at = skip(BLANK, line, at + 1);
  }
  return { nodes, end };
}

function readNode(line: string, start: number): FlowNode | undefined {
  const id = match(ID, line, start)?.[0];
  if (id === undefined) return undefined;
  let end = start + id.length;
  const shape = readShape(line, end);
  if (shape) end = shape.end;
  const style = match(STYLE, line, end);
  const name = style?.[1];
  const styled = name === undefined ? {} : { style: { text: name, start: end + 3 } };
  end += style?.[0].length ?? 0;
  return { id, start, end, ...(shape?.label ? { label: shape.label } : {}), ...styled };
}

interface Shape {
  readonly label?: { readonly text: string; readonly start: number };
  readonly end: number;
}

function readShape(line: string, at: number): Shape | undefined {
  const object = match(OBJECT, line, at);
  if (object) {
    const found = /\blabel:\s*"([^"]*)"/.exec(object[0]);
    const end = at + object[0].length;
    if (!found) return { end };
    const text = found[1] ?? '';
    return { label: { text, start: at + found.index + found[0].length - 1 - text.length }, end };
  }
  const opening = CLOSING.find(([mark]) => line.startsWith(mark, at));
  if (!opening) return undefined;
  const [mark, closers] = opening;
  const start = skip(BLANK, line, at + mark.length);
  const quote = line[start] === '"' ? line.indexOf('"', start + 1) : -1;
  const from = quote < 0 ? start : quote + 1;
  const stops = closers.map((closer) => line.indexOf(closer, from)).filter((index) => index >= 0);
  const stop = stops.length === 0 ? line.length : Math.min(...stops);
  const [labelStart, labelEnd] = quote < 0 ? [start, stop] : [start + 1, quote];
  const end = Math.min(line.length, stop + mark.length);
  return { label: { text: line.slice(labelStart, labelEnd).trimEnd(), start: labelStart }, end };
}

function readArrow(line: string, at: number): { readonly arrow: FlowArrow; readonly end: number } | undefined {
  const dotted = match(DOTTED_OPENING, line, at);
  if (dotted) return readWordedArrow(line, at, at + dotted[0].length);
  const found = match(ARROW, line, at);
  if (!found) return undefined;
  const [all, left, body = '', right] = found;
  if (body.length === 2 && right === undefined) return readWordedArrow(line, at, at + all.length);
  const label = match(LABEL, line, at + all.length);
  const arrow = { direction: directionOf(left, right), dotted: body.includes('.'), label: label?.[1]?.trim() ?? '' };
  return { arrow, end: at + all.length + (label?.[0].length ?? 0) };
}

/** `-- text -->`, `== text ==>`, `-. text .->`: the arrow ends at the first line of the same kind. */
function readWordedArrow(
  line: string,
  at: number,
  from: number,
): { readonly arrow: FlowArrow; readonly end: number } | undefined {
  const isDotted = line[from - 1] === '.';
  const closing = isDotted ? /\.{1,8}-([>ox])?/g : /(?:-{2,}|={2,})([>ox])?/g;
  closing.lastIndex = from;
  const found = closing.exec(line);
  if (!found) return undefined;
  const left = /[<]/.test(line[at] ?? '') ? '<' : undefined;
  const label = line.slice(from, found.index).replaceAll('"', '').trim();
  const arrow = { direction: directionOf(left, found[1]), dotted: isDotted, label };
  return { arrow, end: found.index + found[0].length };
}

function directionOf(left: string | undefined, right: string | undefined): FlowArrow['direction'] {
  if (right !== undefined) return left === undefined ? 'forward' : 'none';
  return left === '<' ? 'backward' : 'none';
}

function match(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at;
  return pattern.exec(text);
}

function skip(pattern: RegExp, text: string, at: number): number {
  return at + (match(pattern, text, at)?.[0].length ?? 0);
}
