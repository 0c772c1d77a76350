import { describeWithSharedData } from '../testing/shared-data.js';
import { taskMaster } from './index.js';

describeWithSharedData('Task Master files of others', (data) => {
  const counts = data
    .text('data/specs/INDEX.tsv')
    .split('\n')
    .map((row) => row.split('\t'))
    .filter(
      ([format, file]) =>
        format === 'taskmaster' && data.names('data/specs/taskmaster').includes(file?.slice(11) ?? ''),
    )
    .map(([, file = '', , , , written = '']) => {
      // `34+111sub/1tags`
      const [tasks = '0', subtasks = '0'] = written.split('/')[0]?.match(/\d+/g) ?? [];
      return { file, entries: Number(tasks) + Number(subtasks) };
    });

  it('knows how many entries each file has', () => {
    expect(counts).toHaveLength(data.names('data/specs/taskmaster').length);
  });

  it.each(counts)('reads all $entries entries of $file', ({ file, entries }) => {
    const source = data.source(`data/specs/${file}`);
    const { plans, diagnostics } = taskMaster.parse(source);
    const read = plans.map((plan) => plan.tasks.length + plan.groups.length);
    expect(read.reduce((sum, count) => sum + count, 0)).toBe(entries);
    expect(taskMaster.matchesContent(source)).toBeGreaterThan(0);
    // One of them really numbers eight subtasks alike.
    expect(diagnostics.filter((found) => found.code !== 'CREST101')).toEqual([]);
  });
});
