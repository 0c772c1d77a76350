import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { planGraph } from '@nx-crest/core';
import { detectFormat } from '../detect-format.js';
import { parseDocument } from '../parse-document.js';
import { parseFolder } from '../parse-folder.js';
import { sourceText } from '../source/source-text.js';
import { testFixturePairs } from '../testing/fixture-pairs.js';
import { checkNoteEdits } from '../testing/note-edit-property.js';
import { applyEdit, checkStatusEdits } from '../testing/status-edit-property.js';
import { specKitty } from './index.js';

const FIXTURES = join(__dirname, 'fixtures');
const fixture = (name: string): string => readFileSync(join(FIXTURES, name), 'utf8');
const MISSION = 'kitty-specs/001-a';

function read(...documents: { readonly path: string; readonly raw: string }[]) {
  const [first] = documents;
  const result = documents.length === 1 ? parseDocument(first!) : parseFolder(MISSION, documents);
  const plan = result.plans[0]!;
  const nodes = [...plan.tasks, ...plan.groups];
  const edges = nodes.map(({ id, dependencies }) => [id, dependencies.map(({ on, origin }) => `${on} ${origin}`)]);
  return {
    plan,
    edges: Object.fromEntries(edges) as Record<string, string[]>,
    codes: result.diagnostics.map(({ code }) => code),
  };
}

const tasksFile = (...lines: string[]) => ({ path: `${MISSION}/tasks.md`, raw: lines.join('\n') });
const prompt = (id: string, ...lines: string[]) => ({
  path: `${MISSION}/tasks/${id}-name.md`,
  raw: ['---', `work_package_id: ${id}`, ...lines, '---', '# Prompt'].join('\n'),
});

