import { loadMeter, type LoadMeterOptions } from './load-meter.js';

/** A machine whose clock and processor time move when told to. */
function machine(cores = 2, changes: Partial<LoadMeterOptions> = {}) {
  let [nowMs, busyMs, readings] = [1000, 0, 0];
  const meter = loadMeter({
    readCpus: () => {
      readings++;
      const times = { user: busyMs / cores, nice: 0, sys: 0, irq: 0, idle: 0 };
      return Array.from({ length: cores }, () => ({ times }));
    },
    now: () => nowMs,
    cores,
    known: new Map(),
    ...changes,
  });
  return {
    ...meter,
    /** So many milliseconds pass with so many cores busy. */
    pass: (ms: number, busyCores: number) => {
      nowMs += ms;
      busyMs += ms * busyCores;
    },
    readings: () => readings,
  };
}

beforeEach(() => jest.useFakeTimers());
afterEach(() => jest.useRealTimers());

describe('loadMeter', () => {
  it('measures how many cores a task keeps busy, in tenths', () => {
    const { started, ended, pass, cpuCores } = machine();
    started('a');
    pass(1000, 0.44);
    ended('a');
    expect(cpuCores('a')).toBe(0.4);
  });

  it('shares the busy time of an interval among the tasks that ran, by how long each did', () => {
    const { started, ended, pass, cpuCores } = machine(4);
    started('a');
    pass(1000, 0.5);
    started('b');
    pass(1000, 3);
    ended('a');
    pass(1000, 0.3);
    ended('b');
    expect(cpuCores('a')).toBe(1); // (0.5 + 1.5) / 2
    expect(cpuCores('b')).toBe(0.9); // (1.5 + 0.3) / 2
  });

  it('does not count what was busy while no task ran', () => {
    const { started, ended, pass, cpuCores } = machine();
    pass(5000, 2);
    started('a');
    pass(1000, 0);
    ended('a');
    pass(5000, 2);
    started('b');
    pass(1000, 0);
    ended('b');
    expect([cpuCores('a'), cpuCores('b')]).toEqual([0, 0]);
  });

  it('counts unknown tasks as one core each while all cores are busy, for they may ask for more than they get', () => {
    const { started, ended, pass, cpuCores } = machine(2);
    for (const id of ['a', 'b', 'c']) started(id);
    pass(1000, 2);
    for (const id of ['a', 'b', 'c']) ended(id);
    expect([cpuCores('a'), cpuCores('b'), cpuCores('c')]).toEqual([1, 1, 1]);
  });

  it('keeps what is known of tasks while all cores are busy', () => {
    const known = new Map([
      ['a', 0.6],
      ['b', 2],
    ]);
    const { started, ended, pass, cpuCores } = machine(2, { known });
    for (const id of ['a', 'b']) started(id);
    pass(1000, 2);
    for (const id of ['a', 'b']) ended(id);
    expect([cpuCores('a'), cpuCores('b')]).toEqual([0.6, 2]);
  });

  it('raises what is known where it would not fill the machine that is full', () => {
    const known = new Map([
      ['a', 0.2],
      ['b', 0.6],
    ]);
    const { started, ended, pass, cpuCores } = machine(2, { known });
    for (const id of ['a', 'b']) started(id);
    pass(1000, 2);
    for (const id of ['a', 'b']) ended(id);
    expect([cpuCores('a'), cpuCores('b')]).toEqual([0.5, 1.5]);
  });

  it('finds that a task alone keeps several cores busy', () => {
    const { started, ended, pass, cpuCores } = machine(4);
    started('a');
    pass(1000, 4);
    ended('a');
    expect(cpuCores('a')).toBe(4);
  });

  it('does not measure what ran for less than half a second, never began or has no end', () => {
    const { started, ended, pass, cpuCores, stop } = machine();
    started('short');
    pass(499, 1);
    ended('short');
    ended('never');
    expect([cpuCores('short'), cpuCores('never'), cpuCores('unheard')]).toEqual([undefined, undefined, undefined]);
    started('stopped');
    pass(600, 1);
    stop();
    expect(cpuCores('stopped')).toBe(1);
  });

  it('adds up a task that is run again', () => {
    const { started, ended, pass, cpuCores } = machine();
    for (const busy of [0.2, 0.4]) {
      started('a');
      pass(300, busy);
      ended('a');
    }
    expect(cpuCores('a')).toBe(0.3);
  });

  it('reads the machine at most once in 50 ms, however many tasks start and end, and loses nothing', () => {
    const { started, ended, pass, cpuCores, readings, stop } = machine(2);
    started('long');
    const before = readings();
    for (let i = 0; i < 100; i++) {
      started(`t${i}`);
      pass(10, 1);
      ended(`t${i}`);
    }
    expect(readings() - before).toBeLessThanOrEqual(20);
    stop();
    expect(cpuCores('long')).toBe(0.5);
  });

  it('reads the machine every second while a task runs, and no more once it is stopped', () => {
    const { started, pass, stop, readings } = machine();
    started('a');
    const before = readings();
    for (let second = 0; second < 3; second++) {
      pass(1000, 1);
      jest.advanceTimersByTime(1000);
    }
    expect(readings() - before).toBe(3);
    stop();
    pass(9000, 1);
    jest.advanceTimersByTime(9000);
    expect(readings() - before).toBe(3);
  });

  it('measures nothing where the CPUs that it sees are not those that it may use', () => {
    const { started, ended, pass, cpuCores } = machine(2, { cores: 1 });
    started('a');
    pass(1000, 1);
    ended('a');
    expect(cpuCores('a')).toBeUndefined();
    expect(jest.getTimerCount()).toBe(0);
  });

  it('never finds more cores busy than there are, whatever was busy after a task had ended', () => {
    const { started, ended, pass, cpuCores } = machine();
    for (let i = 0; i < 20; i++) {
      started('a');
      pass(30, 1);
      ended('a');
      pass(500, 2);
    }
    expect(cpuCores('a')).toBeLessThanOrEqual(2);
  });

  it('survives counters that fall', () => {
    const { started, ended, pass, cpuCores } = machine();
    pass(1000, 2);
    started('a');
    pass(1000, -1);
    ended('a');
    expect(cpuCores('a')).toBe(0);
  });
});
