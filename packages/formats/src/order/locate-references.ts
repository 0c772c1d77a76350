import type { SourceSpan } from '@nx-crest/core';
import type { SourceText } from '../source/source-text.js';
import type { ArrowStep } from './arrow-line.js';
import type { PlacedReference } from './id-list.js';
import type { ReferenceResolver } from './resolve-references.js';

/** A task that something waits for, and where the document says so. */
export interface LocatedId {
  readonly on: string;
  readonly span: SourceSpan;
}

/** Finds the tasks that references of one line mean, for the task `id`. */
export type LocateReferences = (
  line: number,
  references: readonly PlacedReference[],
  id: string,
) => readonly LocatedId[];

/** Resolves references line by line; each id gets the span of the reference that names it. */
export function locateReferences(source: SourceText, resolver: ReferenceResolver): LocateReferences {
  return (line, references, id) => {
    const lineStart = source.lineStarts[line - 1] ?? 0;
    return references.flatMap((reference) => {
      const span = source.spanAt(lineStart + reference.start, lineStart + reference.end);
      const text = source.text.slice(lineStart + reference.start, lineStart + reference.end);
      return resolver.resolve(reference, { id, text, span }).map((on) => ({ on, span }));
    });
  };
}

/** The tasks that the two sides of an arrow mean. */
export function locateStep(
  locate: LocateReferences,
  line: number,
  { before, after }: ArrowStep,
): { readonly before: readonly LocatedId[]; readonly waiting: readonly string[] } {
  return {
    before: locate(line, before, firstId(after)),
    waiting: locate(line, after, firstId(before)).map(({ on }) => on),
  };
}

function firstId([reference]: readonly PlacedReference[]): string {
  if (!reference) return '';
  return reference.kind === 'id' ? reference.id : reference.kind === 'range' ? reference.first : reference.prefix;
}
