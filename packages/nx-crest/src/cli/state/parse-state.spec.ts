import Ajv2020 from 'ajv/dist/2020';
import { readSource } from '@nx-crest/formats';
import schema from '../../../schemas/state.schema.json';
import { parseState } from './parse-state.js';

const isBySchema = new Ajv2020({ strict: true, allErrors: true }).compile(schema);
const parse = (value: unknown) => parseText(typeof value === 'string' ? value : JSON.stringify(value));
const parseText = (text: string) => parseState(readSource('state.json', text).source);
const told = (value: unknown): readonly string[] =>
  parse(value).diagnostics.map(({ code, message, span }) => `${span?.start.column ?? 0} ${code} ${message}`);

const slot = { id: 'A-1', worker: 0, startMs: 0, finishMs: '2h' };

describe('parseState', () => {
  it('reads times in milliseconds and in words, and what became of tasks', () => {
    const state = {
      $schema: 'x',
      now: '1d',
      tasks: {
        a: { status: 'done', startedAt: 0, finishedAt: '2h', worker: 1 },
        b: { status: 'running', since: 3_600_000, remaining: '90 min', estimate: '4h' },
        c: { status: 'failed' },
        d: { estimate: '30min' },
      },
      schedule: { workers: 2, slots: [slot], makespanMs: 7_200_000, optimal: true },
    };
    expect(isBySchema(state)).toBe(true);
    const { plan, diagnostics } = parse(state);
    expect(diagnostics).toEqual([]);
    expect(plan?.now).toBe(28_800_000);
    expect(plan?.tasks.map(({ span: _, ...task }) => task)).toEqual([
      { id: 'a', progress: { kind: 'done', startedAt: 0, finishedAt: 7_200_000, worker: 1 } },
      { id: 'b', estimateMs: 14_400_000, progress: { kind: 'running', since: 3_600_000, remaining: 5_400_000 } },
      { id: 'c', progress: { kind: 'failed' } },
      { id: 'd', estimateMs: 1_800_000 },
    ]);
    expect(plan?.schedule).toEqual({ workers: 2, slots: [{ ...slot, finishMs: 7_200_000 }] });
  });

  it('says where the JSON is broken (CREST207)', () => {
    expect(told('{ "now": }')).toEqual(['10 CREST207 not valid JSON: value expected']);
    expect(parse('{ "now": }').plan).toBeUndefined();
  });

  it('tells everything that is wrong at once, each at its place (CREST208)', () => {
    expect(told('{"now":"soon","tasks":{"a":{"status":"busy"}},"extra":1}')).toEqual([
      '55 CREST208 "extra" should be left out; known are $schema, now, tasks, schedule',
      '8 CREST208 "now" should be whole milliseconds, or a duration such as "3h"',
      '38 CREST208 "status" should be done, running or failed',
    ]);
  });

  it('says what to do about a field that is missing', () => {
    expect(parse({}).diagnostics.map(({ hint }) => hint)).toEqual(['Add "now".']);
  });

  it.each([
    ['no object', []],
    ['no now', {}],
    ['a negative time', { now: -1 }],
    ['half a millisecond', { now: 0.5 }],
    ['a time that no sum may hold', { now: 9_007_199_254_740_991 }],
    ['a list of tasks', { now: 0, tasks: [] }],
    ['a task that is no object', { now: 0, tasks: { a: 'done' } }],
    ['a mistyped field', { now: 9, tasks: { a: { status: 'done', finishAt: 3 } } }],
    ['times of another status', { now: 9, tasks: { a: { status: 'failed', since: 3 } } }],
    ['a time without status', { now: 9, tasks: { a: { since: 3 } } }],
    ['running since when', { now: 9, tasks: { a: { status: 'running' } } }],
    ['half a worker', { now: 9, tasks: { a: { status: 'running', since: 1, worker: 0.5 } } }],
    ['a schedule without slots', { now: 0, schedule: { workers: 1 } }],
    ['a schedule without workers', { now: 0, schedule: { slots: [] } }],
    ['a schedule for nobody', { now: 0, schedule: { workers: 0, slots: [] } }],
    ['slots that are no list', { now: 0, schedule: { workers: 1, slots: {} } }],
    ['a slot without finish', { now: 0, schedule: { workers: 1, slots: [{ id: 'a', worker: 0, startMs: 0 }] } }],
    ['a slot with a number as id', { now: 0, schedule: { workers: 1, slots: [{ ...slot, id: 1 }] } }],
  ])('refuses %s, as the schema does', (_, state) => {
    expect(parse(state).diagnostics.map(({ code }) => code)).toContain('CREST208');
    expect(parse(state).plan).toBeUndefined();
    expect(isBySchema(state)).toBe(false);
  });

  it.each([
    ['a range', { now: '2-4h' }, 'a duration such as "3h"'],
    ['too long a time in words', { now: '300000 h' }, 'at most 1000000000000 ms'],
    ['the future', { now: '1h', tasks: { a: { status: 'running', since: '2h' } } }, 'no later than "now"'],
    [
      'an end before the start',
      { now: 9, tasks: { a: { status: 'done', startedAt: 5, finishedAt: 3 } } },
      'no later than "finishedAt"',
    ],
    ['an unknown worker', { now: 0, schedule: { workers: 1, slots: [{ ...slot, worker: 1 }] } }, 'below 1'],
    [
      'a slot without time',
      { now: 0, schedule: { workers: 1, slots: [{ ...slot, finishMs: 0 }] } },
      'later than "startMs"',
    ],
    ['a task twice', { now: 0, schedule: { workers: 1, slots: [slot, slot] } }, 'a list with "A-1" once'],
  ])('refuses %s, which no schema can say', (_, state, words) => {
    expect(told(state).join()).toContain(words);
  });
});
