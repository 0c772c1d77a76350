import Ajv2020 from 'ajv/dist/2020';
import type { EstimateSource, WaitedFor } from '@nx-crest/core';
import schema from '../../../schemas/run.schema.json';
import type { BusyThroughout } from './forecast-busy.js';
import type { RunForecast } from './forecast.js';
import type { RunTaskStatus } from './run-report.js';
import { forecast, runOf, sampleRun } from './testing/sample-runs.js';

const ajv = new Ajv2020({ strict: true, allowUnionTypes: true, allErrors: true });
const validate = ajv.compile(schema);
const faults = (value: unknown): unknown => {
  validate(JSON.parse(JSON.stringify(value)));
  return validate.errors ?? [];
};

describe('run.schema.json', () => {
  it('accepts a complete run, and one in which a task waited for a resource', () => {
    const needs = { demands: [{ resource: 'db', amount: 1 }] };
    const workersReason = 'the plan gains nothing from more';
    expect(faults(runOf(sampleRun, { cpuLoad: 0.5, forecast: { ...forecast, workersReason } }))).toEqual([]);
    expect(faults(runOf({ a: [0, 9, { needs }], b: [9, 20, { needs }] }, { heldBack: ['b'] }))).toEqual([]);
  });

  it('accepts whatever a plan keeps busy', () => {
    for (const busy of [null, { kind: 'workers' }, { kind: 'alone' }, { kind: 'resource', name: 'db' }] as const) {
      expect(faults(runOf(sampleRun, { forecast: { ...forecast, busy } }))).toEqual([]);
    }
  });

  it('accepts a run without a plan, one that was interrupted, and one in which nothing began', () => {
    expect(faults(runOf(sampleRun, { problem: null, forecast: null, order: 'stock' }))).toEqual([]);
    expect(faults(runOf({ a: [0, 9], b: [5] }, { exitCode: 130 }))).toEqual([]);
    expect(faults(runOf({}))).toEqual([]);
  });

  it('knows every word and field of the types', () => {
    // What is new in a type does not compile here until it is added, and then the schema must have it.
    const waits: Record<WaitedFor, true> = { start: true, dependency: true, worker: true, resource: true };
    const busy: Record<BusyThroughout['kind'], true> = { workers: true, alone: true, resource: true };
    const sources: Record<EstimateSource, true> = {
      ...{ override: true, history: true, 'nx-history': true, document: true, prediction: true, default: true },
    };
    const statuses: Record<RunTaskStatus, true> = {
      ...{ success: true, failure: true, skipped: true, stopped: true, 'local-cache': true },
      ...{ 'local-cache-kept-existing': true, 'remote-cache': true, 'not-run': true },
    };
    const text = JSON.stringify(schema);
    for (const words of [waits, busy, sources, statuses]) {
      expect(text).toContain(`"enum":${JSON.stringify(Object.keys(words))}`);
    }
    const fields: Record<keyof RunForecast, true> = {
      ...{ p50Ms: true, p90Ms: true, lowerBoundMs: true, busy: true },
      ...{ workers: true, workersReason: true, chain: true, chainMs: true, workMs: true, tasks: true, restored: true },
      ...{ undecided: true, sources: true },
    };
    expect(Object.keys(schema.$defs.forecast.properties)).toEqual(Object.keys(fields));
  });

  it('refuses a field that it does not know, at any depth', () => {
    const report = runOf(sampleRun);
    expect(faults({ ...report, extra: 1 })).toHaveLength(1);
    expect(faults({ ...report, measured: { ...report.measured, extra: 1 } })).not.toEqual([]);
    expect(faults({ ...report, forecast: { ...report.forecast, extra: 1 } })).not.toEqual([]);
    expect(faults({ ...report, tasks: report.tasks.map((one) => ({ ...one, extra: 1 })) })).toHaveLength(5);
  });

  it('refuses a report that lacks a field', () => {
    for (const field of Object.keys(schema.properties)) {
      const report: Record<string, unknown> = { ...runOf(sampleRun) };
      Reflect.deleteProperty(report, field);
      expect(faults(report)).toHaveLength(1);
    }
  });
});