describe('spec-kitty', () => {
  testFixturePairs(specKitty, FIXTURES);

  it.each([
    [`${MISSION}/tasks.md`, true],
    [`a/${MISSION}/tasks/WP01-model.md`, true],
    [`${MISSION}/tasks/doing/WP01-model.md`, true],
    [`${MISSION}/wps.yaml`, true],
    [`${MISSION}/lanes.json`, true],
    [`${MISSION}/plan.md`, false],
    ['specs/001-a/tasks.md', false],
  ])('path %s: %s', (path, matches) => {
    expect(specKitty.matchesPath(path)).toBe(matches);
  });

  it('knows each of its documents by content', () => {
    const documents = readdirSync(FIXTURES).filter((name) => !name.endsWith('.plan.json'));
    for (const name of documents) expect(detectFormat(sourceText('x', fixture(name)))?.name).toBe('spec-kitty');
    expect(detectFormat(sourceText('x.md', '## Phase 1\n- [ ] T001 a\n- [ ] T002 b'))?.name).toBe('spec-kit');
  });

  it('reads the documents of a mission as one plan', () => {
    const names = ['tasks.md', 'wps.yaml', 'lanes.json', 'WP02-desk.md'];
    const documents = names.map((name) => ({
      path: `${MISSION}/${name.startsWith('WP') ? 'tasks/' : ''}${name}`,
      raw: fixture(name),
    }));
    const { plan, edges, codes } = read(...documents);
    expect(plan.path).toBe(MISSION);
    expect(plan.groups.map(({ id, kind, members }) => [id, kind, members])).toEqual([
      ['WP01', 'group', ['T001', 'T002']],
      ['WP02', 'group', ['T003', 'T004']],
      ['WP03', 'phase', ['T005']],
    ]);
    expect(edges).toMatchObject({ WP02: ['WP01 explicit'], WP03: ['WP01 explicit', 'WP02 explicit'] });
    expect(plan.tasks.find(({ id }) => id === 'T003')).toMatchObject({
      assignee: 'claude',
      labels: ['lane-a'],
      details: 'In the morning.',
    });
    expect(codes).toEqual([]);
  });

  it.each([
    ['**Dependencies**: WP01, WP2 (for (its) types)', ['WP01', 'WP02']],
    ['**Dependencies:** WP01-WP02.', ['WP01', 'WP02']],
    ['**Priority**: P1 (depends on WP01).', ['WP01']],
    ['- **Priority**: P0 · **Depends on**: WP02', ['WP02']],
    ['**Dependencies.** WP01.', ['WP01']],
    ['Dependencies: none (WP01 is independent)', []],
    ['Dependencies: WP01; blocks WP02', ['WP01']],
  ])('reads %j', (line, on) => {
    const { plan, codes } = read(
      tasksFile('## WP01: A', '- [ ] T001 a', '## WP02: B', '- [ ] T002 b', '## WP03: C', line, '- [ ] T003 c'),
    );
    expect(plan.groups.at(-1)!.dependencies.map((one) => one.on)).toEqual(on);
    expect(codes).toEqual([]);
  });

  it('lets subtasks follow each other, and leaves those marked [P] free', () => {
    const { edges } = read(tasksFile('## WP01: A', '- [ ] T001 a', '- [ ] T002 [P] b', '- [ ] T003 c'));
    expect(edges).toMatchObject({ T001: [], T002: [], T003: ['T001 order', 'T002 order'] });
  });

  it('takes a package for a task where nobody describes its subtasks', () => {
    const { plan } = read(prompt('WP01', 'lane: for_review', 'subtasks: [T001]', 'owned_files: [src/a.ts]'));
    expect(plan.tasks).toMatchObject([{ id: 'WP01', status: 'in-progress', files: [{ path: 'src/a.ts' }] }]);
  });

  it('puts what a lone prompt waits for outside, and warns of what a mission does not have', () => {
    const lone = read(prompt('WP02', 'dependencies: [WP01]'));
    expect([lone.plan.outside, lone.codes]).toMatchObject([[{ id: 'WP02', on: 'WP01' }], []]);
    const mission = read(prompt('WP02', 'dependencies: [WP01]'), prompt('WP03', 'dependencies: [WP02]'));
    expect([mission.plan.outside, mission.codes]).toMatchObject([[{ id: 'WP02', on: 'WP01' }], ['CREST219']]);
  });

  it('reports a lane that it does not know, and a lane that is done before its boxes', () => {
    expect(read(prompt('WP01', 'lane: somewhere')).codes).toEqual(['CREST215']);
    const boxes = tasksFile('## WP01: A', '- [ ] T001 a');
    expect(read(boxes, prompt('WP01', 'lane: done')).codes).toEqual(['CREST220']);
    const generated = ['<!-- status-model:start -->', '- WP01: done', '<!-- status-model:end -->'];
    expect(read(tasksFile('## WP01: A', '- [ ] T001 a', '## Status', ...generated)).codes).toEqual(['CREST220']);
  });

  it('infers nothing where packages wait for each other through their subtasks', () => {
    const { plan } = read(
      tasksFile(
        '## WP01: A',
        '- [ ] T001 [depends on T004] a',
        '- [ ] T002 b',
        '## WP02: B',
        '- [ ] T003 [depends on T002] c',
        '- [ ] T004 d',
      ),
    );
    expect(planGraph(plan).graph).toBeDefined();
  });

  it('keeps two lanes of one id apart, and says so', () => {
    const lanes = [
      { lane_id: 'a', wp_ids: ['WP01'] },
      { lane_id: 'a', wp_ids: ['WP02'] },
    ];
    const raw = JSON.stringify({ lanes: [...lanes, { lane_id: 'b', wp_ids: ['WP03'], depends_on_lanes: ['a'] }] });
    const { plans, diagnostics } = specKitty.parse(sourceText('lanes.json', raw));
    expect(plans[0]?.groups.map(({ id, dependencies }) => [id, dependencies.map(({ on }) => on)])).toEqual([
      ['a', []],
      ['a-2', []],
      ['b', ['a']],
    ]);
    expect(diagnostics.map(({ code }) => code)).toEqual(['CREST101']);
  });

  it.each(['', '{', '{"lanes": 3, "wp_ids": []}', 'work_packages: {', '---\nwork_package_id: [\n---', '__proto__'])(
    'throws nothing at %j',
    (raw) => {
      expect(() => specKitty.parse(sourceText('x', raw))).not.toThrow();
      expect(specKitty.editStatus(sourceText('x', raw), { taskId: '__proto__', status: 'done' }).kind).toBe('refused');
    },
  );

  describe('edits', () => {
    it.each(['\n', '\r\n'])('change one box only, lines ending in %j', (end) => {
      const text = fixture('tasks.md')
        .split('\n')
        .filter((line) => !line.includes('T005') && !line.includes('WP03'))
        .join(end);
      checkStatusEdits(specKitty, text, ['todo', 'done', 'in-progress']);
      checkNoteEdits(specKitty, text);
    });

    it('change the lane of a package that has no subtasks', () => {
      checkStatusEdits(specKitty, prompt('WP01', 'lane: "planned"  # of four').raw, [
        'todo',
        'in-progress',
        'done',
        'blocked',
        'cancelled',
      ]);
    });

    it.each([
      ['tasks.md', 'T001', 'deferred', 'this format has no mark for "deferred"'],
      ['WP02-desk.md', 'T003', 'done', '"T003" has no status in this document: subtasks are ticked in tasks.md'],
      ['WP02-desk.md', 'WP02', 'deferred', 'spec-kitty has no lane for "deferred"'],
      ['wps.yaml', 'WP01', 'done', 'this document has no status: it stands in tasks.md'],
      ['lanes.json', 'WP01', 'done', 'this document has no status: it stands in tasks.md'],
    ] as const)('of %s refuse %s %s', (name, taskId, status, reason) => {
      expect(specKitty.editStatus(sourceText(name, fixture(name)), { taskId, status })).toEqual({
        kind: 'refused',
        reason,
      });
    });

    it('leave the quotes of a lane', () => {
      const { raw } = prompt('WP01', "lane: 'planned'");
      const found = specKitty.editStatus(sourceText('WP01.md', raw), { taskId: 'WP01', status: 'done' });
      expect(found.kind === 'edit' ? applyEdit(raw, found.edit) : found).toBe(raw.replace('planned', 'done'));
    });
  });
});
