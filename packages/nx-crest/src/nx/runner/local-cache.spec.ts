import { localCache } from './local-cache.js';
import { FakeOrchestrator, type FakeTask } from './testing/fake-orchestrator.js';

describe('localCache', () => {
  const TASK: FakeTask = { id: 'a', hash: 'h1' };
  const stored = (codes: Readonly<Record<string, number>>) => ({
    cache: { getBatch: (hashes: string[]) => hashes.map((hash) => (hash in codes ? { code: codes[hash] } : null)) },
  });
  const look = (task: FakeTask, other: object, nxVersion = '24.0.6') =>
    localCache(Object.assign(new FakeOrchestrator([task]), other), nxVersion)('a');

  it('finds what is stored under the hash of a task', () => {
    expect(look(TASK, { cache: stored({ h1: 0 }) })).toBe('hit');
    expect(look(TASK, { cache: stored({ h2: 0 }) })).toBe('miss');
  });

  it('does not know what a task without a hash will find', () => {
    expect(look({ id: 'a' }, { cache: stored({ h1: 0 }) })).toBe('unknown');
  });

  it('does not know what a cache of another kind holds, and never asks it: that would download', () => {
    const asked = jest.fn();
    expect(look(TASK, { cache: { getBatch: asked, get: asked } })).toBe('unknown');
    expect(asked).not.toHaveBeenCalled();
  });

  it.each([[{ skipNxCache: true }], [{ skipNxCache: 'true' }]])('finds nothing with %j', (options) => {
    expect(look(TASK, { cache: stored({ h1: 0 }), options })).toBe('miss');
  });

  it('finds nothing for a server, nor for a task that is not cacheable', () => {
    expect(look({ ...TASK, continuous: true }, { cache: stored({ h1: 0 }) })).toBe('miss');
    expect(look(TASK, { cache: stored({ h1: 0 }), shouldCacheTaskResult: () => false })).toBe('miss');
  });

  it('takes a stored failure for a hit only where Nx restores failures', () => {
    const failed = { cache: stored({ h1: 1 }) };
    const restoring = { ...failed, shouldCacheTaskResult: () => true };
    expect(look(TASK, failed)).toBe('miss');
    expect(look(TASK, restoring)).toBe('hit');
    expect(look(TASK, restoring, '22.7.12')).toBe('miss'); // stores failures, and does not restore them
  });
});
