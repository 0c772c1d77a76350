import { HOUR } from '@nx-crest/core';
import { join } from 'node:path';
import { sourceText } from '../source/source-text.js';
import { testFixturePairs } from '../testing/fixture-pairs.js';
import { applyEdit, checkStatusEdits } from '../testing/status-edit-property.js';
import { waveTable } from './index.js';

const read = (text: string) => {
  const { plans, diagnostics } = waveTable.parse(sourceText('plan.md', text));
  return { plan: plans[0]!, codes: diagnostics.map((found) => found.code) };
};
const table = (header: string, ...rows: string[]) =>
  [header, header.replace(/[^|]+/g, '---'), ...rows].map((row) => `|${row}|\n`).join('');
const ids = (text: string) => read(text).plan.tasks.map((task) => task.id);
/** What the last of A-1, A-2, A-3, B-1 and Z waits for. */
const waitsFor = (cell: string) => {
  const rows = ['A-1|', 'A-2|', 'A-3|', 'B-1|', `Z|${cell}`];
  return read(table('ID|Depends on', ...rows))
    .plan.tasks.at(-1)
    ?.dependencies.map(({ on }) => on);
};

describe('waveTable', () => {
  testFixturePairs(waveTable, join(__dirname, 'fixtures'));

  it.each([
    ['None', []],
    ['-', []],
    ['—', []],
    ['n/a', []],
    ['', []],
    ['A-1', ['A-1']],
    ['A-1, A-2;A-3', ['A-1', 'A-2', 'A-3']],
    ['A-1 + A-2 and A-3', ['A-1', 'A-2', 'A-3']],
    ['**A-1**, `A-2`, [A-3](#a-3)', ['A-1', 'A-2', 'A-3']],
    ['A-1<br>A-2', ['A-1', 'A-2']],
    ['A-1 (schema, not data)', ['A-1']],
    ['A-1-A-3', ['A-1', 'A-2', 'A-3']],
    ['A-1–A-3', ['A-1', 'A-2', 'A-3']],
    ['A-1 to A-3', ['A-1', 'A-2', 'A-3']],
    ['A-*', ['A-1', 'A-2', 'A-3']],
    ['A*', ['A-1', 'A-2', 'A-3']],
    ['C-*', ['C-*']],
    ['Task A-1', ['A-1']],
    ['when A-1 is merged', ['A-1']],
    ['A-7', ['A-7']],
    ['the design review', ['the design review']],
    ['ALL above', ['before-Z']],
    ['Everything', ['before-Z']],
  ])('reads the dependency cell "%s"', (cell, on) => {
    expect(waitsFor(cell)).toEqual(on);
  });

  it('takes a wildcard for every id that begins like it, whatever follows', () => {
    const { tasks } = read(table('ID|Deps', 'MCP-1|', 'MCP-SEC-001|', '7.1|', '7.2.1|', 'X|MCP-*', 'Y|7.x')).plan;
    expect(tasks.slice(-2).map((task) => task.dependencies.map(({ on }) => on))).toEqual([
      ['MCP-1', 'MCP-SEC-001'],
      ['7.1', '7.2.1'],
    ]);
  });

  it('points at each dependency inside its cell', () => {
    const text = table('ID|Deps', 'A-1|', 'A-2|x (A-1), **A-1**');
    const spans = read(text).plan.tasks[1]!.dependencies.map(({ span }) =>
      text.slice(span.start.offset, span.end.offset),
    );
    expect(spans).toEqual(['x', 'A-1']);
  });

  it('leaves a task out of a range or wildcard around itself', () => {
    expect(read(table('ID|Deps', 'A-1|', 'A-2|A-*', 'A-3|')).plan.tasks[1]?.dependencies.map(({ on }) => on)).toEqual([
      'A-1',
      'A-3',
    ]);
  });

  it('lets rows that wait for all above share a chain of joints', () => {
    const { plan } = read(table('ID|Deps', 'A|ALL above', 'B|ALL above', 'C|', 'D|all tasks above'));
    expect(plan.tasks.map((task) => task.dependencies.map(({ on }) => on))).toEqual([
      [],
      ['before-B'],
      [],
      ['before-D'],
    ]);
    expect(plan.groups.map((group) => group.members)).toEqual([['A'], ['before-B', 'B', 'C']]);
  });

  it('grows linearly with rows that wait for all above', () => {
    const { plan } = read(table('ID|Deps', ...Array.from({ length: 5000 }, (_, i) => `T${i}|ALL above`)));
    const members = plan.groups.reduce((sum, group) => sum + group.members.length, 0);
    expect(members).toBeLessThan(10_001);
  });

  it('stops where ranges stand for more edges than a plan can mean, and says so', () => {
    const { plan, codes } = read(table('ID|Deps', ...Array.from({ length: 1000 }, (_, i) => `T${i}|T0-T999`), 'Z|T1'));
    expect(plan.tasks.at(-1)?.dependencies).toMatchObject([{ on: 'T1' }]);
    expect(plan.tasks.reduce((sum, task) => sum + task.dependencies.length, 0)).toBeLessThan(101_000);
    expect(codes).toContain('CREST216');
  });

  it.each([
    ['ID|Hours', 'T1|2', 'T1'],
    ['Task|Time', 'T1|2h', 'T1'],
    ['Agent|Task|Depends on', 'A1|SETUP|', 'SETUP'],
    ['Task|Blocked by', 'Setup|', 'Setup'],
    ['Dependencies|Task ID|Name', '|**T1**|Set up', 'T1'],
    ['#|Task|Effort', '#4|Set up|1d', '4'],
    ['ID|Estimate', 'Task 4.2–4.5|1d', '4.2-4.5'],
  ])('takes "%s" for the header of a task table', (header, row, id) => {
    expect(ids(table(header, row))).toEqual([id]);
  });

  it.each([
    ['Metric|Time', 'T1|2h'],
    ['Category|Subagent Type|Model', 'T1|x|y'],
    ['ID|Risk|Mitigation|Effort', 'R1|x|y|2h'],
    ['Task|Time', 'Testing|2h'],
    ['Agent|Duration', 'A1|2h'],
    ['ID|Title', 'T1|x'],
  ])('does not take "%s" / "%s" for a task table', (header, row) => {
    expect(ids(table(header, row))).toEqual([]);
  });

  it('counts bare numbers in the unit of the header, and reports them where it has none', () => {
    expect(read(table('ID|Effort (d)', 'T1|2')).plan.tasks[0]?.estimate?.ms).toBe(16 * HOUR);
    expect(read(table('ID|Effort', 'T1|2')).codes).toEqual(['CREST209']);
  });

  it('reports a status that it does not know, and reads it as todo', () => {
    const { plan, codes } = read(table('ID|Hours|Status', 'T1|2|someday'));
    expect([plan.tasks[0]?.status, codes]).toEqual(['todo', ['CREST215']]);
  });

  it('makes waves wait for each other only where no table names a dependency', () => {
    const waves = (cell: string) =>
      read(`# Wave 1\n\n${table('ID|Deps', 'A|')}\n# Wave 2\n\n${table('ID|Deps', `B|${cell}`)}`).plan;
    expect(waves('').groups.map(({ id, kind, dependencies }) => [id, kind, dependencies.map(({ on }) => on)])).toEqual([
      ['wave-1', 'wave', []],
      ['wave-2', 'wave', ['wave-1']],
    ]);
    expect(waves('A').groups).toEqual([]);
    expect(waves('A').waves).toEqual(waves('').waves);
    expect(waves('A').orderPolicy).not.toBe(waves('').orderPolicy);
  });

  it('reports a task in an earlier wave than one that it waits for', () => {
    const text = `# Wave 1\n\n${table('ID|Deps', 'A|B')}\n# Wave 2\n\n${table('ID|Deps', 'B|')}`;
    expect(read(text).codes).toEqual(['CREST211']);
  });

  it('knows its documents by content', () => {
    const score = (text: string) => waveTable.matchesContent(sourceText('plan.md', text));
    const tasks = table('Agent ID|Task|Duration|Dependencies', 'A1|T1|2h|None');
    expect(score(`# Plan\n\n${tasks}`)).toBeGreaterThan(0.5);
    expect(score(tasks.replaceAll('\n', '\r\n'))).toBeGreaterThan(0.5);
    expect(score(`\`\`\`\n${tasks}\`\`\`\n`)).toBe(0);
    expect(score(table('Metric|Time', 'x|2h'))).toBe(0);
  });

  describe('editStatus', () => {
    const edit = (text: string, taskId: string) => {
      const found = waveTable.editStatus(sourceText('plan.md', text), { taskId, status: 'done' });
      return found.kind === 'edit' ? applyEdit(text, found.edit) : found;
    };

    it('changes only the text of the cell, in the words of the document', () => {
      const text = table('ID|Hours|Status', 'A|1|  Shipped ', 'B|1| pending   ', 'C|1|');
      expect(edit(text, 'B')).toBe(text.replace('pending', 'Shipped'));
    });

    it('fills an empty cell', () => {
      expect(edit('|ID|Hours|Status|\n|-|-|-|\n|A|1||\n|B|1|   |\n', 'A')).toContain('|A|1|done|');
      expect(edit('|ID|Hours|Status|\n|-|-|-|\n|A|1||\n|B|1|   |\n', 'B')).toContain('|B|1| done  |');
    });

    it('leaves a text that means nothing where the task is todo and shall be', () => {
      const source = sourceText('plan.md', table('ID|Hours|Status', 'A|1|someday'));
      expect(waveTable.editStatus(source, { taskId: 'A', status: 'todo' })).toEqual({ kind: 'unchanged' });
    });

    it.each([
      [table('ID|Hours', 'A|1'), 'its table has no status column'],
      ['|ID|Hours|Status|\n|-|-|-|\n|A|1|\n', 'its row ends before the status column'],
      [table('ID|Hours|Status', 'B|1|todo'), 'no table has a task "A"'],
    ])('refuses with the reason', (text, reason) => {
      expect(edit(text, 'A')).toEqual({ kind: 'refused', reason });
    });

    it.each(['todo', '⬜', '[ ]', '', 'Pending', 'IN PROGRESS', '✅ Done (#3)', 'who knows'])(
      'changes only that status, whatever the task and the status (first cell "%s")',
      (cell) => {
        const rows = [`A|1h|${cell}|x`, 'B|2h| **done** |y \\| z', 'C|3h||'];
        const text = `# Plan\r\n\r\n${table('ID|Time|Status|Title', ...rows)}\r\nEnd`;
        checkStatusEdits(waveTable, text, ['todo', 'in-progress', 'blocked', 'done', 'deferred', 'cancelled']);
      },
    );
  });
});
