import { parser, Table } from '@lezer/markdown';

/**
 * The Markdown parser of this product: CommonMark blocks and GFM tables with exact offsets.
 * Inline constructs are left out: nothing reads them, and they are half of the time. This room is the only one that
 * knows the parser.
 */
export const markdownParser = parser.configure([
  Table,
  {
    remove: ['InlineCode', 'Emphasis', 'Link', 'Image', 'Autolink', 'Entity', 'HardBreak', 'Escape', 'HTMLTag'],
    // The first inline parser takes the whole text of a block, so that nobody walks through its characters.
    parseInline: [{ name: 'Skip', parse: (context) => context.end }],
  },
]);
