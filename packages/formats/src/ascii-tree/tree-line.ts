/** A line of a tree: `│   ├── content`. Offsets count from the start of the line. */
export interface TreeLine {
  /** The column of the connector: what stands further right, hangs below. */
  readonly depth: number;
  readonly start: number;
  readonly end: number;
}

/** Rails, then `├──`, `└─`, `╰──`, or in plain characters `|--`, `+--`, `` `-- ``, `\--` with a blank behind. */
const CONNECTOR = /^[ \t│║┃|]*(?:[├└╰┣┗╠╚][─━═╌-]*|[|+`\\]-{1,3}(?=\s))\s*/;
/** Lines that lead on to the right, and walls of a frame: what follows them is a remark. */
const LEADS_ON = /[─━═]{2}|[┐┘┤┼╮╯│║┃]/;

/** Reads a line of a tree; undefined for any other line. *Complexity*: linear. */
export function readTreeLine(line: string): TreeLine | undefined {
  const connector = CONNECTOR.exec(line)?.[0];
  if (connector === undefined) return undefined;
  const depth = connector.search(/[├└╰┣┗╠╚]|[|+`\\]-/);
  const content = (line.slice(connector.length).split(LEADS_ON, 1)[0] ?? '').trimEnd();
  return { depth, start: connector.length, end: connector.length + content.length };
}

/** Whether a line only continues a tree: nothing but rails before its text, or indented further than the tree. */
export function continuesTree(line: string, depth: number): boolean {
  return /^\s*[│║┃|]/.test(line) || line.search(/\S/) > depth;
}
