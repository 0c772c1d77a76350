import { parseDocument } from '../parse-document.js';
import { describeWithSharedData } from '../testing/shared-data.js';

describeWithSharedData('spec-kitty documents of others', (data) => {
  const rows = data
    .text('data/specs/INDEX.tsv')
    .split('\n')
    .map((row) => row.split('\t'))
    .filter(
      ([format, file]) => format === 'speckitty' && data.names('data/specs/speckitty').includes(file?.slice(10) ?? ''),
    )
    .map(([, file = '', , , , entries = '']) => ({ file, entries: Number.parseInt(entries, 10) }));

  it('knows how many entries each document has', () => {
    expect(rows).toHaveLength(data.names('data/specs/speckitty').length);
  });

  it.each(rows)('reads all $entries entries of $file', ({ file, entries }) => {
    const { plans, format, diagnostics } = parseDocument({
      path: file.slice(10),
      raw: data.source(`data/specs/${file}`).raw,
    });
    const [plan] = plans;
    const groups = plan?.groups.filter(({ kind }) => kind === 'group') ?? [];
    expect(format).toBe('spec-kitty');
    expect((plan?.tasks.length ?? 0) + groups.length + (plan?.notTasks.length ?? 0)).toBe(entries);
    expect(diagnostics).toEqual([]);
  });
});
