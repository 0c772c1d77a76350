const WORDS: ReadonlyMap<string, number> = new Map([
  ...['critical', 'urgent', 'highest'].map((word) => [word, 0] as const),
  ['high', 1],
  ...['medium', 'normal'].map((word) => [word, 2] as const),
  ['low', 3],
  ['lowest', 4],
]);

/** The rank that a priority stands for, the smallest being the most urgent: `1`, `"2"`, `"P0"`, `"high"`. */
export function priorityOf(value: unknown): number | undefined {
  if (typeof value === 'number') return value;
  if (typeof value !== 'string') return undefined;
  const word = value.trim().toLowerCase();
  const digits = /^p?(\d{1,9})$/.exec(word)?.[1];
  return digits === undefined ? WORDS.get(word) : Number(digits);
}
