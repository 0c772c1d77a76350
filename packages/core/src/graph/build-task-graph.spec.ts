import type { EdgeOrigin } from '../model/plan.js';
import { milliseconds } from '../model/duration.js';
import type { SourceSpan } from '../model/source-span.js';
import { nodesOf } from '../testing/graph-of.js';
import { buildTaskGraph } from './build-task-graph.js';
import type { GraphNode } from './graph-node.js';
import { dependenciesOf } from './task-graph.js';

const span = (line: number): SourceSpan => ({
  file: 'tasks.md',
  start: { offset: line * 100, line, column: 1 },
  end: { offset: line * 100 + 9, line, column: 10 },
});

function task(id: string, line: number, ...dependsOn: readonly (string | readonly [string, EdgeOrigin])[]): GraphNode {
  return {
    id,
    durationMs: milliseconds(1),
    span: span(line),
    dependsOn: dependsOn.map((given, position) => {
      const [on, origin] = typeof given === 'string' ? [given, 'explicit' as const] : given;
      return { on, origin, span: span(line + (position + 1) / 10) };
    }),
  };
}

const codes = (nodes: readonly GraphNode[]) => buildTaskGraph(nodes).diagnostics.map(({ code }) => code);

describe('buildTaskGraph', () => {
  it('gives each node the index at which it stands', () => {
    const { graph } = buildTaskGraph(nodesOf({ b: [2, 'a'], a: [1], m: ['milestone', 'b'] }));

    expect(graph?.ids).toEqual(['b', 'a', 'm']);
    expect([...graph!.indexOf]).toEqual([
      ['b', 0],
      ['a', 1],
      ['m', 2],
    ]);
    expect([...graph!.durations]).toEqual([2, 1, 0]);
    expect([...graph!.isMilestone]).toEqual([0, 0, 1]);
    expect([...graph!.order]).toEqual([1, 0, 2]);
  });

  it('lists each edge from both ends', () => {
    const { graph } = buildTaskGraph(nodesOf({ a: [1], b: [1, 'a'], c: [1, 'b', 'a'] }));

    expect(graph?.edgeCount).toBe(3);
    expect([...graph!.predecessors.offsets]).toEqual([0, 0, 1, 3]);
    expect([...graph!.predecessors.targets]).toEqual([0, 1, 0]);
    expect([...graph!.successors.offsets]).toEqual([0, 2, 3, 3]);
    expect([...graph!.successors.targets]).toEqual([1, 2, 2]);
  });

  it('makes a graph of nothing', () => {
    expect(buildTaskGraph([]).graph).toMatchObject({ size: 0, edgeCount: 0 });
  });

  it('ranks ids by code unit, not by the language of the machine', () => {
    expect([...buildTaskGraph(nodesOf({ t10: [1], b: [1], t9: [1], B: [1] })).graph!.idRanks]).toEqual([2, 1, 3, 0]);
  });

  it('merges edges that were given twice and keeps the strongest origin', () => {
    const { graph } = buildTaskGraph([task('a', 1), task('b', 2, ['a', 'order'], ['a', 'explicit'], ['a', 'phase'])]);

    expect(graph?.edgeCount).toBe(1);
    expect(dependenciesOf(graph!, 1)).toEqual([{ id: 'a', origin: 'explicit' }]);
  });

  it('ignores the duration of a milestone', () => {
    const node = { id: 'm', durationMs: milliseconds(5), milestone: true, dependsOn: [] };

    expect([...buildTaskGraph([node]).graph!.durations]).toEqual([0]);
  });

  it.each([-1, 1.5, NaN, Infinity])('refuses a duration of %p, which is the caller’s fault', (durationMs) => {
    const node = { ...task('a', 1), durationMs: durationMs as GraphNode['durationMs'] };

    expect(() => buildTaskGraph([node])).toThrow(RangeError);
    expect(() => buildTaskGraph([node])).toThrow(/durationMs of "a" .* got /);
  });
});

