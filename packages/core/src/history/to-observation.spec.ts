import { toObservation, type EndedTask } from './to-observation.js';

const START = 1_795_000_000_250;
const DONE: EndedTask = { status: 'success', startMs: START, endMs: START + 1500.4, suspended: false };

it('a task that was executed and succeeded is observed, in whole seconds and milliseconds', () => {
  expect(toObservation(DONE)).toEqual({ atS: 1_795_000_001, ms: 1500 });
});

it('cores are observed to a tenth, where they were measured', () => {
  expect(toObservation({ ...DONE, cpuCores: 1.2345 })).toEqual({ atS: 1_795_000_001, ms: 1500, cpuCores: 1.2 });
  expect(toObservation({ ...DONE, cpuCores: NaN })).not.toHaveProperty('cpuCores');
  expect(toObservation({ ...DONE, cpuCores: -1 })).not.toHaveProperty('cpuCores');
});

it.each(['failure', 'skipped', 'stopped', 'local-cache', 'local-cache-kept-existing', 'remote-cache'])(
  'a task that ended as "%s" is not',
  (status) => {
    expect(toObservation({ ...DONE, status })).toBeUndefined();
  },
);

it('a task during which the machine slept is not', () => {
  expect(toObservation({ ...DONE, suspended: true })).toBeUndefined();
});

it.each<[string, Partial<EndedTask>]>([
  ['no start', { startMs: undefined }],
  ['no end', { endMs: undefined }],
  ['an end before its start', { endMs: START - 1000 }],
  ['a start that is no number', { startMs: NaN }],
  ['an end that never comes', { endMs: Infinity }],
  ['an end before 1970', { startMs: -9000, endMs: -5000 }],
])('a task with %s is not', (_, times) => {
  expect(toObservation({ ...DONE, ...times })).toBeUndefined();
});
