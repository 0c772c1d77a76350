/** What is wrong with the arguments: the argument, and what it should be. */
export type Faults = Map<string, string>;

/** A whole number as an option gives it; undefined where the option is left out, or wrong, which `faults` then says. */
export function readWholeNumber(
  option: string,
  text: string | undefined,
  { least, most }: { readonly least: number; readonly most: number },
  faults: Faults,
): number | undefined {
  if (text === undefined) return undefined;
  const value = /^\d{1,9}$/.test(text) ? Number(text) : NaN;
  if (value >= least && value <= most) return value;
  faults.set(option, `a whole number from ${least} to ${most}`);
  return undefined;
}
