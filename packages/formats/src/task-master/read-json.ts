import { diagnostic } from '@nx-crest/core';
import type { Diagnostic } from '@nx-crest/core';
import { parseTree, printParseErrorCode } from 'jsonc-parser';
import type { Node, ParseError } from 'jsonc-parser';
import type { SourceText } from '../source/source-text.js';

/** A JSON document as a tree of nodes with their places. The tree is partial where there are diagnostics. */
export interface JsonDocument {
  readonly root?: Node | undefined;
  readonly diagnostics: readonly Diagnostic[];
}

/** The parser recurses; real documents nest about six levels. */
const MAX_DEPTH = 100;
/** A file with more errors than this is not JSON at all. */
const MAX_ERRORS = 50;

/** Reads strict JSON (no comments, no trailing commas), with a diagnostic for each error. *Complexity*: linear. */
export function readJson(source: SourceText): JsonDocument {
  const tooDeep = findTooDeep(source.text);
  if (tooDeep !== undefined) {
    const reason = `more than ${MAX_DEPTH} levels deep`;
    return { diagnostics: [diagnostic('CREST207', { reason }, { span: source.spanAt(tooDeep, tooDeep + 1) })] };
  }
  const errors: ParseError[] = [];
  const root = parseTree(source.text, errors, { disallowComments: true, allowTrailingComma: false });
  // Where a file is cut off, the same error would be told once for every open bracket.
  const unlike = new Map(errors.map((error) => [`${error.offset} ${error.error}`, error]));
  const diagnostics = [...unlike.values()].slice(0, MAX_ERRORS).map(({ error, offset, length }) => {
    // `CommaExpected` → `comma expected`
    const reason = printParseErrorCode(error)
      .replace(/\B[A-Z]/g, ' $&')
      .toLowerCase();
    return diagnostic('CREST207', { reason }, { span: source.spanAt(offset, offset + length) });
  });
  return { root, diagnostics };
}

/** Where the nesting of brackets first goes beyond the limit; brackets inside strings do not count. */
function findTooDeep(text: string): number | undefined {
  let depth = 0;
  let inString = false;
  for (let i = 0; i < text.length; i++) {
    const char = text[i];
    if (inString && char === '\\') i++;
    else if (char === '"') inString = !inString;
    else if (inString) {
      if (char === '\n') inString = false; // an unterminated string ends with its line
    } else if (char === '{' || char === '[') {
      if (++depth > MAX_DEPTH) return i;
    } else if (char === '}' || char === ']') depth--;
  }
  return undefined;
}
