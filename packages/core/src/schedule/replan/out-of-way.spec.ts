import { isOutOfWay } from './out-of-way.js';
import type { Placement } from './schedule-diff.js';

const on = (start: number, finish: number, worker = 0): Placement => ({ start, finish, worker });

/** A task that began at 4, when another ended that had run since 0, and begins at 2 now. */
const earlier = { from: on(4, 6), to: on(2, 4), waits: true };
const was = on(0, 4);

describe('isOutOfWay', () => {
  it('is true where the other is gone, ends in time, comes later, or need not be waited for', () => {
    expect(isOutOfWay('mutex', earlier, { was, is: undefined })).toBe(true);
    expect(isOutOfWay('dependency', earlier, { was, is: on(0, 2) })).toBe(true);
    expect(isOutOfWay('resource', earlier, { was, is: on(4, 8) })).toBe(true);
    expect(isOutOfWay('worker', earlier, { was, is: on(0, 4, 1) })).toBe(true);
    expect(isOutOfWay('dependency', { ...earlier, waits: false }, { was, is: was })).toBe(true);
  });

  it('is false where the other stays and the task goes to another worker or into a gap', () => {
    expect(isOutOfWay('worker', { ...earlier, to: on(2, 4, 1) }, { was, is: was })).toBe(false);
    expect(isOutOfWay('worker', { ...earlier, to: on(2, 4, 1) }, { was, is: on(0, 9) })).toBe(false);
    expect(isOutOfWay('mutex', { ...earlier, to: on(0, 2) }, { was: on(2, 4), is: on(2, 4) })).toBe(false);
    expect(isOutOfWay('resource', earlier, { was, is: on(0, 5) })).toBe(false);
  });

  it('is false where the other ended by then anyway', () => {
    expect(isOutOfWay('worker', earlier, { was: on(0, 2), is: undefined })).toBe(false);
  });
});
