import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Plan } from '@nx-crest/core';
import { convertPlan, writers } from './convert.js';
import { parseDocument } from './parse-document.js';
import { registry } from './registry.js';

const known = new Set(registry.map(({ name }) => name));

/** Every plan of every fixture that has an order. */
function fixturePlans(): readonly (readonly [string, Plan])[] {
  return [...known].flatMap((format) => {
    const folder = join(__dirname, format, 'fixtures');
    if (!existsSync(folder)) return [];
    const files = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isFile());
    return files
      .filter(({ name }) => !name.endsWith('.plan.json'))
      .flatMap(({ name }) => {
        const raw = readFileSync(join(folder, name), 'utf8');
        const { plans } = parseDocument({ path: name, raw }, { format });
        return plans.map((plan) => [`${format}/${name}${plan.tag ?? ''}`, plan] as const);
      });
  });
}

const plans = fixturePlans();
const read = (raw: string, format: string) => parseDocument({ path: 'plan.md', raw }, { format }).plans[0]!;
const [simple] = parseDocument(
  { path: 'a.md', raw: '# Tasks: A\n\n- [ ] T001 Build "it" (2-4h)\n- [X] T002 [P] [US1] Test it (depends on T001)\n' },
  { format: 'spec-kit' },
).plans;

describe('convertPlan', () => {
  it.each(writers.map(({ name }) => [name]))('%s: no task and no dependency of any fixture is lost', (to) => {
    expect(plans.length).toBeGreaterThan(10);
    for (const [name, plan] of plans) {
      const { text, lost, diagnostics } = convertPlan(plan, to);
      const serious = lost.filter(({ what }) => what === 'tasks' || what.startsWith('dependencies, read back'));
      expect([name, serious]).toEqual([name, []]);
      if (text === undefined) expect(diagnostics.map(({ severity }) => severity)).toContain('error');
    }
  });

  it('keeps everything in our own JSON', () => {
    for (const [name, plan] of plans) {
      const first = convertPlan(plan, 'json').text;
      if (first === undefined) continue;
      expect([name, convertPlan(read(first, 'crest-plan'), 'json').text]).toEqual([name, first]);
    }
  });

  it('says what a form has no place for, and of which tasks', () => {
    expect(convertPlan(simple!, 'mermaid').lost).toEqual([
      { what: 'estimates', ids: ['T001'] },
      { what: 'ranges of estimates', ids: ['T001'] },
      { what: 'labels', ids: ['T002'] },
      { what: 'marks of parallel tasks', ids: ['T002'] },
      { what: 'groups', ids: ['T001', 'T002'] },
    ]);
    expect(convertPlan(simple!, 'csv').lost).toEqual([]);
  });

  it('escapes what would end a label or a cell, or begin a formula', () => {
    expect(convertPlan(simple!, 'mermaid').text).toContain('t1["T001 Build #34;it#34;"]');
    expect(convertPlan(simple!, 'csv').text).toContain('\r\nT001,"Build ""it""",todo,,3,2,4,');
    const formula = { ...simple!, tasks: [{ ...simple!.tasks[0]!, title: '=1+1' }] };
    expect(convertPlan(formula, 'csv').text).toContain("\r\nT001,'=1+1,");
  });

  it('refuses a plan whose tasks wait for each other, and a form that does not exist', () => {
    const circle = read('- [ ] T001 a (depends on T002)\n- [ ] T002 b (depends on T001)\n', 'spec-kit');
    expect(convertPlan(circle, 'csv')).toMatchObject({ lost: [], diagnostics: [{ code: 'CREST104' }] });
    expect(() => convertPlan(simple!, 'xml')).toThrow(RangeError);
  });
});
