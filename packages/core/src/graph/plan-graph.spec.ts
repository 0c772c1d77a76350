import type { Estimate } from '../model/estimate.js';
import { HOUR, milliseconds } from '../model/duration.js';
import type { EdgeOrigin, Plan, PlanDependency, PlanGroup, PlanTask } from '../model/plan.js';
import type { SourceSpan } from '../model/source-span.js';
import { DEFAULT_ESTIMATE, planGraph, type PlanGraphOptions } from './plan-graph.js';
import { dependenciesOf } from './task-graph.js';

const start = { offset: 0, line: 1, column: 1 };
const span: SourceSpan = { file: 'tasks.md', start, end: start };

const edge = (on: string, origin: EdgeOrigin = 'explicit'): PlanDependency => ({ on, origin, span });

function task(id: string, fields: Partial<PlanTask> = {}): PlanTask {
  return {
    ...{ id, title: id, status: 'todo', span, optional: false, parallel: false },
    ...{ dependencies: [], files: [], labels: [] },
    ...fields,
  };
}

function group(id: string, members: readonly string[], ...dependencies: readonly PlanDependency[]): PlanGroup {
  return { id, kind: 'group', title: id, span, members, dependencies };
}

function plan(tasks: readonly PlanTask[], groups: readonly PlanGroup[] = []): Plan {
  return { format: 'test', path: 'tasks.md', tasks, groups, notTasks: [], waves: [], orderPolicy: 'none' };
}

/** `b: [['a', 'explicit']]` for every node of the graph. */
function edgesOf(given: Plan, options?: PlanGraphOptions): Record<string, string[]> {
  const graph = planGraph(given, options).graph!;
  return Object.fromEntries(
    graph.ids.map((id, index) => [id, dependenciesOf(graph, index).map((found) => `${found.id} ${found.origin}`)]),
  );
}

describe('planGraph', () => {
  it('makes tasks, then groups as milestones that wait for their members', () => {
    const { graph } = planGraph(plan([task('1.1'), task('1.2')], [group('1', ['1.1', '1.2'])]));

    expect(graph?.ids).toEqual(['1.1', '1.2', '1']);
    expect([...graph!.isMilestone]).toEqual([0, 0, 1]);
    expect(dependenciesOf(graph!, 2)).toEqual([
      { id: '1.1', origin: 'group' },
      { id: '1.2', origin: 'group' },
    ]);
  });

  it('hands what a group waits for down to all that it holds, however deep', () => {
    const given = plan(
      [task('x'), task('y'), task('1.1'), task('1.2.1')],
      [group('1.2', ['1.2.1'], edge('y')), group('1', ['1.1', '1.2'], edge('x', 'phase'))],
    );

    expect(edgesOf(given)).toEqual({
      x: [],
      y: [],
      '1.1': ['x phase'],
      '1.2.1': ['x phase', 'y explicit'],
      '1.2': ['y explicit', '1.2.1 group'],
      '1': ['x phase', '1.1 group', '1.2 group'],
    });
  });

  it('lets an empty group wait for what the groups around it wait for', () => {
    expect(edgesOf(plan([task('x')], [group('1', ['1.1'], edge('x')), group('1.1', [])]))['1.1']).toEqual([
      'x explicit',
    ]);
  });

  it('does not make members wait for a sibling because their group names it', () => {
    const given = plan([task('1.1'), task('1.2')], [group('1', ['1.1', '1.2'], edge('1.1'))]);

    expect(edgesOf(given)).toEqual({ '1.1': [], '1.2': [], '1': ['1.1 explicit', '1.2 group'] });
    expect(planGraph(given).diagnostics).toEqual([]);
  });

  it('reports what a group waits for and nothing defines once, not for each member', () => {
    const { diagnostics } = planGraph(plan([task('1.1'), task('1.2')], [group('1', ['1.1', '1.2'], edge('lost'))]));

    expect(diagnostics.map(({ code }) => code)).toEqual(['CREST102']);
  });

  it('finds a task that waits for its own group', () => {
    const { graph, diagnostics } = planGraph(plan([task('1.1', { dependencies: [edge('1')] })], [group('1', ['1.1'])]));

    expect(graph).toBeUndefined();
    expect(diagnostics.map(({ message }) => message)).toEqual(['tasks wait for each other: 1.1 → 1 → 1.1']);
  });

  it('finds groups that hold each other', () => {
    const { diagnostics } = planGraph(plan([], [group('a', ['b'], edge('b')), group('b', ['a'])]));

    expect(diagnostics.map(({ code }) => code)).toEqual(['CREST104']);
  });

  it('leaves edges of unwanted origins out, but never those of groups', () => {
    const given = plan(
      [
        task('a'),
        task('b', { dependencies: [edge('a', 'order')] }),
        task('c', { dependencies: [edge('b'), edge('a', 'group')] }),
      ],
      [group('g', ['a'], edge('c', 'phase'))],
    );

    expect(edgesOf(given, { without: new Set(['order', 'phase', 'group']) })).toEqual({
      a: [],
      b: [],
      c: ['b explicit', 'a group'],
      g: ['a group'],
    });
  });

  it('goes down 20,000 nested groups without recursion', () => {
    const groups = Array.from({ length: 20_000 }, (_, i) => group(`g${i}`, i === 0 ? ['t'] : [`g${i - 1}`]));
    const outermost = { ...groups.at(-1)!, dependencies: [edge('x')] };

    expect(edgesOf(plan([task('t'), task('x')], [...groups.slice(0, -1), outermost]))['t']).toEqual(['x explicit']);
  });

  it('does not change the plan', () => {
    const given = plan([task('a'), task('b')], [group('g', ['a', 'b'], edge('x')), group('h', ['g'], edge('a'))]);
    const before = JSON.stringify(given);
    planGraph(given, { without: new Set(['order']) });

    expect(JSON.stringify(given)).toBe(before);
  });
});

