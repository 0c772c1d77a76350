import { busyTime } from './busy-time.js';

it('is the time of all CPUs in which they were not idle', () => {
  const times = { user: 1, nice: 20, sys: 300, irq: 4000, idle: 50_000 };
  expect(busyTime([{ times }, { times }])).toBe(2 * 4321);
});
