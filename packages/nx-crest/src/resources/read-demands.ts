import type { Demand, Resource } from '@nx-crest/core';
import { closestId, formatAmount } from '@nx-crest/core/model';
import { isRecord } from './is-record.js';
import { readAmount } from './read-amount.js';

/** Where to tell what is wrong. */
export interface DemandFaults {
  /** `path` leads to what is wrong; empty: all of it. */
  expect(path: readonly string[], expected: string): void;
  unknown(name: string, suggestion: string | undefined): void;
}

/**
 * What a task takes of each resource: `{ "db": 1, "memory": "4GB" }`. A resource that is not declared, and an amount that is
 * none, are left out; one above the capacity is kept: the task then runs alone on that resource.
 */
export function readDemands(value: unknown, resources: readonly Resource[], faults: DemandFaults): readonly Demand[] {
  if (!isRecord(value)) {
    faults.expect([], 'an object: an amount for each resource');
    return [];
  }
  const byName = new Map(resources.map((resource) => [resource.name, resource]));
  return Object.entries(value).flatMap(([name, wanted]): Demand[] => {
    const resource = byName.get(name);
    if (!resource) {
      faults.unknown(name, closestId(name, [...byName.keys()]));
      return [];
    }
    const { capacity, unit } = resource;
    const read = readAmount(wanted);
    if (!read || read.unit !== unit) {
      faults.expect([name], unit === 'byte' ? 'a size like its capacity, for example "512MB"' : 'a whole number');
      return [];
    }
    if (read.amount > capacity) faults.expect([name], `at most its capacity, ${formatAmount(capacity, unit)}`);
    return [{ resource: name, amount: read.amount }];
  });
}
