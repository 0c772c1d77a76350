import { outsideFinder, type PlanProject } from './outside-dependencies.js';
import type { PlannedPlan } from './planned-document.js';
import { makeTargets, withOutside } from './targets.js';

/** A plan with two tasks, one after the other. */
function project(name: string, document: string, outside: PlannedPlan['outside'] = []): PlanProject {
  const node = { kind: 'task' as const, title: '', status: 'todo' as const, slackMs: 0, critical: true, files: [] };
  const plan: PlannedPlan = {
    format: 'openspec',
    outside,
    broken: false,
    nodes: [
      { ...node, id: '1.1', dependsOn: [] },
      { ...node, id: '1.2', dependsOn: [{ id: '1.1', origin: 'order' }] },
    ],
  };
  const context = { document, isFolder: true, command: ['agent'], umbrella: 'implement', reserved: new Set<string>() };
  return { name, document, isFolder: true, plan, targets: makeTargets(plan, context) };
}

const linked = (...projects: readonly PlanProject[]) => {
  const find = outsideFinder(projects);
  return Object.fromEntries(projects.map((one) => [one.name, withOutside(one, find(one)).targets]));
};

describe('dependencies between plans', () => {
  it('lets all tasks wait for a whole plan', () => {
    const targets = linked(project('a', 'changes/add-a'), project('b', 'changes/add-b', [{ plan: 'add-a' }]));
    expect(targets['b']?.['1.1']?.dependsOn).toEqual([{ projects: ['a'], target: 'implement' }]);
    expect(targets['b']?.['1.2']?.dependsOn).toEqual(['1.1', { projects: ['a'], target: 'implement' }]);
    expect(targets['a']?.['1.1']?.dependsOn).toEqual([]);
  });

  it('lets one task wait for one of another plan, whose name may be shortened', () => {
    const [a, b] = [project('a', 'x/002-albums'), project('b', 'x/003-b', [{ id: '1.1', plan: '002', on: '1.2' }])];
    expect(linked(a, b)['b']?.['1.1']?.dependsOn).toEqual([{ projects: ['a'], target: '1.2' }]);
  });

  it('takes a whole plan that is gone for finished, and lets no task start that waits for an unknown one', () => {
    const { b } = linked(
      project('b', 'x/b', [{ plan: 'gone' }, { id: '1.1', plan: 'gone', on: '9' }, { id: '1.2', on: '532' }]),
    );
    expect(b?.['1.1']?.options).toMatchObject({ unknown: ['gone:9'] });
    expect(b?.['1.2']?.options).toMatchObject({ unknown: ['532'] });
    expect(b?.['1.1']?.dependsOn).toEqual([]);
  });

  it('does not guess between two plans, nor wait for itself', () => {
    const twins = [
      project('a', 'x/002-a'),
      project('b', 'x/002-b'),
      project('c', 'x/c', [{ plan: '002' }, { plan: 'c' }]),
    ];
    expect(linked(...twins)['c']?.['1.1']?.dependsOn).toEqual([]);
  });
});
