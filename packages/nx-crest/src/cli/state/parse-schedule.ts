import type { JsonNode } from '@nx-crest/formats';
import type { StatedSchedule, StatedSlot } from '../../report/replan/stated-plan.js';
import { readCount, readFields, readTime, reportField, requiredField, type Reading } from './json-fields.js';

/** The `schedule` of an earlier `crest plan --json`: workers and slots; what else it says is passed over. */
export function parseSchedule(reading: Reading, node: JsonNode): StatedSchedule | undefined {
  const fields = readFields(reading, node, 'schedule');
  if (!fields) return undefined;
  const workers = readCount(reading, requiredField(reading, fields, 'workers', node), { field: 'workers', least: 1 });
  const list = requiredField(reading, fields, 'slots', node);
  if (list && list.type !== 'array') reportField(reading, list, { field: 'slots', expected: 'an array' });
  const ids = new Set<string>();
  const slots = (list?.type === 'array' ? (list.children ?? []) : []).flatMap((child) => {
    const slot = readSlot(reading, child, workers ?? Infinity);
    if (!slot) return [];
    if (ids.has(slot.id)) reportField(reading, child, { field: 'slots', expected: `a list with "${slot.id}" once` });
    ids.add(slot.id);
    return [slot];
  });
  return workers === undefined ? undefined : { workers, slots };
}

function readSlot(reading: Reading, node: JsonNode, workers: number): StatedSlot | undefined {
  const fields = readFields(reading, node, 'slots');
  if (!fields) return undefined;
  const required = (field: string) => requiredField(reading, fields, field, node);
  const id = readId(reading, required('id'));
  const place = required('worker');
  const worker = readCount(reading, place, { field: 'worker', least: 0 });
  if (place && (worker ?? 0) >= workers) reportField(reading, place, { field: 'worker', expected: `below ${workers}` });
  const startMs = readTime(reading, required('startMs'), 'startMs');
  const end = required('finishMs');
  const finishMs = readTime(reading, end, 'finishMs');
  if (id === undefined || worker === undefined || startMs === undefined || finishMs === undefined) return undefined;
  if (end && finishMs <= startMs) reportField(reading, end, { field: 'finishMs', expected: 'later than "startMs"' });
  return { id, worker, startMs, finishMs };
}

function readId(reading: Reading, node: JsonNode | undefined): string | undefined {
  const id: unknown = node?.value;
  if (typeof id === 'string') return id;
  if (node) reportField(reading, node, { field: 'id', expected: 'a string' });
  return undefined;
}
