import fc from 'fast-check';
import { timeline } from './timeline.js';

describe('timeline', () => {
  it('finds the first gap that is long and wide enough', () => {
    const line = timeline(3);
    line.book(0, 4, 2);
    line.book(6, 9, 3);

    expect(line.firstFit(0, 2, 1)).toBe(0);
    expect(line.firstFit(0, 2, 2)).toBe(4);
    expect(line.firstFit(0, 3, 2)).toBe(9);
    expect(line.firstFit(5, 1, 3)).toBe(5);
  });

  it('fits behind a booking that ends where it begins', () => {
    const line = timeline(1);
    line.book(3, 5, 1);

    expect(line.firstFit(0, 3, 1)).toBe(0);
    expect(line.firstFit(4, 1, 1)).toBe(5);
  });

  it('fits what takes no time anywhere', () => {
    const line = timeline(1);
    line.book(0, 5, 1);

    expect(line.firstFit(2, 0, 1)).toBe(2);
  });

  it('forgets a booking that is given back', () => {
    const line = timeline(1);
    line.book(0, 5, 1);
    line.book(0, 5, -1);

    expect(line.firstFit(1, 9, 1)).toBe(1);
  });

  it('finds what trying every moment finds', () => {
    const booking = fc.record({ start: fc.nat(12), length: fc.nat(6), amount: fc.integer({ min: 1, max: 2 }) });
    fc.assert(
      fc.property(fc.array(booking, { maxLength: 6 }), booking, (bookings, wanted) => {
        const line = timeline(3);
        const taken = Array<number>(60).fill(0);
        for (const { start, length, amount } of bookings) {
          line.book(start, start + length, amount);
          for (let time = start; time < start + length; time++) taken[time]! += amount;
        }
        const fits = (start: number) =>
          taken.slice(start, start + wanted.length).every((amount) => amount + wanted.amount <= 3);
        let first = wanted.start;
        while (!fits(first)) first++;
        expect(line.firstFit(wanted.start, wanted.length, wanted.amount)).toBe(first);
      }),
    );
  });

  it('looks no further than up to the limit', () => {
    const line = timeline(1);
    line.book(0, 4, 1);

    expect(line.firstFit(0, 2, 1, 5)).toBe(4);
    expect(line.firstFit(0, 2, 1, 4)).toBe(Infinity);
    expect(line.firstFit(5, 2, 1, 5)).toBe(Infinity);
  });
});
