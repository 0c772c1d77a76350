import { diagnostic, type Diagnostic } from '@nx-crest/core';
import { sourceText } from './source-text.js';

/** A document's text (byte order mark kept, so that it can be written back), or why it has none. */
export type DecodedDocument =
  | { readonly kind: 'text'; readonly raw: string }
  | { readonly kind: 'unreadable'; readonly diagnostics: readonly Diagnostic[] };

/**
 * Decodes a document's bytes as strict UTF-8. UTF-16, NUL bytes and invalid sequences give CREST204, never an exception:
 * a lenient decoder would write replacement characters back into the user's file.
 *
 * *Complexity*: O(n).
 */
export function decodeDocument(path: string, bytes: Uint8Array): DecodedDocument {
  if ((bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff)) {
    return unreadable(path, 'it is UTF-16');
  }
  const raw = decodeStrictly(bytes);
  if (raw === undefined) {
    const lenient = new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
    return unreadable(path, 'it is not valid UTF-8', lenient, lenient.indexOf('\uFFFD'));
  }
  const nul = raw.indexOf('\0');
  return nul >= 0 ? unreadable(path, 'it contains a NUL character', raw, nul) : { kind: 'text', raw };
}

function decodeStrictly(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined; // the decoder's only way to say "invalid"
  }
}

function unreadable(path: string, reason: string, text = '', at = 0): DecodedDocument {
  const span = sourceText(path, text).spanAt(at, Math.min(at + 1, text.length));
  return { kind: 'unreadable', diagnostics: [diagnostic('CREST204', { reason }, { span })] };
}
