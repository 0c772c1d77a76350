/** A place in a document. *Units*: `line` and `column` count from 1, `offset` from 0; columns and offsets are UTF-16 units. */
export interface SourcePosition {
  readonly offset: number;
  readonly line: number;
  readonly column: number;
}

/** A stretch of one document; `end` is the first position after it. */
export interface SourceSpan {
  readonly file: string;
  readonly start: SourcePosition;
  readonly end: SourcePosition;
}
