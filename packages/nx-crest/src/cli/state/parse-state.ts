import type { Diagnostic, Milliseconds } from '@nx-crest/core';
import { readJson, type JsonNode, type SourceText } from '@nx-crest/formats';
import { given } from '../given.js';
import type { StatedPlan, StatedProgress, StatedTask } from '../../report/replan/stated-plan.js';
import {
  onlyFields,
  readCount,
  readFields,
  readTime,
  reportField,
  requiredField,
  type Fields,
  type Reading,
} from './json-fields.js';
import { parseSchedule } from './parse-schedule.js';

/** A state file that was read; without a plan where something is wrong with it. */
export interface ParsedState {
  readonly plan?: StatedPlan;
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Reads the state of a plan; its form is `schemas/state.schema.json`. `CREST207` where it is no JSON, `CREST208` for each
 * field that is not what it should be. *Complexity*: linear in the text.
 */
export function parseState(source: SourceText): ParsedState {
  const { root, diagnostics } = readJson(source);
  const reading: Reading = { source, diagnostics: [...diagnostics] };
  const plan = root && diagnostics.length === 0 ? readPlan(reading, root) : undefined;
  return { ...(plan && reading.diagnostics.length === 0 ? { plan } : {}), diagnostics: reading.diagnostics };
}

function readPlan(reading: Reading, root: JsonNode): StatedPlan | undefined {
  const fields = readFields(reading, root, 'state');
  if (!fields) return undefined;
  onlyFields(reading, fields, ['$schema', 'now', 'tasks', 'schedule']);
  const now = readTime(reading, requiredField(reading, fields, 'now', root), 'now');
  const tasks = fields.get('tasks');
  const scheduled = fields.get('schedule');
  const schedule = scheduled && parseSchedule(reading, scheduled);
  const stated = tasks ? readTasks(reading, tasks, now) : [];
  return now === undefined ? undefined : { now, tasks: stated, ...given({ schedule }) };
}

function readTasks(reading: Reading, node: JsonNode, now: Milliseconds | undefined): readonly StatedTask[] {
  const tasks = readFields(reading, node, 'tasks') ?? new Map<string, JsonNode>();
  return [...tasks].flatMap(([id, task]): readonly StatedTask[] => {
    const fields = readFields(reading, task, id);
    if (!fields) return [];
    const span = reading.source.spanAt(task.offset, task.offset + task.length);
    const estimateMs = readTime(reading, fields.get('estimate'), 'estimate');
    const progress = readProgress({ reading, fields, now: now ?? Infinity }, task);
    return [{ id, span, ...given({ estimateMs, progress }) }];
  });
}

interface TaskReading {
  readonly reading: Reading;
  readonly fields: Fields;
  readonly now: number;
}

const ALWAYS = ['status', 'estimate'];

function readProgress(task: TaskReading, node: JsonNode): StatedProgress | undefined {
  const { reading, fields } = task;
  const status = fields.get('status');
  const word: unknown = status?.value;
  if (word === 'running') {
    onlyFields(reading, fields, [...ALWAYS, 'since', 'remaining', 'worker']);
    requiredField(reading, fields, 'since', node);
    const since = readPast(task, 'since');
    const remaining = readTime(reading, fields.get('remaining'), 'remaining');
    return since === undefined
      ? undefined
      : { kind: 'running', since, ...given({ remaining, worker: readWorker(task) }) };
  }
  if (word === 'done') {
    onlyFields(reading, fields, [...ALWAYS, 'startedAt', 'finishedAt', 'worker']);
    const [startedAt, finishedAt] = [readPast(task, 'startedAt'), readPast(task, 'finishedAt')];
    const started = fields.get('startedAt');
    if (started && (startedAt ?? 0) > (finishedAt ?? Infinity)) {
      reportField(reading, started, { field: 'startedAt', expected: 'no later than "finishedAt"' });
    }
    return { kind: 'done', ...given({ startedAt, finishedAt, worker: readWorker(task) }) };
  }
  onlyFields(reading, fields, ALWAYS);
  if (status && word !== 'failed')
    reportField(reading, status, { field: 'status', expected: 'done, running or failed' });
  return word === 'failed' ? { kind: 'failed' } : undefined;
}

/** A time that is not later than now. */
function readPast({ reading, fields, now }: TaskReading, field: string): Milliseconds | undefined {
  const node = fields.get(field);
  const time = readTime(reading, node, field);
  if (node && time !== undefined && time > now) reportField(reading, node, { field, expected: 'no later than "now"' });
  return time;
}

function readWorker({ reading, fields }: TaskReading): number | undefined {
  return readCount(reading, fields.get('worker'), { field: 'worker', least: 0 });
}
