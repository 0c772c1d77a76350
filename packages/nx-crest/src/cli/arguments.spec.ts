import { readPlanArguments } from './arguments.js';

const messages = (what: string | undefined, raw: Parameters<typeof readPlanArguments>[1]): readonly string[] =>
  readPlanArguments(what, raw).diagnostics.map((found) => `${found.code} ${found.message}`);

describe('readPlanArguments', () => {
  it('reads lists with spaces and with commas', () => {
    expect(readPlanArguments(undefined, { targets: ['build,test', 'lint', 'build'] }).arguments.targets).toEqual([
      'build',
      'test',
      'lint',
    ]);
  });

  it.each(['0', '-1', '1.5', 'two', '', '10001'])('refuses %s workers', (workers) => {
    expect(messages('tasks.md', { workers })).toEqual(['CREST401 --workers should be a whole number from 1 to 10000']);
  });

  it('takes a whole number of workers', () => {
    expect(readPlanArguments('tasks.md', { workers: '8' })).toMatchObject({
      arguments: { workers: 8 },
      diagnostics: [],
    });
  });

  it('reads capacities that are sizes', () => {
    const [memory] = readPlanArguments('plan.md', { resource: ['memory=1.5GB'] }).arguments.resources;
    expect(memory).toEqual({ name: 'memory', capacity: 1.5 * 2 ** 30, unit: 'byte' });
  });

  it('reads resources, given apart or together', () => {
    const { arguments: args, diagnostics } = readPlanArguments('x.md', {
      resource: ['backend=2,QA team = 1', 'ops=0'],
    });
    expect(diagnostics).toEqual([]);
    expect(args.resources).toEqual([
      { name: 'backend', capacity: 2 },
      { name: 'QA team', capacity: 1 },
      { name: 'ops', capacity: 0 },
    ]);
  });

  it.each(['backend', 'backend=', '=2', 'backend=two', 'backend=-1', 'backend=1.5', 'backend=10001', '--=1'])(
    'refuses the resource %s',
    (resource) => {
      expect(messages('tasks.md', { resource: [resource] })).toEqual([
        expect.stringContaining(`CREST401 --resource ${resource} should be name=capacity`),
      ]);
    },
  );

  it('refuses a resource that is given twice, however it is written', () => {
    expect(messages('tasks.md', { resource: ['QA team=1', 'qa-team=2'] })).toEqual([
      'CREST401 --resource qa-team=2 should be given once: "QA team" has a capacity already',
    ]);
  });

  it('refuses workers as a resource', () => {
    expect(messages('tasks.md', { resource: ['Workers=3'] })).toHaveLength(1);
  });

  it.each([
    ['5000', { kind: 'schedules', schedules: 5000 }],
    ['2s', { kind: 'time', ms: 2000 }],
    ['500ms', { kind: 'time', ms: 500 }],
    ['1.5 min', { kind: 'time', ms: 90_000 }],
  ])('reads the budget %s', (text, budget) => {
    expect(readPlanArguments('tasks.md', { budget: text })).toMatchObject({ arguments: { budget }, diagnostics: [] });
  });

  it.each(['0', '1.5', '', 's', '2h', '0s', '61min', '-1', 'much'])('refuses the budget "%s"', (text) => {
    expect(messages('tasks.md', { budget: text })).toEqual([expect.stringContaining('CREST401 --budget should be')]);
  });

  it('reads a deadline as documents write durations: a day is 8 hours of work', () => {
    expect(readPlanArguments('x.md', { deadline: '5d' })).toMatchObject({ arguments: { deadlineMs: 144_000_000 } });
  });

  it.each(['', 'friday', '2-4h', '40'])('refuses the deadline "%s"', (deadline) => {
    expect(messages('x.md', { deadline })).toEqual([expect.stringContaining('CREST401 --deadline should be')]);
  });

  it.each(['99', '1000001', '1e4', 'often'])('refuses to simulate %s runs', (simulate) => {
    expect(messages('x.md', { simulate })).toEqual([
      'CREST401 --simulate should be a whole number from 100 to 1000000',
    ]);
  });

  it('refuses a time as budget of a plan made again, which the same state must give twice', () => {
    expect(messages('x.md', { fromState: 's.json', budget: '2s' })).toHaveLength(1);
    expect(messages('x.md', { fromState: 's.json', budget: '20' })).toEqual([]);
  });

  it('refuses to switch off what a document says', () => {
    expect(messages('tasks.md', { without: ['explicit'] })).toEqual([
      'CREST401 --without explicit should be one of marker, order, phase, wave, data-flow, project',
    ]);
  });

  it('plans a document or targets, not both', () => {
    expect(messages('tasks.md', { targets: ['build'] })).toHaveLength(1);
  });

  it('wants targets where projects are named', () => {
    expect(messages(undefined, { projects: ['a'] })).toHaveLength(1);
  });

  it('tells every fault at once', () => {
    const wrong = { workers: '0', projects: ['a'], without: ['x'], resource: ['a', 'b'], budget: 'x' };
    expect(messages('tasks.md', wrong)).toHaveLength(6);
  });
});
