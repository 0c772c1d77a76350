import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { PlanFormat } from '../plan-format.js';
import { sourceText } from '../source/source-text.js';

/**
 * One test per pair `<case>.<extension>` and `<case>.plan.json` in a folder: the document gives that plan.
 * Spans are written as `line:column-line:column`. `UPDATE=1` rewrites the plans; a pair with a missing half fails.
 */
export function testFixturePairs(format: PlanFormat, folder: string): void {
  const documents = readdirSync(folder)
    .filter((file) => !file.endsWith('.plan.json'))
    .sort();

  it.each(documents)('reads fixture %s as its plan', (file) => {
    const plan = join(folder, file.replace(/\.\w+$/, '.plan.json'));
    const read = format.parse(sourceText(file, readFileSync(join(folder, file), 'utf8')));
    const text = `${JSON.stringify(read, shortSpans, 2)}\n`;
    if (process.env['UPDATE'] === '1') writeFileSync(plan, text);
    expect(existsSync(plan)).toBe(true);
    expect(JSON.parse(text)).toEqual(JSON.parse(readFileSync(plan, 'utf8')));
  });

  it('has a document for each plan', () => {
    const plans = readdirSync(folder).filter((file) => file.endsWith('.plan.json'));
    expect(documents.length).toBeGreaterThan(0);
    expect(plans.sort()).toEqual(documents.map((file) => file.replace(/\.\w+$/, '.plan.json')));
  });
}

interface Place {
  readonly line: number;
  readonly column: number;
}

function shortSpans(_key: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || !('start' in value) || !('end' in value)) return value;
  const { start, end } = value as { start: Place; end: Place }; // only spans have both
  return `${start.line}:${start.column}-${end.line}:${end.column}`;
}
