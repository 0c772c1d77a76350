import { batched } from './batched.js';

it('questions of one turn are answered together, each by its own answer', async () => {
  const asked: (readonly number[])[] = [];
  const ask = batched((questions: readonly number[]) => {
    asked.push(questions);
    return Promise.resolve(questions.map((question) => question * 10));
  });
  expect(await Promise.all([ask(1), ask(2)])).toEqual([10, 20]);
  expect(await ask(3)).toBe(30);
  expect(asked).toEqual([[1, 2], [3]]);
});

it('who fails to answer fails all who have asked', async () => {
  const ask = batched(() => Promise.reject(new Error('no')));
  const both = await Promise.allSettled([ask(1), ask(2)]);
  expect(both.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  await expect(batched(() => Promise.resolve([]))(1)).rejects.toThrow('missing');
});
