/** The greatest whole number that divides all of them; 0 of nothing but zeros. */
export function commonDivisor(values: Iterable<number>): number {
  let divisor = 0;
  for (const value of values) {
    let rest = value;
    while (rest !== 0) [divisor, rest] = [rest, divisor % rest];
    if (divisor === 1) break;
  }
  return divisor;
}
