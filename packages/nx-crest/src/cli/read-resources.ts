import type { Resource } from '@nx-crest/core';
import { resourceKey } from '../report/resource-key.js';
import { readAmount } from '../resources/read-amount.js';
import type { Faults } from './read-whole-number.js';

const MOST = 10_000;
const EXPECTED = `name=capacity with a whole number from 0 to ${MOST} or a size, for example --resource backend=2`;

/** Resources as `--resource backend=2` or `--resource memory=8GB` gives them. What is wrong with one is added to `faults`, and it is left out. */
export function readResources(texts: readonly string[], faults: Faults): readonly Resource[] {
  const resources = new Map<string, Resource>();
  for (const text of texts) {
    const read = readOne(text);
    const key = resourceKey(read?.name ?? '');
    const argument = `--resource ${text}`;
    if (!read || key === '') faults.set(argument, EXPECTED);
    else if (key === 'workers') faults.set(argument, `--workers ${read.capacity}: workers have an option of their own`);
    else if (resources.has(key))
      faults.set(argument, `given once: "${resources.get(key)?.name ?? ''}" has a capacity already`);
    else resources.set(key, read);
  }
  return [...resources.values()];
}

function readOne(text: string): Resource | undefined {
  const [, name = '', given = ''] = /^(.*)=([^=]*)$/s.exec(text) ?? [];
  const read = readAmount(/^\s*\d+$/.test(given) ? Number(given) : given);
  if (!read || (read.unit === undefined && read.amount > MOST)) return undefined;
  return { name: name.trim(), capacity: read.amount, ...(read.unit ? { unit: read.unit } : {}) };
}
