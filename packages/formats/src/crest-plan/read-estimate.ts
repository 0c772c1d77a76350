import { milliseconds, type DocumentEstimate } from '@nx-crest/core';
import { field, reportField, type Fields, type Reading } from '../fields/object-fields.js';

/** `"estimateMs": 7200000`, or `[optimistic, likely, pessimistic]` in rising order. *Units*: milliseconds. */
export function readEstimate(reading: Reading, fields: Fields): DocumentEstimate | undefined {
  const node = field(fields, 'estimateMs');
  if (!node) return undefined;
  const numbers = (node.type === 'array' ? (node.children ?? []) : [node]).map(({ value }): unknown => value);
  const times = numbers.filter(isTime);
  const [optimistic, likely, pessimistic] = times;
  const rising = times.every((time, index) => index === 0 || time >= (times[index - 1] ?? 0));
  if (optimistic === undefined || times.length !== numbers.length || ![1, 3].includes(times.length) || !rising) {
    reportField(reading, node, { field: 'estimateMs', expected: 'milliseconds, or three of them in rising order' });
    return undefined;
  }
  const span = reading.source.spanAt(node.offset, node.offset + node.length);
  const text = reading.source.text.slice(node.offset, node.offset + node.length);
  if (likely === undefined || pessimistic === undefined) {
    return { ms: milliseconds(optimistic), p90Ms: milliseconds(optimistic), source: 'document', text, span };
  }
  const [optimisticMs, likelyMs, pessimisticMs] = [optimistic, likely, pessimistic].map(milliseconds) as [Ms, Ms, Ms];
  const ms = milliseconds((optimistic + 4 * likely + pessimistic) / 6);
  return { ms, p90Ms: pessimisticMs, source: 'document', text, span, pert: { optimisticMs, likelyMs, pessimisticMs } };
}

type Ms = DocumentEstimate['ms'];

function isTime(value: unknown): value is number {
  return typeof value === 'number' && value >= 0 && value <= Number.MAX_SAFE_INTEGER;
}
