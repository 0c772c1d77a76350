import { resultQueue } from './result-queue.js';

it('gives what comes before and after somebody asks, in order', async () => {
  const queue = resultQueue<number>();
  queue.add(1);
  setImmediate(() => {
    queue.add(2);
    queue.add(3);
    queue.end();
  });
  const seen: number[] = [];
  for await (const one of queue.results()) seen.push(one);
  expect(seen).toEqual([1, 2, 3]);
});

it('gives all that there is before it fails', async () => {
  const queue = resultQueue<number>();
  queue.add(1);
  queue.fail(new Error('no'));
  const results = queue.results();
  expect((await results.next()).value).toBe(1);
  await expect(results.next()).rejects.toThrow('no');
});
