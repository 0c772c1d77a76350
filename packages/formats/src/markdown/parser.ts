import type { Tree } from '@lezer/common';
import { parser, Table } from '@lezer/markdown';

/**
 * The Markdown parser of this product: CommonMark blocks and GFM tables with exact offsets.
 * Inline constructs are left out: nothing reads them, and they are half of the time. So are link definitions, for which
 * the parser reads a paragraph that begins with `[` again at each of its lines. This room is the only one that knows it.
 */
const markdownParser = parser.configure([
  Table,
  {
    remove: [
      ...['InlineCode', 'Emphasis', 'Link', 'Image', 'Autolink', 'Entity', 'HardBreak', 'Escape', 'HTMLTag'],
      'LinkReference',
    ],
    // The first inline parser takes the whole text of a block, so that nobody walks through its characters.
    parseInline: [{ name: 'Skip', parse: (context) => context.end }],
  },
]);

/** 128 or more blanks, `>` and bullets before the text of a line: nested deeper than anyone means. */
const TOO_DEEP = /^(?:[ \t]|>|[-*+](?=[ \t])|\d{1,9}[.)](?=[ \t])){128,}.*$/gm;

/**
 * Parses Markdown; offsets are those of the text. The parser knows LF only, so other line ends are replaced, one character
 * for another; and a line that is nested too deep is a blank one to it, because it looks at every list around each line.
 *
 * *Complexity*: O(n).
 */
export function parseMarkdown(text: string): Tree {
  const lines = text.replaceAll('\r\n', ' \n').replaceAll('\r', '\n');
  return markdownParser.parse(lines.replace(TOO_DEEP, (line) => ' '.repeat(line.length)));
}
