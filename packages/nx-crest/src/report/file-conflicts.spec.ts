import { countFileConflicts } from './file-conflicts.js';

const task = (id: string, ...resources: readonly string[]) => ({ id, resources });
const slot = (id: string, startMs: number, finishMs: number) => ({ id, worker: 0, startMs, finishMs });

it('counts tasks that run at the same time and name the same file', () => {
  const tasks = [task('a', 'x.ts'), task('b', 'x.ts'), task('c', 'x.ts'), task('d', 'y.ts')];
  const slots = [slot('a', 0, 10), slot('b', 5, 9), slot('c', 9, 12), slot('d', 0, 12)];
  expect(countFileConflicts(tasks, slots)).toBe(2); // a-b, a-c: c starts when b ends
});

it('counts a pair once, however many files it shares', () => {
  const tasks = [task('a', 'x.ts', 'y.ts'), task('b', 'y.ts', 'x.ts')];
  expect(countFileConflicts(tasks, [slot('a', 0, 2), slot('b', 0, 2)])).toBe(1);
});

it('finds nothing where tasks follow each other', () => {
  const tasks = [task('a', 'x.ts'), task('b', 'x.ts')];
  expect(countFileConflicts(tasks, [slot('b', 2, 4), slot('a', 0, 2)])).toBe(0);
});
