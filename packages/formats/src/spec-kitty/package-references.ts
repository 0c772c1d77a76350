import { readIdList, type IdNotation, type PlacedReference } from '../order/id-list.js';

/** Ids of work packages: `WP01`, `WP01-WP08`. */
const NOTATION: IdNotation = { id: /WP\d{1,4}[a-z]?(?![A-Za-z0-9])/iy, lead: /(?:work[ \t]+packages?[ \t]+)?/iy };
const LABEL =
  /\b(?:depends[ \t-]+on|depend(?:ency|encies)|blocked[ \t]+by)\b[*_.:)\]]{0,5}[ \t]*[:：]?[*_]{0,3}[ \t]*/i;
/** What follows is about others: "none; blocks WP05". */
const ABOUT_OTHERS = /\b(?:blocks|unblocks|enables|before|parallel|independent|unlike|not)\b/i;
const NOTHING = /^[\s*_(]*(?:none|nothing|n\/a|no|-|—|∅|\[\])(?![\w])/i;

/** What a line says about the packages that its own one waits for. */
export interface PackageLine {
  /** *Units*: offsets into the line. */
  readonly references: readonly PlacedReference[];
  readonly isNothing: boolean;
}

/** Reads `**Dependencies**: WP02 (Privacy), WP05`, `(depends on WP01)`; undefined for another line. *Complexity*: O(length). */
export function readDependencyLine(line: string): PackageLine | undefined {
  const label = LABEL.exec(line);
  return label ? readPackages(line, label.index + label[0].length) : undefined;
}

/** The packages that a line names from an offset on; what stands in brackets is a reason. */
export function readPackages(line: string, from: number): PackageLine {
  const text = withoutInnerBrackets(line, from);
  if (NOTHING.test(text.slice(from))) return { references: [], isNothing: true };
  const about = ABOUT_OTHERS.exec(text.slice(from));
  const end = about ? from + about.index : text.length;
  const references: PlacedReference[] = [];
  let at = from;
  for (const found of text.slice(0, end).matchAll(/\bWP(?=\d)/gi)) {
    if (found.index < at) continue;
    const list = readIdList(text, NOTATION, found.index).references.filter((one) => one.end <= end);
    references.push(...list.map(upperCase));
    at = list.at(-1)?.end ?? at;
  }
  return { references, isNothing: false };
}

function upperCase(reference: PlacedReference): PlacedReference {
  if (reference.kind === 'id') return { ...reference, id: packageId(reference.id) };
  if (reference.kind === 'below') return reference;
  return { ...reference, first: packageId(reference.first), last: packageId(reference.last) };
}

/** `wp1` and `WP01` are one package. */
export function packageId(written: string): string {
  const found = /^wp(\d{1,4})([a-z]?)$/i.exec(written.trim());
  return found ? `WP${(found[1] ?? '').padStart(2, '0')}${(found[2] ?? '').toLowerCase()}` : written.trim();
}

/** Blanks for what stands in brackets that open behind an offset, so that every offset stays. */
function withoutInnerBrackets(text: string, from: number): string {
  let depth = 0;
  let result = text.slice(0, from);
  for (let i = from; i < text.length; i++) {
    const char = text[i] ?? '';
    if (char === '(') depth++;
    result += depth > 0 ? ' ' : char;
    if (char === ')') depth = Math.max(0, depth - 1);
  }
  return result;
}