describe('faults in the graph', () => {
  it('keeps both tasks of one id, the second under a fresh id (CREST101)', () => {
    const { graph, diagnostics } = buildTaskGraph([
      task('T5', 1),
      task('T5', 2, 'T4'),
      task('T5-2', 3, 'T5'),
      task('T4', 4),
    ]);

    expect(graph?.ids).toEqual(['T5', 'T5-3', 'T5-2', 'T4']);
    expect(dependenciesOf(graph!, 2)).toEqual([{ id: 'T5', origin: 'explicit' }]);
    expect(diagnostics).toEqual([
      expect.objectContaining({
        code: 'CREST101',
        span: span(2),
        message: 'task id "T5" is used twice; read here as "T5-3"',
        related: [{ message: '"T5" is first used here', span: span(1) }],
      }),
    ]);
  });

  it('leaves an unknown dependency out and says what was probably meant (CREST102)', () => {
    const { graph, diagnostics } = buildTaskGraph([task('db-schema', 1), task('api', 2, 'db-shema')]);

    expect(graph?.edgeCount).toBe(0);
    expect(diagnostics).toEqual([
      expect.objectContaining({
        code: 'CREST102',
        span: span(2.1),
        message: 'task "api" depends on "db-shema", which no task defines',
        hint: 'Did you mean "db-schema"?',
      }),
    ]);
  });

  it('leaves a self-dependency out (CREST103)', () => {
    const { graph, diagnostics } = buildTaskGraph([task('a', 1, 'a')]);

    expect(graph?.edgeCount).toBe(0);
    expect(diagnostics).toEqual([expect.objectContaining({ code: 'CREST103', span: span(1.1) })]);
  });

  it('tells the cycles that are stated, not those that implied order makes of them', () => {
    const messages = buildTaskGraph([
      task('a', 1, 'd'),
      task('b', 2, 'c', ['a', 'order']),
      task('c', 3, 'b', ['b', 'order']),
      task('d', 4, 'a', ['c', 'order']),
    ]).diagnostics.map(({ message }) => message);

    expect(messages).toEqual(['tasks wait for each other: a → d → a', 'tasks wait for each other: b → c → b']);
    expect(codes([task('a', 1, ['b', 'order']), task('b', 2, 'a')])).toEqual(['CREST104']);
  });

  it('tells a cycle with its whole path and the place of every edge (CREST104), and gives no graph', () => {
    const { graph, diagnostics } = buildTaskGraph([
      task('x', 1),
      task('a', 2, 'x', 'b'),
      task('b', 3, 'c'),
      task('c', 4, 'a'),
    ]);

    expect(graph).toBeUndefined();
    expect(diagnostics).toEqual([
      expect.objectContaining({
        code: 'CREST104',
        message: 'tasks wait for each other: a → b → c → a',
        span: span(2.2),
        related: [
          { message: '"a" waits for "b"', span: span(2.2) },
          { message: '"b" waits for "c"', span: span(3.1) },
          { message: '"c" waits for "a"', span: span(4.1) },
        ],
      }),
    ]);
  });

  it('shows an edge of a cycle where its strongest reason stands', () => {
    const nodes = [task('a', 1, ['b', 'order'], ['b', 'explicit'], ['b', 'phase']), task('b', 2, 'a')];

    expect(buildTaskGraph(nodes).diagnostics[0]?.span).toEqual(span(1.2));
  });

  it('finds all faults in one pass, in the order of the document', () => {
    const nodes = [
      task('a', 1, 'b', 'nowhere'),
      task('b', 2, 'a', 'b'),
      task('b', 3),
      task('p', 4, 'q'),
      task('q', 5, 'p'),
    ];

    expect(codes(nodes)).toEqual(['CREST104', 'CREST102', 'CREST103', 'CREST101', 'CREST104']);
  });

  it('does not change what it was given', () => {
    const nodes = [task('a', 1, 'b', 'nowhere'), task('b', 2, 'a', 'b'), task('b', 3)];
    const before = JSON.stringify(nodes);
    buildTaskGraph(nodes);

    expect(JSON.stringify(nodes)).toBe(before);
  });

  it('reads 100,000 unknown names without looking for what each of them meant', () => {
    const nodes = Array.from({ length: 100_000 }, (_, i) => ({ ...task(`a${i}`, 1), dependsOn: [] }));
    const lost = {
      ...task('lost', 1),
      dependsOn: nodes.map(({ id }) => ({ on: `${id}x`, origin: 'explicit' as const })),
    };

    expect(buildTaskGraph([...nodes, lost]).diagnostics).toHaveLength(100_000);
  });
});
