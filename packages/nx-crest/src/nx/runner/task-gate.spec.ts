import type { Dispatcher } from '@nx-crest/core';
import { TaskGate } from './task-gate.js';

describe('TaskGate', () => {
  const gateWith = (dispatcher: Partial<Dispatcher> | undefined) => {
    const told: string[] = [];
    const setup = {
      hooks: {
        started: (id: string) => told.push(`start ${id}`),
        ended: (id: string, status: string) => told.push(`end ${id} ${status}`),
      },
      wake: jest.fn(),
      now: () => Date.now(),
      gaveUp: jest.fn(),
      forced: jest.fn(),
    };
    const gate = new TaskGate(setup);
    const all = { compare: () => 0, next: ([id]: readonly string[]) => id, heldBack: () => [], ...dispatcher };
    if (dispatcher) {
      gate.follow({
        start: (id) => told.push(`hold ${id}`),
        finish: (id) => told.push(`free ${id}`),
        ...all,
      });
    }
    return { gate, told, ...setup };
  };
  const ended = (id: string) => ({ id, status: 'success' as const, startMs: 1, endMs: 2 });
  const holdAll = { next: () => undefined };

  beforeEach(() => {
    jest.useFakeTimers();
  });
  afterEach(() => {
    jest.useRealTimers();
  });

  it('lets the dispatcher choose and sort', () => {
    const { gate } = gateWith({ next: (ready) => ready.at(-1), compare: (a, b) => (a < b ? 1 : -1) });
    const ids = ['a', 'c', 'b'];
    expect(gate.choose(ids)).toBe('b');
    expect(gate.sort(ids)).toBe(true);
    expect(ids).toEqual(['c', 'b', 'a']);
  });

  it('decides nothing without a dispatcher, and tells what happens all the same', () => {
    const { gate, told } = gateWith(undefined);
    expect(gate.sort(['a'])).toBe(false);
    expect(gate.choose(['b', 'a'])).toBe('b');
    gate.start([{ id: 'b' }]);
    gate.end([ended('b')]);
    expect(told).toEqual(['start b', 'end b success']);
  });

  it('frees what a task held before anybody hears that it ended, and once', () => {
    const { gate, told } = gateWith({});
    gate.start([{ id: 'a' }]);
    gate.start([{ id: 'a' }]);
    gate.end([ended('a')]);
    gate.end([ended('a')]);
    expect(told).toEqual(['hold a', 'start a', 'free a', 'end a success']);
    expect(gate.hasEnded('a')).toBe(true);
    expect(gate.hasEnded('b')).toBe(false);
  });

  it('remembers whether a task failed', () => {
    const { gate } = gateWith({});
    gate.end([{ ...ended('a'), status: 'skipped' }]);
    expect(gate.failed).toBe(false);
    gate.end([{ ...ended('b'), status: 'failure' }]);
    expect(gate.failed).toBe(true);
  });

  it('wakes Nx again and again while a task is held back, and not when none is', () => {
    const { gate, wake } = gateWith(holdAll);
    gate.start([{ id: 'a' }]);
    wake.mockImplementation(() => gate.choose(['b']));
    expect(gate.choose(['b'])).toBeUndefined();
    expect(gate.choose(['b'])).toBeUndefined();
    jest.advanceTimersByTime(1000);
    expect(wake).toHaveBeenCalledTimes(4);

    wake.mockImplementation(() => gate.choose([]));
    jest.advanceTimersByTime(10_000);
    expect(wake).toHaveBeenCalledTimes(5);
  });

  it('wakes nobody when the run is over', () => {
    const { gate, wake } = gateWith(holdAll);
    gate.choose(['a']);
    gate.close();
    jest.advanceTimersByTime(10_000);
    expect(wake).not.toHaveBeenCalled();
  });

  it('starts the first by order when nothing has run for ten seconds, and says so', () => {
    const { gate, forced } = gateWith(holdAll);
    gate.start([{ id: 'server', continuous: true }]); // runs for ever, and must not be waited for
    expect(gate.choose(['a', 'b'])).toBeUndefined();
    jest.advanceTimersByTime(9999);
    expect(gate.choose(['a', 'b'])).toBeUndefined();
    jest.advanceTimersByTime(1);
    expect(gate.choose(['a', 'b'])).toBe('a');
    expect(forced).toHaveBeenCalledWith('a');

    gate.start([{ id: 'a' }]);
    expect(gate.choose(['b'])).toBeUndefined();
    gate.end([ended('a')]);
    expect(gate.choose(['b'])).toBeUndefined(); // what 'a' needed may be free any moment
  });

  it('waits as long as something runs, and anew after each task', () => {
    const { gate, forced } = gateWith(holdAll);
    gate.choose(['b']);
    gate.start([{ id: 'a' }]);
    jest.advanceTimersByTime(60_000);
    expect(gate.choose(['b'])).toBeUndefined();
    gate.end([ended('a')]);
    expect(gate.choose(['b'])).toBeUndefined();
    jest.advanceTimersByTime(9000);
    expect(gate.choose(['b'])).toBeUndefined();
    expect(forced).not.toHaveBeenCalled();
  });

  it.each<keyof Dispatcher>(['next', 'compare', 'start', 'finish'])('goes on in order when %s throws', (method) => {
    const error = new Error('broken');
    const broken = () => {
      throw error;
    };
    const { gate, gaveUp } = gateWith({ [method]: broken });
    gate.sort(['x', 'y']);
    expect(gate.choose(['b', 'a'])).toBe('b');
    gate.start([{ id: 'b' }]);
    gate.end([ended('b')]);
    expect(gaveUp.mock.calls).toEqual([[error]]);
    expect(gate.choose(['d', 'c'])).toBe('d');
  });
});
