import { parseDocument } from './parse-document.js';

describe('parseDocument', () => {
  it('recognises the format and names it', () => {
    const { format, plans } = parseDocument({ path: 'a.md', raw: '- [ ] T001 a\n' });
    expect([format, plans[0]?.tasks.map(({ id }) => id)]).toEqual(['spec-kit', ['T001']]);
  });

  it('takes the format that the caller names', () => {
    expect(parseDocument({ path: 'a.md', raw: '- [ ] T001 a\n' }, { format: 'kiro' }).format).toBe('kiro');
  });

  it('answers a format that does not exist with a diagnostic', () => {
    const { format, plans, diagnostics } = parseDocument({ path: 'a.md', raw: '- [ ] T001 a\n' }, { format: 'nope' });
    expect([format, plans]).toEqual([undefined, []]);
    expect(diagnostics).toMatchObject([
      { code: 'CREST401', message: expect.stringContaining('spec-kit, kiro') as unknown },
    ]);
  });

  it('says what an unknown document holds', () => {
    const raw = '# A\n\n- buy milk\n\n```\n├── x\n```\n\n| a |\n| - |\n';
    expect(parseDocument({ path: 'a.md', raw }).diagnostics).toMatchObject([
      {
        code: 'CREST201',
        message: expect.stringContaining('1 heading, 1 code fence, 1 tree row, 1 table') as unknown,
      },
    ]);
  });

  it.each([
    ['.taskmaster/tasks/tasks.json', '{}', ['CREST202']],
    ['.taskmaster/tasks/tasks.json', '{"master":{"tasks":[],"metadata":{}}}', ['CREST202']],
    ['.taskmaster/tasks/tasks.json', '{"master":{"tasks":[}', ['CREST202', 'CREST207']],
    ['specs/1/tasks.md', '# Tasks\n\n## Phase 1: Setup\n', ['CREST202']],
    ['.kiro/specs/a/tasks.md', '# Implementation Plan\n', ['CREST202']],
    ['issues.jsonl', '{"id":"a-1","title":"a","status":"open"}\n'.repeat(2), ['CREST201']],
  ])('says of %s with %j what is wrong', (path, raw, codes) => {
    const { plans, diagnostics } = parseDocument({ path, raw });
    expect(plans.flatMap(({ tasks }) => tasks)).toEqual([]);
    expect([...new Set(diagnostics.map(({ code }) => code))].sort()).toEqual(codes);
  });

  it('makes no task from prose, and says so', () => {
    const { plans, diagnostics } = parseDocument({ path: 'a.md', raw: '# A\n\nT001 → T002\n' }, { format: 'spec-kit' });
    expect(plans[0]?.tasks).toEqual([]);
    expect(diagnostics).toMatchObject([{ code: 'CREST202', message: expect.stringContaining('1 heading') as unknown }]);
  });

  it.each(['', '\uFEFF', '\n', '---', '```', '- [ ]', '<!--', '- [ ] T', '\u0000', '- [ ] T001 a (', '{"waves": ['])(
    'reads %j with every format without an exception',
    (raw) => {
      for (const format of ['spec-kit', 'kiro', 'task-master', 'openspec', 'cc-sdd', 'conductor', 'checklist']) {
        expect(parseDocument({ path: 'a.md', raw }, { format }).format).toBe(format);
      }
    },
  );

  it('reads tasks behind a byte order mark, with CRLF and mojibake', () => {
    const raw = '\uFEFF- [x] T001 a â†’ b\r\n  detail\r\n- [ ] T002 c\r\n';
    const { plans, diagnostics } = parseDocument({ path: 'a.md', raw });
    expect(plans[0]?.tasks).toMatchObject([{ title: 'a → b', details: '  detail' }, { title: 'c' }]);
    expect(diagnostics.map(({ code }) => code)).toEqual(['CREST203']);
  });

  it('reads 10,000 tasks with edges linear in their number', () => {
    const lines = Array.from({ length: 10_000 }, (_, i) => {
      const head = i % 500 === 0 ? `## Phase ${i / 500 + 1}: P\n\n` : '';
      return `${head}- [ ] T${String(i + 1).padStart(5, '0')} ${i % 3 === 0 ? '' : '[P] '}do it`;
    });
    const plan = parseDocument({
      path: 'a.md',
      raw: `${lines.join('\n')}\n\n## Dependencies\n\nT00001-T04000 → T06000-T09000\n`,
    }).plans[0];
    const edges = [...(plan?.tasks ?? []), ...(plan?.groups ?? [])].reduce(
      (sum, { dependencies }) => sum + dependencies.length,
      0,
    );
    expect(plan?.tasks).toHaveLength(10_000);
    expect(edges).toBeLessThan(25_000);
  });
});
