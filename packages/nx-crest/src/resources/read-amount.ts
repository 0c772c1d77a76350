import type { AmountUnit } from '@nx-crest/core';

/** So much of a resource, in pieces or in bytes. */
export interface Amount {
  readonly amount: number;
  readonly unit?: AmountUnit;
}

const SIZE = /^(\d+(?:\.\d+)?)\s*(?:([kmgt])i?)?b$/i;
const POWERS = ['', 'k', 'm', 'g', 't'];

/**
 * A whole number of pieces, or a size as a text: `512MB`, `8 GB`, `1.5GiB`. As in `docker run --memory`, a KB is 1024 bytes,
 * like a KiB, and upper and lower case are the same. Nothing for anything else, or beyond 2⁵³.
 */
export function readAmount(value: unknown): Amount | undefined {
  if (typeof value === 'number') return checked({ amount: value });
  const [, digits, prefix = ''] = (typeof value === 'string' && SIZE.exec(value.trim())) || [];
  if (digits === undefined) return undefined;
  const amount = Math.round(Number(digits) * 1024 ** POWERS.indexOf(prefix.toLowerCase()));
  return checked({ amount, unit: 'byte' });
}

function checked(amount: Amount): Amount | undefined {
  return Number.isSafeInteger(amount.amount) && amount.amount >= 0 ? amount : undefined;
}