describe('estimates of a plan', () => {
  const documented = { ...DEFAULT_ESTIMATE, ms: milliseconds(5), source: 'document' as const, text: '5 ms', span };

  it('takes the document’s estimate, else one hour by default', () => {
    const { graph, estimates } = planGraph(plan([task('a', { estimate: documented }), task('b')]));

    expect([...graph!.durations]).toEqual([5, HOUR]);
    expect([...estimates]).toEqual([
      ['a', documented],
      ['b', { ms: HOUR, p90Ms: HOUR, source: 'default' }],
    ]);
  });

  it('asks the caller instead where the caller knows better', () => {
    const known: Estimate = { ms: milliseconds(7), p90Ms: milliseconds(9), source: 'history' };
    const { graph, estimates } = planGraph(plan([task('a', { estimate: documented })]), { estimateOf: () => known });

    expect([...graph!.durations]).toEqual([7]);
    expect(estimates.get('a')).toBe(known);
  });

  it.each(['done', 'cancelled', 'deferred'] as const)(
    'plans no time for a %s task, but keeps its estimate',
    (status) => {
      const given = plan([task('a', { status, estimate: documented })]);

      expect([...planGraph(given).graph!.durations]).toEqual([0]);
      expect([...planGraph(given, { all: true }).graph!.durations]).toEqual([5]);
      expect(planGraph(given).estimates.get('a')).toBe(documented);
    },
  );

  it.each(['done', 'cancelled', 'deferred'] as const)(
    'looks through a %s task, and keeps the order it holds',
    (status) => {
      const given = plan([
        task('a'),
        task('b', { status, dependencies: [edge('a', 'order')] }),
        task('c', { dependencies: [edge('b', 'order')] }),
      ]);

      expect([...planGraph(given).graph!.isMilestone]).toEqual([0, 1, 0]);
      expect([...planGraph(given, { all: true }).graph!.isMilestone]).toEqual([0, 0, 0]);
      expect(edgesOf(given)).toEqual({ a: [], b: ['a order'], c: ['b order'] });
    },
  );

  it('keeps both estimates of a repeated id', () => {
    const given = plan([task('a', { estimate: documented }), task('a')]);
    const { estimates, nodes, diagnostics } = planGraph(given);

    expect([...estimates.keys()]).toEqual(['a', 'a-2']);
    expect(nodes.map(({ id }) => id)).toEqual(['a', 'a-2']);
    expect(diagnostics.map(({ code }) => code)).toEqual(['CREST101']);
  });
});

describe('dependencies on dropped work (CREST105)', () => {
  const warnings = (given: Plan) =>
    planGraph(given).diagnostics.map(({ code, severity, message }) => `${code} ${severity} ${message}`);

  it.each(['cancelled', 'deferred'] as const)('warns where planned work names a %s task', (status) => {
    const given = plan([task('a', { status }), task('b', { dependencies: [edge('a')] })]);

    expect(warnings(given)).toEqual([`CREST105 warning task "b" depends on "a", which is ${status}`]);
  });

  it('says nothing where only order implies it, or where the task is done itself', () => {
    const dropped = task('a', { status: 'cancelled' });
    const implied = task('b', { dependencies: [edge('a', 'order')] });
    const finished = task('c', { status: 'done', dependencies: [edge('a')] });

    expect(warnings(plan([dropped, implied, finished]))).toEqual([]);
  });

  it('warns once for a group, not for each member', () => {
    const given = plan([task('a', { status: 'deferred' }), task('b'), task('c')], [group('g', ['b', 'c'], edge('a'))]);

    expect(warnings(given)).toEqual(['CREST105 warning task "g" depends on "a", which is deferred']);
  });

  it('keeps the order that leads through a dropped task', () => {
    const given = plan([
      task('a'),
      task('b', { status: 'cancelled', dependencies: [edge('a', 'order')] }),
      task('c', { dependencies: [edge('b', 'order')] }),
    ]);

    expect(edgesOf(given)).toEqual({ a: [], b: ['a order'], c: ['b order'] });
  });
});
