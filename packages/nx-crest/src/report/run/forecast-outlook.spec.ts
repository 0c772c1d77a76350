import { cacheOutlook, type CachedTask } from './forecast-outlook.js';

/** `b: ['unknown', 'a']`: b waits for a, and nobody knows its hash yet. */
type Rows = Readonly<Record<string, readonly [CachedTask['cache'] | 'noop' | 'server', ...string[]]>>;

function outlookOf(rows: Rows) {
  const tasks = Object.entries(rows).map(([id, [kind, ...dependsOn]]): CachedTask => {
    const special = kind === 'noop' || kind === 'server';
    const cache = special ? 'miss' : kind;
    return { id, dependsOn, cache, noop: kind === 'noop', continuous: kind === 'server' };
  });
  const { restored, undecided } = cacheOutlook(tasks);
  return { restored: [...restored].sort(), undecided: [...undecided].sort() };
}

describe('cacheOutlook', () => {
  it('restores hits, whatever is upstream, and executes misses', () => {
    expect(outlookOf({ a: ['miss'], b: ['hit', 'a'] })).toEqual({ restored: ['b'], undecided: [] });
  });

  it('counts an undecided task as executing where a task upstream executes, near or far', () => {
    const rows: Rows = { a: ['miss'], b: ['hit', 'a'], c: ['unknown', 'b'], d: ['unknown', 'c'] };
    expect(outlookOf(rows)).toEqual({ restored: ['b'], undecided: ['c', 'd'] });
  });

  it('counts an undecided task as restored where everything upstream is', () => {
    const rows: Rows = { a: ['hit'], x: ['miss'], b: ['unknown', 'a'], c: ['unknown', 'b'] };
    expect(outlookOf(rows)).toEqual({ restored: ['a', 'b', 'c'], undecided: ['b', 'c'] });
  });

  it('looks through noops and servers, which have no outputs', () => {
    const rows: Rows = { a: ['miss'], n: ['noop', 'a'], m: ['noop'], s: ['server'], b: ['unknown', 'n'] };
    expect(outlookOf({ ...rows, c: ['unknown', 'm', 's'] })).toEqual({ restored: ['c'], undecided: ['b', 'c'] });
  });

  it('follows a chain of 20,000 tasks', () => {
    const chain = Array.from({ length: 20_000 }, (_, i) => [`t${i}`, ['unknown', `t${i - 1}`]] as const);
    expect(outlookOf({ ...Object.fromEntries(chain), t0: ['miss'] }).restored).toEqual([]);
  });
});
