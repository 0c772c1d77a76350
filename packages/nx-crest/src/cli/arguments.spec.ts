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
    expect(messages('tasks.md', { workers: '0', projects: ['a'], without: ['x'] })).toHaveLength(3);
  });
});
