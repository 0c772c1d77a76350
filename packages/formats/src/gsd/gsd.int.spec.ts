import { parseDocument } from '../parse-document.js';
import { describeWithSharedData } from '../testing/shared-data.js';

describeWithSharedData('GSD documents of others', (data) => {
  const rows = data
    .text('data/specs/INDEX.tsv')
    .split('\n')
    .map((row) => row.split('\t'))
    .filter(([format, file]) => format === 'gsd' && data.names('data/specs/gsd').includes(file?.slice(4) ?? ''))
    .map(([, file = '', , , , entries = '']) => ({ file, entries: Number(entries) }));

  it('knows how many entries each document has', () => {
    expect(rows).toHaveLength(data.names('data/specs/gsd').length);
  });

  it.each(rows)('reads all $entries entries of $file', ({ file, entries }) => {
    const { plans, format, diagnostics } = parseDocument({
      path: file.slice(4),
      raw: data.source(`data/specs/${file}`).raw,
    });
    const [plan] = plans;
    const groups = plan?.groups.filter(({ kind }) => kind === 'group') ?? [];
    expect(format).toBe('gsd');
    expect((plan?.tasks.length ?? 0) + groups.length + (plan?.notTasks.length ?? 0)).toBe(entries);
    // One of them ticks phases whose plans are not ticked.
    expect(diagnostics.filter(({ code }) => code !== 'CREST220')).toEqual([]);
  });
});
