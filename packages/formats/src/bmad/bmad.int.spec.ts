import { parseDocument } from '../parse-document.js';
import { describeWithSharedData } from '../testing/shared-data.js';

describeWithSharedData('BMAD documents of others', (data) => {
  const rows = data
    .text('data/specs/INDEX.tsv')
    .split('\n')
    .map((row) => row.split('\t'))
    .filter(([format, file]) => format === 'bmad' && data.names('data/specs/bmad').includes(file?.slice(5) ?? ''))
    .map(([, file = '', , , , entries = '']) => ({ file, entries: Number.parseInt(entries, 10) }));

  it('knows how many entries each document has', () => {
    expect(rows).toHaveLength(data.names('data/specs/bmad').length);
  });

  it.each(rows)('reads all $entries entries of $file', ({ file, entries }) => {
    const raw = data.source(`data/specs/${file}`).raw;
    const { plans, format, diagnostics } = parseDocument({ path: file.slice(5), raw });
    const [plan] = plans;
    const groups = plan?.groups.filter(({ kind }) => kind === 'group') ?? [];
    // The index counts the stories of a tracker; its epics and retrospectives are entries as well.
    const isTracker = file.endsWith('.yaml');
    const epics = isTracker ? groups.length : 0;
    const retrospectives = plan?.tasks.filter(({ labels }) => labels.includes('retrospective')).length ?? 0;
    const found = (plan?.tasks.length ?? 0) + groups.length + (plan?.notTasks.length ?? 0);
    expect(format).toBe('bmad');
    expect(found - epics - retrospectives).toBe(entries);
    if (isTracker) expect(found).toBe(raw.split('\n').filter((line) => /^ {2}[a-z0-9-]+: /.test(line)).length);
    // One key is longer than an id may be.
    expect(diagnostics.filter(({ code }) => code !== 'CREST213')).toEqual([]);
  });
});
