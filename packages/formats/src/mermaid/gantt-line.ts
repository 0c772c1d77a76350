import { ganttDuration, type ReadDate } from './gantt-dates.js';

/** A piece of a line. *Units*: offsets into the line. */
export interface Piece {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/** One task line of a gantt chart: `Title :done, id, after a b, 3d`. */
export interface GanttLine {
  readonly title: Piece;
  /** `done`, `active`, `crit`, `milestone`, `vert`. */
  readonly tags: readonly Piece[];
  /** Where the first tag stands or would stand. */
  readonly tagsStart: number;
  readonly id?: Piece;
  /** The ids behind `after`, and those behind `until`. */
  readonly after: readonly Piece[];
  readonly until: readonly Piece[];
  readonly startDate?: Piece;
  readonly endDate?: Piece;
  readonly duration?: Piece;
  /** Items that are nothing of all this. */
  readonly unread: readonly Piece[];
}

const TAGS = new Set(['done', 'active', 'crit', 'milestone', 'vert']);

/** Reads a task line; undefined where the line has no colon and so is none. *Complexity*: linear. */
export function readGanttLine(line: string, readDate: ReadDate): GanttLine | undefined {
  const comment = /\s%%/.exec(line)?.index ?? line.length;
  const text = line.slice(0, comment);
  let best: GanttLine | undefined;
  let colon = text.indexOf(':');
  // A title with a colon in it is a slip: the colon that counts is the first one whose data can be read.
  for (let tries = 0; colon >= 0 && tries < 4; tries++, colon = text.indexOf(':', colon + 1)) {
    const read = readData(text, colon, readDate);
    best ??= read;
    if (read.unread.length === 0 && isFull(read)) return read;
  }
  return best;
}

function isFull({ duration, endDate, startDate, after, until, tags }: GanttLine): boolean {
  const times = [duration, endDate, startDate].some((each) => each !== undefined);
  return times || after.length + until.length + tags.length > 0;
}

type Kind = 'id' | 'after' | 'until' | 'date' | 'duration' | 'unread';

function readData(text: string, colon: number, readDate: ReadDate): GanttLine {
  const stop = text.slice(colon + 1).search(/[#;]/);
  const items = splitItems(text, colon + 1, stop < 0 ? text.length : colon + 1 + stop);
  const firstOther = items.findIndex((item) => !TAGS.has(item.text));
  const behindTags = firstOther < 0 ? items.length : firstOther;
  const head = {
    title: trimmed(text, 0, colon),
    tags: items.slice(0, behindTags),
    tagsStart: items[0]?.start ?? colon + 1,
  };
  return { ...head, ...readTimes(items.slice(behindTags), readDate) };
}

type Times = Omit<GanttLine, 'title' | 'tags' | 'tagsStart'>;

function readTimes(items: readonly Piece[], readDate: ReadDate): Times {
  const kinds = items.map((item) => kindOf(item.text, readDate));
  const only = (kind: Kind): readonly Piece[] => items.filter((_, index) => kinds[index] === kind);
  const id = kinds[0] === 'id' ? items[0] : undefined;
  const dates = only('date');
  const duration = only('duration')[0];
  const startDate = isStart(dates.length, { duration, id, after: kinds.includes('after') }) ? dates[0] : undefined;
  const endDate = startDate ? dates[1] : dates[0];
  return {
    after: only('after').flatMap(idsIn),
    until: only('until').flatMap(idsIn),
    unread: items.filter((item, index) => kinds[index] === 'unread' || (kinds[index] === 'id' && item !== id)),
    ...(id ? { id } : {}),
    ...(startDate ? { startDate } : {}),
    ...(endDate ? { endDate } : {}),
    ...(duration ? { duration } : {}),
  };
}

/** One date alone is the end, as in mermaid, unless a duration or an id makes it the start. */
function isStart(
  dates: number,
  { duration, id, after }: { duration?: Piece | undefined; id?: Piece | undefined; after: boolean },
): boolean {
  return !after && (dates > 1 || (dates === 1 && (duration !== undefined || id !== undefined)));
}

function kindOf(text: string, readDate: ReadDate): Kind {
  if (/^after\s/.test(text)) return 'after';
  if (/^until\s/.test(text)) return 'until';
  if (ganttDuration(text) !== undefined) return 'duration';
  if (readDate(text) !== undefined) return 'date';
  return /[\s:]/.test(text) ? 'unread' : 'id';
}

function splitItems(text: string, from: number, to: number): readonly Piece[] {
  const items: Piece[] = [];
  let start = from;
  while (start <= to) {
    const comma = text.indexOf(',', start);
    const end = comma < 0 || comma > to ? to : comma;
    const item = trimmed(text, start, end);
    if (item.text !== '') items.push(item);
    start = end + 1;
  }
  return items;
}

function idsIn(item: Piece): readonly Piece[] {
  return [...item.text.matchAll(/\S+/g)].slice(1).map(({ 0: text, index }) => {
    const start = item.start + index;
    return { text, start, end: start + text.length };
  });
}

function trimmed(text: string, from: number, to: number): Piece {
  const inner = text.slice(from, to);
  const start = from + inner.length - inner.trimStart().length;
  const content = inner.trim();
  return { text: content, start, end: start + content.length };
}
