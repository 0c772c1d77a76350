import { resourceKey } from './resource-key.js';

it.each([
  ['Backend Team', 'backend-team'],
  ['backend_team', 'backend-team'],
  [' [Agent 1: Database] ', 'agent-1-database'],
  ['写真 Ä', '写真-ä'],
  ['--', ''],
])('gives %s the key %s', (name, key) => {
  expect(resourceKey(name)).toBe(key);
});
