/** How many box lines a text has, and which ids they begin with; a quick look for detection, zones not regarded. */
export interface BoxCensus {
  readonly boxes: number;
  /** `T001` */
  readonly tIds: number;
  /** `2.`, `2.1` */
  readonly numbered: number;
  /** Both `2.` and `2.1` occur. */
  readonly nested: boolean;
  /** `[ ]* 2.3` */
  readonly optional: boolean;
}

const BOX_LINE =
  /^[ \t]*(?:[-*+]|\d{1,9}[.)])[ \t]+\[[ xX~/-]\](\*?)[ \t]+(?:~~)?[*_`]{0,2}(?:\[(?=T\d))?(T\d{2}|\d+(?:\.\d+)*[a-z]?\.?(?![\w-]))?/gm;

/** *Complexity*: O(n). */
export function boxCensus(text: string): BoxCensus {
  let [boxes, tIds, numbered] = [0, 0, 0];
  let [parents, children, optional] = [false, false, false];
  for (const [, star, id] of text.matchAll(BOX_LINE)) {
    boxes++;
    if (star === '*') optional = true;
    if (id === undefined) continue;
    if (id.startsWith('T')) tIds++;
    else numbered++;
    if (/^\d+\.?$/.test(id)) parents = true;
    else if (/^\d+\.\d/.test(id)) children = true;
  }
  return { boxes, tIds, numbered, nested: parents && children, optional };
}
