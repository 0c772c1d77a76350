import { startSentinel } from './sentinel.js';

test('is at peace while nobody ends the tree', async () => {
  const sentinel = startSentinel();
  expect(await sentinel.wasSignalled()).toBe(false);
  sentinel.dispose();
});

test('notices that the leaves of the tree were told to stop', async () => {
  const sentinel = startSentinel();
  process.kill(sentinel.pid!, 'SIGTERM');
  expect(await sentinel.wasSignalled()).toBe(true);
  sentinel.dispose();
});
