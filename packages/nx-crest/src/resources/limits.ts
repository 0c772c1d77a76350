import type { Demand, Resource } from '@nx-crest/core';
import { compareText, diagnostic, type Diagnostic } from '@nx-crest/core/model';
import { isRecord } from './is-record.js';
import { readAmount } from './read-amount.js';
import { readDemands } from './read-demands.js';

/** What `nx.json` says of resources, checked; what was wrong is left out and told in `diagnostics`. */
export interface Limits {
  /** Sorted by name. */
  readonly resources: readonly Resource[];
  /** By `target` or `project:target`: what such a task takes while it runs. */
  readonly needs: ReadonlyMap<string, readonly Demand[]>;
  readonly diagnostics: readonly Diagnostic[];
}

/** Checks the options `resources` and `needs`. Never throws, and tells everything in one pass. */
export function readLimits(options: Readonly<Record<string, unknown>>): Limits {
  const diagnostics: Diagnostic[] = [];
  const complain = (path: readonly string[], expected: string): void => {
    diagnostics.push(diagnostic('CREST302', { option: path.join('.'), expected }));
  };
  const resources = entriesOf(options, 'resources', complain).flatMap(([name, value]): Resource[] => {
    const read = readAmount(value);
    if (read && read.amount > 0 && name.trim() !== '') {
      return [{ name, capacity: read.amount, ...(read.unit ? { unit: read.unit } : {}) }];
    }
    complain(['resources', name], 'a whole number from 1, or a size like "8GB"');
    return [];
  });
  const needs = entriesOf(options, 'needs', complain).map(([target, value]): [string, readonly Demand[]] => {
    const demands = readDemands(value, resources, {
      expect: (path, expected) => {
        complain(['needs', target, ...path], expected);
      },
      unknown: (name, suggestion) => {
        const place = `the plugin option "needs.${target}"`;
        diagnostics.push(diagnostic('CREST312', { place, name, suggestion }));
      },
    });
    return [target, demands];
  });
  return { resources, needs: new Map(needs), diagnostics };
}

/** Sorted by name. */
function entriesOf(
  options: Readonly<Record<string, unknown>>,
  option: string,
  complain: (path: readonly string[], expected: string) => void,
): readonly (readonly [string, unknown])[] {
  const value = options[option] ?? {};
  if (!isRecord(value)) complain([option], 'an object');
  return isRecord(value) ? Object.entries(value).sort(([a], [b]) => compareText(a, b)) : [];
}
