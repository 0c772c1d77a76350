import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openPlanCache, planKey } from './plan-cache.js';
import type { PlannedDocument } from './planned-document.js';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'crest-cache-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

const value: PlannedDocument = { plans: [{ title: 'x', nodes: [], broken: false }], noTasks: false };
const onlyFile = () => join(folder, readdirSync(folder)[0] ?? '');

function fill(...keys: string[]) {
  const cache = openPlanCache(folder, {});
  for (const key of keys) cache.set(key, value);
  cache.save();
}

test('what was saved is known the next time', () => {
  fill('k');
  expect(openPlanCache(folder, {}).get('k')).toEqual(value);
});

test('a damaged file counts as none, and is replaced', () => {
  fill('k');
  for (const damage of ['', '{"k":', '[]', 'null', '{"k":{"plans":7}}']) {
    writeFileSync(onlyFile(), damage);
    expect(openPlanCache(folder, {}).get('k')).toBeUndefined();
  }
  fill('k');
  expect(openPlanCache(folder, {}).get('k')).toEqual(value);
});

test('what was not used is forgotten', () => {
  fill('old', 'used');
  const cache = openPlanCache(folder, {});
  cache.get('used');
  cache.save();
  expect(Object.keys(JSON.parse(readFileSync(onlyFile(), 'utf8')) as object)).toEqual(['used']);
});

test('nothing is written where nothing changed', () => {
  fill('k');
  rmSync(onlyFile());
  const cache = openPlanCache(folder, {});
  cache.save();
  expect(readdirSync(folder)).toEqual([]);
});

test('other options, other results', () => {
  fill('k');
  expect(openPlanCache(folder, { umbrella: 'x' }).get('k')).toBeUndefined();
});

test('a folder that cannot be written, and none at all, only forget', () => {
  writeFileSync(join(folder, 'file'), '');
  for (const place of [join(folder, 'file', 'below'), undefined]) {
    const cache = openPlanCache(place, {});
    cache.set('k', value);
    cache.save();
    expect(openPlanCache(place, {}).get('k')).toBeUndefined();
  }
});

test('the key depends on the options, the paths and every byte', () => {
  const key = (options: unknown, path: string, ...texts: readonly string[]) =>
    planKey(options, {
      path,
      isFolder: false,
      documents: texts.map((text, index) => ({ path: `${path}${index}`, bytes: Buffer.from(text) })),
    });
  const keys = [
    key([], 'a.md', 'x'),
    key(['order'], 'a.md', 'x'),
    key([], 'b.md', 'x'),
    key([], 'a.md', 'x '),
    key([], 'a.md', 'x', ' '),
  ];
  expect(new Set(keys).size).toBe(5);
  expect(key([], 'a.md', 'x')).toBe(keys[0]);
});
