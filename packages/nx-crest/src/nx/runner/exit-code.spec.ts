import { exitCodeOf, type RunEnd } from './exit-code.js';

describe('exitCodeOf', () => {
  const end = (given: Partial<RunEnd>): number => exitCodeOf({ code: 0, failed: false, unended: false, ...given });

  it.each<[string, Partial<RunEnd>, number]>([
    ['everything is done', {}, 0],
    ['a task failed and others were skipped, which Nx 22 and 23 call interrupted', { code: 130, failed: true }, 1],
    ['a task failed', { code: 1, failed: true }, 1],
    ['it was asked to end', { code: 130, signal: 'SIGTERM', unended: true }, 143],
    ['it was interrupted', { code: 130, signal: 'SIGINT' }, 130],
    ['its terminal was closed', { code: 130, signal: 'SIGHUP' }, 129],
    ['it was interrupted after a failure', { code: 130, signal: 'SIGINT', failed: true }, 130],
    ['Nx takes an interrupted run for a good one', { code: 0, signal: 'SIGTERM', unended: true }, 143],
    ['the signal came too late to stop anything', { code: 0, signal: 'SIGTERM' }, 0],
    ['Nx forgot tasks', { code: 0, unended: true }, 1],
    ['Nx could not begin', { code: 1 }, 1],
    ['Nx was left from its terminal UI', { code: 130, unended: true }, 130],
  ])('%s: %j ends with %d', (_, given, expected) => {
    expect(end(given)).toBe(expected);
  });
});
