import { diagnostic } from '@nx-crest/core';
import type { Diagnostic } from '@nx-crest/core';
import { createScanner, parseTree, printParseErrorCode } from 'jsonc-parser';
import type { Node, ParseError } from 'jsonc-parser';
import type { SourceText } from '../source/source-text.js';

/** The part of a document that is JSON. */
export interface JsonPart {
  /** Where `text` starts in the document. */
  readonly start: number;
  readonly text: string;
  /** Comments and trailing commas are no errors. */
  readonly tolerant: boolean;
}

/** A value with its place, from the start of the part. */
export type JsonNode = Node;

/** JSON as a tree of nodes, whose offsets count from the start of the part. Partial where there are diagnostics. */
export interface JsonDocument {
  readonly root?: Node | undefined;
  readonly diagnostics: readonly Diagnostic[];
}

/** The parser recurses; real documents nest about six levels. */
const MAX_DEPTH = 100;
/** A file with more errors than this is not JSON at all. */
const MAX_ERRORS = 50;

/** Reads JSON, with CREST207 for each error; without a part the whole document, strictly. *Complexity*: linear. */
export function readJson(
  source: SourceText,
  { start, text, tolerant }: JsonPart = { start: 0, text: source.text, tolerant: false },
): JsonDocument {
  const problem = (reason: string, offset: number, length: number): Diagnostic =>
    diagnostic('CREST207', { reason }, { span: source.spanAt(start + offset, start + offset + length) });
  const tooDeep = findTooDeep(text);
  if (tooDeep !== undefined) return { diagnostics: [problem(`more than ${MAX_DEPTH} levels deep`, tooDeep, 1)] };
  const errors: ParseError[] = [];
  const root = parseTree(text, errors, { disallowComments: !tolerant, allowTrailingComma: tolerant });
  // Where a file is cut off, the same error would be told once for every open bracket.
  const unlike = new Map(errors.map((error) => [`${error.offset} ${error.error}`, error]));
  const diagnostics = [...unlike.values()].slice(0, MAX_ERRORS).map(({ error, offset, length }) => {
    // `CommaExpected` → `comma expected`
    const reason = printParseErrorCode(error)
      .replace(/\B[A-Z]/g, ' $&')
      .toLowerCase();
    return problem(reason, offset, length);
  });
  return { root, diagnostics };
}

/**
 * Where the nesting of brackets first goes beyond the limit. The parser's own scanner decides what is a bracket, and one
 * that closes another kind closes nothing: so in broken JSON, too, the parser is never deeper than what is counted here.
 */
function findTooDeep(text: string): number | undefined {
  const scanner = createScanner(text, true);
  const closing: string[] = [];
  // Behind a comment that CR LF ends with the text, this scanner finds an end of one character, for ever.
  let end = -1;
  for (scanner.scan(); scanner.getTokenLength() > 0 && scanner.getPosition() > end; scanner.scan()) {
    end = scanner.getPosition();
    const offset = scanner.getTokenOffset();
    const char = text[offset];
    if (char === '{' || char === '[') {
      closing.push(char === '{' ? '}' : ']');
      if (closing.length > MAX_DEPTH) return offset;
    } else if (char === closing.at(-1)) closing.pop();
  }
  return undefined;
}
