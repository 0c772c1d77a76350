import type { TaskStatus } from '@nx-crest/core';
import fc from 'fast-check';
import { parseDocument } from './parse-document.js';
import { addNote, setStatus } from './set-status.js';

const STATUSES: readonly TaskStatus[] = ['todo', 'done', 'in-progress', 'cancelled'];

/** Documents of every shape that tools write: indents, bullets, line ends, mojibake, fences, a byte order mark. */
const documents = fc
  .record({
    bom: fc.boolean(),
    end: fc.constantFrom('\n', '\r\n', '\r'),
    lines: fc.array(
      fc.oneof(
        fc.record({
          indent: fc.constantFrom('', '  ', '    ', '\t'),
          bullet: fc.constantFrom('-', '*', '+', '1.', '2)'),
          mark: fc.constantFrom(' ', 'x', 'X', '-', '~', '\t', '\u00A0', 'Â\u00A0'),
          star: fc.constantFrom('', '*'),
          id: fc.constantFrom('T001', 'T002a', '**T003**', '1.', '2.1', '2.1.1', 'no id', '写'),
          title: fc.constantFrom('do it', 'a â†’ b', 'âœ… done', '`src/a.ts` [x]', '日本 ✅', '- [ ] not a box'),
        }),
        fc.constantFrom('', '## Phase 1: A', '```', '<!--', '-->', '  detail â€” more', '---', 'text', '- [P] a/b.ts'),
      ),
      { minLength: 1, maxLength: 12 },
    ),
  })
  .map(({ bom, end, lines }) => {
    const written = lines.map((line) =>
      typeof line === 'string'
        ? line
        : `${line.indent}${line.bullet} [${line.mark}]${line.star} ${line.id} ${line.title}`,
    );
    return (bom ? '\uFEFF' : '') + written.join(end);
  });

describe('setStatus', () => {
  it('changes the status character and nothing else, in any document', () => {
    const formats = fc.constantFrom('spec-kit', 'kiro');
    let changes = 0;
    fc.assert(
      fc.property(documents, formats, fc.constantFrom(...STATUSES), fc.nat(), (raw, format, status, pick) => {
        const before = parseDocument({ path: 'a.md', raw }, { format }).plans[0]!.tasks;
        const task = before[pick % before.length];
        if (!task) return;
        const result = setStatus({ path: 'a.md', raw }, { taskId: task.id, status }, { format });
        if (result.kind !== 'changed') {
          expect(result.kind === 'unchanged').toBe(task.status === status);
          return;
        }
        changes++;
        expectOneBoxChanged(raw, result.raw);
        const after = parseDocument({ path: 'a.md', raw: result.raw }, { format }).plans[0]!.tasks;
        expect(after.map(({ id }) => id)).toEqual(before.map(({ id }) => id));
        for (const [i, { id, status: found }] of after.entries()) {
          expect(found).toBe(id === task.id ? status : before[i]!.status);
        }
        const again = setStatus({ path: 'a.md', raw: result.raw }, { taskId: task.id, status }, { format });
        expect(again.kind).toBe('unchanged');
      }),
      { numRuns: 500 },
    );
    expect(changes).toBeGreaterThan(50);
  });

  it('keeps byte order mark, CRLF and mojibake', () => {
    const raw = '\uFEFF# A â†’ B\r\n- [ ] T001 âœ… x\r\n- [ ] T002 y\r\n';
    const result = setStatus({ path: 'a.md', raw }, { taskId: 'T002', status: 'done' });
    expect(result).toEqual({ kind: 'changed', raw: raw.replace('[ ] T002', '[X] T002') });
  });

  it('ticks a group that has a box of its own', () => {
    const raw = '- [ ] 1. a\n  - [x] 1.1 b\n';
    expect(setStatus({ path: 'a.md', raw }, { taskId: '1', status: 'done' })).toEqual({
      kind: 'changed',
      raw: raw.replace('[ ]', '[x]'),
    });
  });

  it.each([
    [{ taskId: 'T009', status: 'done' as const }, 'no task "T009"'],
    [{ taskId: 'T001', status: 'blocked' as const }, 'no mark for "blocked"'],
    [{ taskId: 'T001', status: 'done' as const, tag: 'master' }, 'no task'],
  ])('refuses %j', (change, reason) => {
    expect(setStatus({ path: 'a.md', raw: '- [ ] T001 a' }, change)).toEqual({
      kind: 'refused',
      reason: expect.stringContaining(reason) as unknown,
    });
  });

  it('refuses a document of no known format', () => {
    expect(setStatus({ path: 'a.md', raw: 'text' }, { taskId: 'T001', status: 'done' }).kind).toBe('refused');
  });
});

/** The documents differ between one pair of brackets only. */
function expectOneBoxChanged(before: string, after: string): void {
  let start = 0;
  while (start < before.length && before[start] === after[start]) start++;
  let end = 0;
  while (end < before.length - start && end < after.length - start && before.at(-1 - end) === after.at(-1 - end)) end++;
  expect(after.length - start - end).toBeLessThanOrEqual(1);
  expect(before.slice(0, start)).toMatch(/\[[^\]]?$/);
  expect(before.slice(before.length - end)).toMatch(/^[^[]?\]/);
}

it('changes nothing where other tasks would be read otherwise after it', () => {
  const broken = { path: 'x.md', raw: 'I-1\n| 1->\n[x]1.1' };
  const change = { taskId: 'I-1', status: 'todo' as const };
  expect(setStatus(broken, change, { format: 'box-diagram' })).toMatchObject({ kind: 'refused' });
});

describe('changes by several at once', () => {
  const path = 'tasks.md';
  const PLAN = '- [ ] T001 a\n- [ ] T002 b\n';
  const mark = (raw: string, taskId: string, more: object = {}) =>
    setStatus({ path, raw }, { taskId, status: 'done', ...more });

  it('keep what others did to other tasks', () => {
    const theirs = mark(PLAN, 'T001');
    if (theirs.kind !== 'changed') throw new Error(theirs.kind);
    expect(mark(theirs.raw, 'T002', { from: 'todo' })).toEqual({
      kind: 'changed',
      raw: '- [X] T001 a\n- [X] T002 b\n',
    });
  });

  it('are a conflict where somebody dropped or reopened the same task', () => {
    expect(mark('- [~] T001 a\n', 'T001', { from: 'todo' })).toMatchObject({
      kind: 'refused',
      reason: expect.stringContaining('"cancelled" since') as string,
    });
    expect(mark('- [ ] T001 a\n', 'T001', { from: 'in-progress' }).kind).toBe('refused');
    expect(mark('- [X] T001 a\n', 'T001', { from: 'todo' }).kind).toBe('unchanged');
    expect(mark('- [-] T001 a\n', 'T001', { from: 'todo' }).kind).toBe('changed');
  });

  it('add a note once, behind what is written of the task', () => {
    const once = addNote({ path, raw: PLAN }, { taskId: 'T001', text: 'built at 3f2a' });
    if (once.kind !== 'changed') throw new Error(once.kind);
    expect(once.raw).toBe('- [ ] T001 a\n  - Note: built at 3f2a\n- [ ] T002 b\n');
    expect(addNote({ path, raw: once.raw }, { taskId: 'T001', text: 'built at 3f2a' }).kind).toBe('unchanged');
    expect(() => addNote({ path, raw: PLAN }, { taskId: 'T001', text: 'a\nb' })).toThrow(RangeError);
    expect(addNote({ path, raw: '| Agent | Task |\n' }, { taskId: 'x', text: 'a' }).kind).toBe('refused');
  });
});
