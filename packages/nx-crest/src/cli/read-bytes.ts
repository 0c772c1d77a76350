import { readFileSync } from 'node:fs';
import { diagnostic, type Diagnostic } from '@nx-crest/core';
import { errorCode } from '../nx/error-code.js';

/** A file, and how the output calls it. */
export interface FilePlace {
  readonly file: string;
  readonly path: string;
  /** What it should be, where that is no document. */
  readonly kind?: string;
}

const UNREADABLE: ReadonlyMap<string, string> = new Map([
  ['EISDIR', 'it is a folder'],
  ['EACCES', 'that is not permitted'],
  ['EPERM', 'that is not permitted'],
]);

/** What a file holds, or why it cannot be read (`CREST303`, `CREST307`). */
export function readBytes(
  place: FilePlace,
): { readonly content: Uint8Array; readonly diagnostic?: undefined } | { readonly diagnostic: Diagnostic } {
  try {
    return { content: readFileSync(place.file) };
  } catch (error) {
    return { diagnostic: unreadableFile(place, error) };
  }
}

/** Why a file cannot be read, from what the disk said. */
export function unreadableFile(place: FilePlace, error: unknown): Diagnostic {
  const code = errorCode(error);
  if (code !== 'ENOENT' && code !== 'ENOTDIR') {
    const reason = UNREADABLE.get(code ?? '') ?? (error instanceof Error ? error.message : String(error));
    return diagnostic('CREST307', { path: place.path, reason });
  }
  return diagnostic('CREST303', { path: place.path, kind: place.kind });
}
