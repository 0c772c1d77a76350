/**
 * Puts one more item at the end of the list under a top-level key of a JSON text (comments allowed), and leaves every
 * other character as it is: people lay out and comment their `nx.json`. Where the key is missing, it is added last.
 *
 * *Returns* `undefined` where the text is no object, or something else than a list stands under the key. *Complexity*: linear.
 */
export function insertIntoArray(text: string, key: string, item: unknown): string | undefined {
  const list = findTopLevelArray(text, key);
  if (!list) return addKey(text, key, [item]);
  const { isEmpty, comma } = joint(text, list);
  const layout = layoutOf(text, list, isEmpty);
  // Comments after the last item stay behind it.
  const between = text.slice(list.lastContent, list.end).trimEnd();
  return text.slice(0, list.lastContent) + comma + between + layout(item) + text.slice(list.end);
}

function addKey(text: string, key: string, value: unknown): string | undefined {
  const object = findObjectWithout(text, key);
  if (!object) return undefined;
  const { isEmpty, comma } = joint(text, object);
  const { start, end, lastContent } = object;
  const head = text.slice(0, lastContent) + comma;
  const between = text.slice(lastContent, end);
  if (!isInLines(text, object, isEmpty)) {
    const field = `${JSON.stringify(key)}: ${JSON.stringify(value)}`;
    return head + (isEmpty && start === end ? '' : ' ') + field + between + text.slice(end);
  }
  const newLine = newLineOf(text);
  // Without the lines of its own braces.
  const lines = JSON.stringify({ [key]: value }, null, indentOf(text))
    .split('\n')
    .slice(1, -1);
  return [head + between.trimEnd(), ...lines, text.slice(end)].join(newLine);
}

function joint(
  text: string,
  { start, lastContent }: FoundRange,
): { readonly isEmpty: boolean; readonly comma: string } {
  const isEmpty = lastContent === start;
  return { isEmpty, comma: isEmpty || text[lastContent - 1] === ',' ? '' : ',' };
}

/** What stands between the brackets of a list, or the braces of an object. */
interface FoundRange {
  /** After the opening bracket. */
  readonly start: number;
  /** At the closing bracket. */
  readonly end: number;
  /** After the last character that is neither space nor comment. */
  readonly lastContent: number;
}

/** How an item is written here: in lines of its own, or behind the others in their line. */
function layoutOf(text: string, list: FoundRange, isEmpty: boolean): (item: unknown) => string {
  if (!isInLines(text, list, isEmpty)) return (item) => (isEmpty ? '' : ' ') + JSON.stringify(item);
  const unit = indentOf(text);
  const newLine = newLineOf(text);
  const indent = newLine + unit.repeat(2);
  return (item) => indent + JSON.stringify(item, null, unit).replaceAll('\n', indent) + newLine + unit;
}

function isInLines(text: string, { start, end }: FoundRange, isEmpty: boolean): boolean {
  return text.slice(start, end).includes('\n') || (isEmpty && text.includes('\n'));
}

function indentOf(text: string): string {
  return /^(?:\t+| +)(?=")/m.exec(text)?.[0] ?? '  ';
}

function newLineOf(text: string): string {
  return text.includes('\r\n') ? '\r\n' : '\n';
}

/** One token: a comment, a string, a structural character, or a run of anything else. */
const TOKEN = /\/\/[^\n]*|\/\*[^]*?\*\/|"(?:[^"\\]|\\[^])*"|[[\]{}:,]|[^\s[\]{}:,"/]+|\//g;
const DEPTH: Readonly<Record<string, number>> = { '{': 1, '[': 1, '}': -1, ']': -1 };

/** The tokens that are no comments, each with how many brackets and braces are open before it. */
function* contentOf(
  text: string,
): Generator<{ readonly token: string; readonly index: number; readonly depth: number }> {
  let depth = 0;
  for (const { 0: token, index } of text.matchAll(TOKEN)) {
    if (token.startsWith('//') || token.startsWith('/*')) continue;
    yield { token, index, depth };
    depth += DEPTH[token] ?? 0;
  }
}

function findTopLevelArray(text: string, key: string): FoundRange | undefined {
  const opening = [JSON.stringify(key), ':', '['].join('');
  let start: number | undefined;
  let lastContent = 0;
  let lastThree: readonly string[] = [];
  for (const { token, index, depth } of contentOf(text)) {
    if (depth === 2 && token === ']' && start !== undefined) return { start, end: index, lastContent };
    lastThree = [...lastThree.slice(-2), token];
    lastContent = index + token.length;
    if (depth === 1 && start === undefined && lastThree.join('') === opening) start = lastContent;
  }
  return undefined;
}

/** The whole object, where it has no such key. */
function findObjectWithout(text: string, key: string): FoundRange | undefined {
  const name = JSON.stringify(key);
  let start: number | undefined;
  let lastContent = 0;
  let before = '';
  for (const { token, index, depth } of contentOf(text)) {
    if (start === undefined && token !== '{') return undefined;
    if (depth === 1 && token === ':' && before === name) return undefined;
    if (depth === 1 && token === '}' && start !== undefined) return { start, end: index, lastContent };
    before = token;
    lastContent = index + token.length;
    start ??= lastContent;
  }
  return undefined;
}
