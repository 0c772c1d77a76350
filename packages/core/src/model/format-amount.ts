/** What a resource is counted in; left out: pieces. */
export type AmountUnit = 'byte';

const SIZES = ['B', 'KB', 'MB', 'GB', 'TB', 'PB'] as const;

/**
 * So much of a resource, as people read it: sizes in the largest unit of which there is at least 1, with at most two decimals.
 * A KB is 1024 bytes.
 *
 * *Example*: `formatAmount(3)` is `3`; `formatAmount(1.5 * 2 ** 30, 'byte')` is `1.5 GB`.
 */
export function formatAmount(amount: number, unit?: AmountUnit): string {
  if (unit === undefined) return String(amount);
  let size = 0;
  while (amount >= 1024 ** (size + 1) && size < SIZES.length - 1) size++;
  return `${Number((amount / 1024 ** size).toFixed(2))} ${SIZES[size] ?? ''}`;
}
