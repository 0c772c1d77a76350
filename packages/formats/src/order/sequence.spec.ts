import { sequence } from './sequence.js';

function run(row: string) {
  const joints: string[][] = [];
  // a: waits and counts · a|: waits for no neighbour · a?: optional · a|?: both
  const items = row.split(' ').map((word) => ({
    id: word.replace(/[|?]/g, ''),
    waits: !word.includes('|'),
    counts: !word.includes('?'),
  }));
  const waits = sequence(items, (members, before) => {
    joints.push([...members]);
    return `before-${before}`;
  });
  return { waits: Object.fromEntries(waits), joints };
}

describe('sequence', () => {
  it('lets each task wait for the one before', () => {
    expect(run('a b c').waits).toEqual({ b: ['a'], c: ['b'] });
  });

  it('lets a task wait for all that wait for no neighbour since the last waiting one, and for that one', () => {
    expect(run('a b| c| d e').waits).toEqual({ d: ['a', 'b', 'c'], e: ['d'] });
  });

  it('lets optional tasks wait, and nothing wait for them', () => {
    expect(run('a b? c| d? e').waits).toEqual({ b: ['a'], d: ['a', 'c'], e: ['a', 'c'] });
  });

  it('goes through a joint where many are waited for again', () => {
    const { waits, joints } = run('a| b| c| d| e| f? g');
    expect(waits).toEqual({ f: ['before-f'], g: ['before-f'] });
    expect(joints).toEqual([['a', 'b', 'c', 'd', 'e']]);
  });

  it('stays linear in the number of edges', () => {
    const row = Array.from({ length: 3000 }, (_, i) => `t${i}${i < 1500 ? '|' : '?'}`).join(' ');
    const { waits, joints } = run(row);
    expect([...Object.values(waits), ...joints].flat().length).toBeLessThan(6000);
  });
});
