import { watchForSuspension } from './watch-for-suspension.js';

/** A clock that is set by hand, and a timer that ticks when it is told to. */
function handClock() {
  let nowMs = 1_000_000;
  let tick: (() => void) | undefined;
  return {
    clock: {
      now: () => nowMs,
      every: (_: number, call: () => void) => {
        tick = call;
        return () => (tick = undefined);
      },
    },
    /** Lets this time pass, at the end of which the timer ticks. */
    pass: (ms: number) => {
      nowMs += ms;
      tick?.();
    },
    /** Lets this time pass without a tick. */
    jump: (ms: number) => {
      nowMs += ms;
    },
    now: () => nowMs,
    ticks: () => tick !== undefined,
  };
}

it('a machine that ticks along never slept', () => {
  const { clock, pass, now } = handClock();
  const { between } = watchForSuspension(clock);
  for (let second = 0; second < 100; second++) pass(second % 10 === 0 ? 9000 : 1000);
  expect(between(0, now())).toBe(false);
});

it('a machine slept between two moments, if any part of its sleep lies there', () => {
  const { clock, pass, now } = handClock();
  const { between } = watchForSuspension(clock);
  pass(1000);
  const asleep = now();
  pass(60_000);
  const awake = now();
  pass(1000);
  expect(between(asleep - 500, awake + 500)).toBe(true);
  expect(between(asleep + 5000, asleep + 6000)).toBe(true);
  expect(between(asleep - 500, asleep + 1)).toBe(true);
  expect(between(awake - 1, awake + 900)).toBe(true);
  expect(between(asleep - 900, asleep)).toBe(false);
  expect(between(awake, awake + 900)).toBe(false);
});

it('a sleep is noticed before the timer comes again, also when the watch has stopped', () => {
  const { clock, jump, now, ticks } = handClock();
  const { between, stop } = watchForSuspension(clock);
  jump(60_000);
  stop();
  expect(ticks()).toBe(false);
  expect(between(now() - 1, now())).toBe(true);
});

it('a clock that is set back counts as sleep: durations across it are not true', () => {
  const { clock, pass, now } = handClock();
  const { between } = watchForSuspension(clock);
  const before = now();
  pass(-3_600_000);
  expect(between(before - 10, before)).toBe(true);
});
