import type { Resource } from '@nx-crest/core';
import { resourceKey } from '../report/resource-key.js';
import type { Faults } from './read-whole-number.js';

const MOST = 10_000;
const EXPECTED = `name=capacity with a whole number from 0 to ${MOST}, for example --resource backend=2`;

/** Resources as `--resource backend=2` gives them. What is wrong with one is added to `faults`, and it is left out. */
export function readResources(texts: readonly string[], faults: Faults): readonly Resource[] {
  const resources = new Map<string, Resource>();
  for (const text of texts) {
    const [, name = '', digits = ''] = /^(.*)=\s*(\d{1,5})$/s.exec(text) ?? [];
    const key = resourceKey(name);
    const capacity = Number(digits);
    if (key === '' || capacity > MOST) faults.set(`--resource ${text}`, EXPECTED);
    else if (key === 'workers')
      faults.set(`--resource ${text}`, `--workers ${capacity}: workers have an option of their own`);
    else if (resources.has(key))
      faults.set(`--resource ${text}`, `given once: "${resources.get(key)?.name ?? ''}" has a capacity already`);
    else resources.set(key, { name: name.trim(), capacity });
  }
  return [...resources.values()];
}
