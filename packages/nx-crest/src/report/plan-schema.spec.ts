import Ajv2020 from 'ajv/dist/2020';
import {
  diagnostic,
  HOUR,
  milliseconds,
  type BoundReason,
  type ChangeReason,
  type ReplanMethod,
  type RootCause,
} from '@nx-crest/core';
import schema from '../../schemas/plan.schema.json';
import { NOTHING_READ, unplannedReport } from './unplanned-report.js';
import { fork, plan, plannedInput, reportOn, task, workspaceInput } from './testing/sample-plans.js';

const ajv = new Ajv2020({ strict: true, allowUnionTypes: true, allErrors: true });
const validate = ajv.compile(schema);
const faults = (value: unknown): unknown => {
  validate(JSON.parse(JSON.stringify(value)));
  return validate.errors ?? [];
};

describe('plan.schema.json', () => {
  it('accepts a document plan', () => {
    const start = { offset: 0, line: 1, column: 1 };
    const span = { file: 'plan.md', start, end: start };
    const done = plan([...fork.tasks, task('e', 1, [], { status: 'done' })], {
      tag: 'master',
      groups: [{ id: 'g', kind: 'phase', title: 'G', span, members: ['a'], dependencies: [], status: 'todo' }],
      notTasks: [{ span, reason: 'a path' }],
      waves: [{ title: 'W', taskIds: ['a', 'b', 'c', 'd', 'e'], span }],
    });
    const input = plannedInput(done, [diagnostic('CREST203', { count: 1 }, { span })], { without: [], all: false });
    expect(
      faults(
        reportOn(input, {
          ...{ deadlineMs: 1, whatIf: true, runs: 100 },
          resources: [
            { name: 'qa', capacity: 2 },
            { name: 'memory', capacity: 2 ** 33, unit: 'byte' },
          ],
        }),
      ),
    ).toEqual([]);
  });

  it('accepts a plan that was made again', () => {
    const position = { offset: 0, line: 1, column: 1 };
    const span = { file: 'state.json', start: position, end: position };
    const done = { id: 'a', span, progress: { kind: 'done', finishedAt: HOUR } } as const;
    const slot = { id: 'gone', worker: 0, startMs: milliseconds(0), finishMs: HOUR };
    const state = { now: HOUR, tasks: [done], schedule: { workers: 1, slots: [slot] } };
    const input = plannedInput(fork, [], { without: [], all: false, reopen: true });
    expect(faults(reportOn(input, { state, deadlineMs: 1, whatIf: true, runs: 100 }))).toEqual([]);
  });

  it('knows every word that the core may use', () => {
    // A word that is new in the core does not compile here until it is added, and then the schema must have it.
    const reasons: Record<BoundReason, true> = { 'critical-path': true, work: true, energy: true };
    const methods: Record<ReplanMethod, true> = {
      ...{ kept: true, gaps: true, 'same-order': true, 'few-moves': true, priorities: true, search: true },
    };
    const causes: Record<RootCause['kind'], true> = {
      ...{ longer: true, shorter: true, late: true, early: true },
      ...{ failed: true, added: true, removed: true, dependency: true },
    };
    const because: Record<ChangeReason['kind'], true> = {
      ...{ dependency: true, mutex: true, resource: true, worker: true, freed: true, gone: true },
    };
    const text = JSON.stringify(schema);
    for (const words of [reasons, methods, causes, because]) {
      expect(text).toContain(`"enum":${JSON.stringify(Object.keys(words))}`);
    }
  });

  it('accepts a workspace plan', () => {
    expect(faults(reportOn(workspaceInput('nx-history')))).toEqual([]);
  });

  it('accepts what is printed where there is no plan', () => {
    expect(
      faults(unplannedReport({ ...NOTHING_READ, diagnostics: [diagnostic('CREST303', { path: 'x.md' })] })),
    ).toEqual([]);
  });

  it('refuses a field that it does not know, at any depth', () => {
    const report = reportOn(workspaceInput('default'));
    expect(faults({ ...report, extra: 1 })).toHaveLength(1);
    expect(faults({ ...report, schedule: { ...report.schedule, extra: 1 } })).not.toEqual([]);
    expect(faults({ ...report, tasks: report.tasks.map((one) => ({ ...one, extra: 1 })) })).toHaveLength(3);
  });

  it('refuses a report that lacks a field', () => {
    for (const field of Object.keys(schema.properties)) {
      const report: Record<string, unknown> = { ...reportOn(workspaceInput('default')) };
      Reflect.deleteProperty(report, field);
      expect(faults(report)).not.toEqual([]);
    }
  });
});
