/**
 * Puts one more item at the end of the list under a top-level key of a JSON text (comments allowed), and leaves every
 * other character as it is: people lay out and comment their `nx.json`.
 *
 * *Returns* `undefined` where the text has no such list. *Complexity*: linear.
 */
export function insertIntoArray(text: string, key: string, item: unknown): string | undefined {
  const list = findTopLevelArray(text, key);
  if (!list) return undefined;
  const isEmpty = list.lastContent === list.start;
  const comma = isEmpty || text[list.lastContent - 1] === ',' ? '' : ',';
  const layout = layoutOf(text, list, isEmpty);
  // Comments after the last item stay behind it.
  const between = text.slice(list.lastContent, list.end).trimEnd();
  return text.slice(0, list.lastContent) + comma + between + layout(item) + text.slice(list.end);
}

interface FoundArray {
  /** After the opening bracket. */
  readonly start: number;
  /** At the closing bracket. */
  readonly end: number;
  /** After the last character that is neither space nor comment. */
  readonly lastContent: number;
}

/** How an item is written here: in lines of its own, or behind the others in their line. */
function layoutOf(text: string, { start, end }: FoundArray, isEmpty: boolean): (item: unknown) => string {
  const inLines = text.slice(start, end).includes('\n') || (isEmpty && text.includes('\n'));
  if (!inLines) return (item) => (isEmpty ? '' : ' ') + JSON.stringify(item);
  const unit = /^(?:\t+| +)(?=")/m.exec(text)?.[0] ?? '  ';
  const newLine = text.includes('\r\n') ? '\r\n' : '\n';
  const indent = newLine + unit.repeat(2);
  return (item) => indent + JSON.stringify(item, null, unit).replaceAll('\n', indent) + newLine + unit;
}

/** One token: a comment, a string, a structural character, or a run of anything else. */
const TOKEN = /\/\/[^\n]*|\/\*[^]*?\*\/|"(?:[^"\\]|\\[^])*"|[[\]{}:,]|[^\s[\]{}:,"/]+|\//g;
const DEPTH: Readonly<Record<string, number>> = { '{': 1, '[': 1, '}': -1, ']': -1 };

function findTopLevelArray(text: string, key: string): FoundArray | undefined {
  const opening = [JSON.stringify(key), ':', '['].join('');
  let depth = 0;
  let start: number | undefined;
  let lastContent = 0;
  let lastThree: readonly string[] = [];
  for (const { 0: token, index } of text.matchAll(TOKEN)) {
    if (token.startsWith('//') || token.startsWith('/*')) continue;
    if (depth === 2 && token === ']' && start !== undefined) return { start, end: index, lastContent };
    lastThree = [...lastThree.slice(-2), token];
    lastContent = index + token.length;
    if (depth === 1 && start === undefined && lastThree.join('') === opening) start = lastContent;
    depth += DEPTH[token] ?? 0;
  }
  return undefined;
}
