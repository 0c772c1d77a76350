import { planProblem } from './plan-problem.js';
import { plan, plannedInput, task } from './testing/sample-plans.js';

const input = plannedInput(
  plan([
    task('a', 2, [], { assignee: 'Backend' }),
    task('b', 2, [], { labels: ['frontend', 'US1'] }),
    task('done', 2, [], { assignee: 'Design', status: 'done' }),
  ]),
  [],
  { without: [], all: false },
);
const told = (...resources: readonly { readonly name: string; readonly capacity: number }[]): readonly string[] =>
  planProblem(input, resources).diagnostics.map(({ code, message, hint }) => `${code} ${message} | ${hint}`);

describe('planProblem', () => {
  it('warns of a resource that no task needs, and names those that there are, closest first (CREST410)', () => {
    expect(told({ name: 'frontned', capacity: 1 })).toEqual([
      'CREST410 no task needs the resource "frontned": it is neither stated, nor an assignee or a label | ' +
        'Needs, assignees and labels are frontend, Backend, US1.',
    ]);
  });

  it('counts who is done as nobody: those tasks need nothing any more', () => {
    expect(told({ name: 'design', capacity: 1 })).toHaveLength(1);
  });

  it('lets a task take what is stated of it, and what was asked for win over what is declared', () => {
    const GB = 2 ** 30;
    const memory = { name: 'memory', capacity: 8 * GB, unit: 'byte' } as const;
    const demands = [{ resource: 'memory', amount: 4 * GB }];
    const stated = { ...input, resources: [memory], items: input.items.map((item) => ({ ...item, demands })) };

    expect(planProblem(stated, []).problem?.resources).toEqual([memory]);
    expect([...planProblem(stated, []).problem!.needs.values()].map((need) => need.demands)).toEqual([
      demands,
      demands,
    ]);
    const asked = planProblem(stated, [{ name: 'Memory', capacity: 2 * GB, unit: 'byte' }]);
    expect(asked.diagnostics.map(({ message }) => message)).toEqual([
      'task "a" needs 4 GB of "memory", of which there are 2 GB',
      'task "b" needs 4 GB of "memory", of which there are 2 GB',
    ]);
    expect(planProblem(stated, [{ name: 'memory', capacity: 2 }]).problem?.resources).toEqual([memory]);
  });

  it('says which task can never start for want of a resource, and where it stands (CREST106)', () => {
    const { problem, diagnostics } = planProblem(input, [{ name: 'BACKEND', capacity: 0 }]);
    expect(problem).toBeUndefined();
    expect(diagnostics.map(({ code, message, span }) => [code, message, span?.start.line])).toEqual([
      ['CREST106', 'task "a" needs 1 of "BACKEND", of which there are 0', 1],
    ]);
  });
});
