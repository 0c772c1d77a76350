import { searchOptions } from './read-budget.js';

describe('searchOptions', () => {
  it('counts schedules where schedules are given, and never looks at the clock', () => {
    const now = jest.fn(() => 0);
    expect(searchOptions({ kind: 'schedules', schedules: 7 }, now)).toEqual({ budget: 7 });
    expect(now).not.toHaveBeenCalled();
  });

  it('stops when the time is over, which begins when it is asked first', () => {
    let time = 100;
    const { shouldStop } = searchOptions({ kind: 'time', ms: 50 }, () => time);
    time = 200;
    expect(shouldStop?.()).toBe(false);
    time = 249;
    expect(shouldStop?.()).toBe(false);
    time = 250;
    expect(shouldStop?.()).toBe(true);
  });
});
