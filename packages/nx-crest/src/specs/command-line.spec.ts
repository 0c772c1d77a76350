import { readCommand } from './command-line.js';

it.each([
  ['jest', { runner: 'jest', env: {}, args: [] }],
  ['vitest run', { runner: 'vitest', env: {}, args: [] }],
  ['npx vitest run --config=x.ts src', { runner: 'vitest', env: {}, args: [], config: 'x.ts' }],
  [
    'TZ=UTC jest -c "a b.js" --env=jsdom',
    { runner: 'jest', env: { TZ: 'UTC' }, args: ['--env=jsdom'], config: 'a b.js' },
  ],
  ['cross-env A=1 node --x node_modules/.bin/jest', { runner: 'jest', env: { A: '1' }, args: [] }],
  ['tsc -b && vitest --environment jsdom; echo jest', { runner: 'vitest', env: {}, args: ['--environment', 'jsdom'] }],
  ['vitest --coverage --reporter dot --maxWorkers=2 --watch=false', { runner: 'vitest', env: {}, args: [] }],
  ['jest -i --testTimeout 5000 src/a', { runner: 'jest', env: {}, args: ['--testTimeout', '5000'] }],
])('%s', (command, expected) => {
  expect(readCommand(command)).toEqual(expected);
});

it.each(['eslint .', 'jestful', '', 'echo "vitest"x'])('%s starts no runner', (command) => {
  expect(readCommand(command)).toBeUndefined();
});
