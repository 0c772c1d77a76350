import type { Entry } from '../checkbox/read-entries.js';

/** Finds the one entry with a title; undefined where none or several have it. */
export type TitleLookup = (title: string) => string | undefined;

/** Shorter beginnings of titles are words, not titles. */
const MIN_BEGINNING = 12;

/**
 * Looks entries up by title, marks and case not regarded; a text that only one title begins with finds it too.
 *
 * *Complexity*: O(n log n) once, O(length + log n) per title.
 */
export function titleLookup(entries: readonly Entry[], ids: readonly string[]): TitleLookup {
  const titles = entries.map(({ title }, index) => ({ title: plainTitle(title), id: ids[index] ?? '' }));
  titles.sort((a, b) => (a.title < b.title ? -1 : a.title > b.title ? 1 : 0));
  return (written) => {
    const wanted = plainTitle(written);
    if (wanted === '') return undefined;
    const at = firstAtOrAfter(titles, wanted);
    const [found, next] = [titles[at], titles[at + 1]];
    if (found?.title === wanted) return next?.title === wanted ? undefined : found.id;
    if (wanted.length < MIN_BEGINNING || !found?.title.startsWith(wanted)) return undefined;
    return next?.title.startsWith(wanted) ? undefined : found.id;
  };
}

function plainTitle(title: string): string {
  const plain = title.replace(/[`*_"“”]/g, '').replace(/\s+/g, ' ');
  return plain
    .trim()
    .replace(/[.;:]+$/, '')
    .toLowerCase();
}

function firstAtOrAfter(titles: readonly { readonly title: string }[], wanted: string): number {
  let low = 0;
  let high = titles.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((titles[middle]?.title ?? '') < wanted) low = middle + 1;
    else high = middle;
  }
  return low;
}
