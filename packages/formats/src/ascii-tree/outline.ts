import type { SourceSpan } from '@nx-crest/core';
import type { WaveMember } from '../waves/collect-waves.js';
import { waveName } from '../waves/wave-name.js';

export type Wave = NonNullable<WaveMember['wave']>;

/** What a line calls something: without mark-up, and without the colon that leads on to what follows. */
export function nameIn(text: string): string {
  const name = text.replace(/^[\s#>*-]+|\*\*|__|`/g, '').trim();
  return name.endsWith(':') ? name.slice(0, -1).trimEnd() : name;
}

/** The wave that a text names, if it names one. */
export function waveOf(text: string, span: SourceSpan): Wave | undefined {
  const name = waveName(text);
  return name === undefined ? undefined : { name, title: nameIn(text), span };
}

function waveOfLine(text: string, span: SourceSpan): Wave | undefined {
  return WAVE_LINE.test(text) ? waveOf(text, span) : undefined;
}

/** Headings, fences and lines that name waves, as far as a document has been read. */
export interface Outline {
  /** Reads the next line that belongs to no tree; true for a heading, a fence and a blank line. */
  read(text: string, span: SourceSpan): boolean;
  /** The wave that the next tree stands in. */
  wave(): Wave | undefined;
}

/**
 * A line outside of headings and fences that is the name of a wave: `Wave 1`, `**Wave 2**: Pages`, `Phase 3 (Hour 5-9)`;
 * no list item, and no sentence (`Wave 1 needs the tables.`).
 */
const WAVE_LINE = /^\s{0,3}(?:\*\*|__)?(?:wave|phase)\s+\w{1,6}(?:\*\*|__)?\s*(?:$|[:(–—-])/i;

/**
 * Starts a document's outline. A line that names a wave counts until the next one or the next heading; one inside a
 * code fence, until the fence ends.
 */
export function startOutline(): Outline {
  let headings: readonly { readonly level: number; readonly wave: Wave | undefined }[] = [];
  let fence = '';
  let fenceWave: Wave | undefined;
  let lineWave: Wave | undefined;
  return {
    read(text, span) {
      const mark = /^\s*(```|~~~)/.exec(text)?.[1];
      if (mark !== undefined && (fence === '' || fence === mark)) {
        fence = fence === '' ? mark : '';
        fenceWave = undefined;
        return true;
      }
      if (fence !== '') {
        fenceWave = waveOf(text, span) ?? fenceWave;
        return text.trim() === '';
      }
      const level = /^ {0,3}(#{1,6})(?=\s)/.exec(text)?.[1]?.length;
      if (level === undefined) {
        lineWave = waveOfLine(text, span) ?? lineWave;
        return text.trim() === '';
      }
      lineWave = undefined;
      headings = [...headings.filter((above) => above.level < level), { level, wave: waveOf(text, span) }];
      return true;
    },
    wave: () => fenceWave ?? lineWave ?? headings.findLast(({ wave }) => wave)?.wave,
  };
}
