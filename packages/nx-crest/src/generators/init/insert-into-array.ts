/**
 * Puts one more item at the end of the list under a top-level key of a JSON text (comments allowed), and leaves every
 * other character as it is: people lay out and comment their `nx.json`.
 *
 * *Returns* `undefined` where the text has no such list. *Complexity*: linear.
 */
export function insertIntoArray(text: string, key: string, item: unknown): string | undefined {
  const list = findTopLevelArray(text, key);
  if (!list) return undefined;
  const { end, lastContent, isEmpty, hasTrailingComma } = list;
  const unit = /^(?:\t+| +)(?=")/m.exec(text)?.[0] ?? '  ';
  const isMultiline = !text.includes('\n') ? false : isEmpty || text.slice(list.start, end).includes('\n');
  const eol = text.includes('\r\n') ? '\r\n' : '\n';
  const indent = isMultiline ? eol + unit.repeat(2) : isEmpty ? '' : ' ';
  const written = isMultiline
    ? JSON.stringify(item, null, unit).replaceAll('\n', eol + unit.repeat(2))
    : JSON.stringify(item);
  const before = text.slice(0, lastContent) + (isEmpty || hasTrailingComma ? '' : ',');
  // Comments after the last item stay behind it.
  const between = text.slice(lastContent, end).trimEnd();
  const closing = isMultiline ? eol + unit : '';
  return before + between + indent + written + closing + text.slice(end);
}

interface FoundArray {
  /** After the opening bracket. */
  readonly start: number;
  /** At the closing bracket. */
  readonly end: number;
  /** After the last character that is neither space nor comment. */
  readonly lastContent: number;
  readonly isEmpty: boolean;
  readonly hasTrailingComma: boolean;
}

/** One token: a comment, a string, a structural character, or a run of anything else. */
const TOKEN = /\/\/[^\n]*|\/\*[^]*?\*\/|"(?:[^"\\]|\\[^])*"|[[\]{}:,]|[^\s[\]{}:,"/]+|\//g;

function findTopLevelArray(text: string, key: string): FoundArray | undefined {
  let depth = 0;
  let start = -1;
  let last = { token: '', end: 0 };
  let name = '';
  for (const match of text.matchAll(TOKEN)) {
    const token = match[0];
    if (token.startsWith('//') || token.startsWith('/*')) continue;
    if (token === ':' && depth === 1) name = last.token;
    if (token === '[' && depth === 1 && start < 0 && last.token === ':' && name === JSON.stringify(key)) {
      start = match.index + 1;
    }
    if (token === '{' || token === '[') depth++;
    if (token === '}' || token === ']') depth--;
    if (token === ']' && depth === 1 && start >= 0) {
      const isEmpty = last.end === start;
      return { start, end: match.index, lastContent: last.end, isEmpty, hasTrailingComma: last.token === ',' };
    }
    last = { token, end: match.index + token.length };
  }
  return undefined;
}
