const A = [
  -3.969683028665376e1, 2.209460984245205e2, -2.759285104469687e2, 1.38357751867269e2, -3.066479806614716e1,
  2.506628277459239,
] as const;
const B = [
  -5.447609879822406e1, 1.615858368580409e2, -1.556989798598866e2, 6.680131188771972e1, -1.328068155288572e1, 1,
] as const;
const C = [
  -7.784894002430293e-3, -3.223964580411365e-1, -2.400758277161838, -2.549732539343734, 4.374664141464968,
  2.938163982698783,
] as const;
const D = [7.784695709041462e-3, 3.224671290700398e-1, 2.445134137142996, 3.754408661907416, 1] as const;

/** Beyond this probability, on either side, the tail's own formula is used. */
const TAIL = 0.02425;

/**
 * The standard normal distribution's quantile: the value that is undercut with this probability.
 *
 * Relative error below 1.2 · 10⁻⁹. *Returns* ∓∞ at 0 and 1. *Source*: Acklam 2003 (rational approximations).
 * *Example*: `inverseNormal(0.9)` is 1.2815515…
 */
export function inverseNormal(probability: number): number {
  if (probability > 0.5) return -inverseNormal(1 - probability);
  if (probability <= 0) return -Infinity;
  if (probability < TAIL) {
    const q = Math.sqrt(-2 * Math.log(probability));
    return polynomial(C, q) / polynomial(D, q);
  }
  const q = probability - 0.5;
  return (q * polynomial(A, q * q)) / polynomial(B, q * q);
}

/** Coefficients from the highest power downwards (Horner). */
function polynomial(coefficients: readonly number[], x: number): number {
  let value = 0;
  for (const coefficient of coefficients) value = value * x + coefficient;
  return value;
}
