import { HOUR, planGraph } from '@nx-crest/core';
import { join } from 'node:path';
import { sourceText } from '../source/source-text.js';
import { testFixturePairs } from '../testing/fixture-pairs.js';
import { describeWithSharedData } from '../testing/shared-data.js';
import { checkStatusEdits } from '../testing/status-edit-property.js';
import { parallelGuide } from './index.js';

const parse = (...lines: string[]) => parallelGuide.parse(sourceText('plan.md', lines.join('\n')));
const plan = (...lines: string[]) => parse(...lines).plans[0]!;
const waits = (...lines: string[]) =>
  Object.fromEntries(
    plan(...lines).tasks.map(({ id, dependencies }) => [id, dependencies.map(({ on, origin }) => `${on} ${origin}`)]),
  );

describe('parallelGuide', () => {
  testFixturePairs(parallelGuide, join(__dirname, 'fixtures'));

  it.each([
    ['- Developer 1: T001-T003', 'Developer 1', ['T001', 'T002', 'T003']],
    ['**Agent A**: T001, T003', 'Agent A', ['T001', 'T003']],
    ['# Stream 2: Handlers (T001-T002)', 'Stream 2', ['T001', 'T002']],
    ['- DB-1: Tables', undefined, ['DB-1']],
  ])('reads "%s"', (line, assignee, ids) => {
    const { tasks } = plan(
      '```bash',
      '# nothing',
      '```',
      ...(line.startsWith('#') ? ['```bash', line, '```'] : [line]),
    );
    expect(tasks.map(({ id }) => id)).toEqual(ids);
    expect(tasks[0]?.assignee).toBe(assignee);
  });

  it('lets arrows and sequential groups order tasks, and nothing else', () => {
    expect(
      waits('### Group A', '- T001', '- T002', '### Group B: Sequential', '- T003', '- T004', '', '- T002 → T003'),
    ).toEqual({
      T001: [],
      T002: [],
      T003: ['T002 explicit'],
      T004: ['T003 order'],
    });
  });

  it('closes no cycle between a sequential group and arrows', () => {
    const text = ['### Group B: Sequential', '- T001: a', '- T002: b', '- T002 → T001'];
    expect(parse(...text).diagnostics).toMatchObject([{ code: 'CREST251' }]);
    expect(planGraph(plan(...text)).graph).toBeDefined();
  });

  it('reports a task that two of one kind have, with the place', () => {
    const { diagnostics } = parse('- Developer 1: T001', '- Developer 2: T001', '- Stream 1: T001');
    expect(diagnostics).toMatchObject([{ code: 'CREST253', span: { start: { line: 2 } } }]);
  });

  it('reads a field whose duration or status nobody can read as a warning', () => {
    const { diagnostics } = parse('### Agent A1: a', 'Duration: some time', 'Status: purple');
    expect(diagnostics.map(({ code }) => code)).toEqual(['CREST209', 'CREST215']);
  });

  it.each([
    ['# Parallel\n- Developer 1: T001\n- Developer 2: T002\n- Developer 3: T003', 0.58],
    ['# Parallel\n### Agent A: a\n**Duration:** 1h\n### Agent B: b\n**Duration:** 1h', 0.58],
    ['# Parallel\n- Developer 1: T001\n- Developer 2: T002\n- Developer 3: T003\n- [ ] T001 a', 0],
    ['# Parallel\n- Developer 1: T001', 0],
    ['- Developer 1: T001\n- Developer 2: T002\n- Developer 3: T003', 0],
  ])('knows its documents: %j', (text, score) => {
    expect(parallelGuide.matchesContent(sourceText('plan.md', text))).toBe(score);
  });

  it.each([
    `- Developer 1: ${'T001, '.repeat(20_000)}`,
    `- ${'T001-T900, '.repeat(2000)}`,
    `- ${'('.repeat(100_000)}T1`,
    '### Agent A: a\n'.repeat(10_000),
    '- T001→T002→T001',
    '- CONSTRUCTOR-1: __proto__',
  ])('is not held up or thrown by document %#', (text) => {
    expect(parse(text).plans).toHaveLength(1);
  });

  it('changes only that status, whatever the task and the status', () => {
    const text =
      '### AGENT F1: a\r\n**Status:** pending\r\n\r\n### AGENT F2: b\r\n**Status:** done\r\n**Duration:** 2h\r\n';
    checkStatusEdits(parallelGuide, text, ['todo', 'in-progress', 'blocked', 'done', 'deferred']);
  });

  it.each([
    ['- Developer 1: T001', 'T001', 'the guide does not say its status'],
    ['- Developer 1: T001', 'T002', 'the guide has no task "T002"'],
  ])('refuses in "%s" with the reason', (text, taskId, reason) => {
    expect(parallelGuide.editStatus(sourceText('a.md', text), { taskId, status: 'done' })).toEqual({
      kind: 'refused',
      reason,
    });
  });
});

describeWithSharedData('guides of others', (data) => {
  it('reads seed 003 as 44 tasks, one of them assigned twice', () => {
    const { plans, diagnostics } = parallelGuide.parse(data.source('seeds/003'));
    const { tasks, groups } = plans[0]!;
    expect(tasks).toHaveLength(44);
    expect(new Set(tasks.map(({ assignee }) => assignee))).toEqual(
      new Set(['Developer 1', 'Developer 2', 'Developer 3', 'Developer 4', undefined]),
    );
    expect(groups.map(({ members }) => members.length)).toEqual([23, 5, 14]);
    expect(diagnostics.map(({ code }) => code)).toEqual(['CREST253', 'CREST253']);
  });

  it('reads the agents of a handoff with their hours', () => {
    const { plans } = parallelGuide.parse(data.source('data/specs/plain/chimera-defi'));
    const { tasks } = plans[0]!;
    expect(tasks.map(({ id, estimate }) => [id, (estimate?.ms ?? 0) / HOUR])).toEqual([
      ['F1', 7],
      ['F2', 9],
      ['F3', 7],
      ['B1', 14],
      ['B2', 14],
    ]);
    expect(tasks[2]?.dependencies.map(({ on, origin }) => `${on} ${origin}`)).toEqual(['F1 explicit', 'F2 explicit']);
  });
});
