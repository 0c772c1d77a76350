import { entryLines } from '../checkbox/entry-details.js';
import type { Entry } from '../checkbox/read-entries.js';
import type { MarkdownBlocks } from '../markdown/read-blocks.js';
import type { SourceText } from '../source/source-text.js';

const ANNOTATION = /^[ \t]*(?:[-*+][ \t]+)?`?_(\w+)[:：]_?[ \t]*/;

/** The components that `_Boundary: AuthService, UserRepository_` names, each once. *Complexity*: O(lines). */
export function boundariesOf(source: SourceText, entry: Entry, blocks: MarkdownBlocks): readonly string[] {
  const names = annotations(source, entry, blocks, 'Boundary').flatMap((value) => namesIn(value));
  return [...new Set(names)];
}

/** Whether a reason why the task cannot go on stands below it. */
export function isBlocked(source: SourceText, entry: Entry, blocks: MarkdownBlocks): boolean {
  return annotations(source, entry, blocks, 'Blocked').some((reason) => reason !== '');
}

function annotations(source: SourceText, entry: Entry, blocks: MarkdownBlocks, name: string): readonly string[] {
  return entryLines(source, entry, blocks)
    .slice(1)
    .flatMap((line) => {
      const text = source.lineText(line);
      const found = ANNOTATION.exec(text);
      return found?.[1] === name ? [text.slice(found[0].length).replace(/[_`\s]+$/, '')] : [];
    });
}

/** Names with commas or plus signs between; those in brackets are an aside. */
function namesIn(value: string): readonly string[] {
  const plain = value.replace(/[(（][^()（）]*[)）]/g, '').replaceAll('`', '');
  return plain.split(/[,、，+]/).flatMap((name) => {
    const trimmed = name.trim();
    return trimmed === '' || /^(?:none|n\/a|-|—|なし|無し|无)$/i.test(trimmed) ? [] : [trimmed];
  });
}
