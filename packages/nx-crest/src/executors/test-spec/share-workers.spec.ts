import { shareWorkers } from './share-workers.js';

/** Runs pieces of these lengths; *returns* which started with how many workers, in order, and the most that were busy. */
async function shared(pieces: readonly (readonly [name: string, most: number, estimateMs: number])[], workers: number) {
  const started: string[] = [];
  let busy = 0;
  let most = 0;
  await shareWorkers(
    pieces.map(([name, limit, estimateMs]) => ({ name, most: limit, estimateMs })),
    workers,
    async ({ name }, share) => {
      started.push(`${name} ${share}`);
      busy += share;
      most = Math.max(most, busy);
      await new Promise((resolve) => setImmediate(resolve));
      busy -= share;
    },
  );
  return { started, most };
}

it('one worker for each piece as long as there are enough pieces, the longest first', async () => {
  expect(
    await shared(
      [
        ['a', 9, 1],
        ['b', 9, 3],
        ['c', 9, 2],
      ],
      2,
    ),
  ).toEqual({ started: ['b 1', 'c 1', 'a 1'], most: 2 });
});

it('what is left over goes to the pieces that there are', async () => {
  expect((await shared([['a', 9, 1]], 4)).started).toEqual(['a 4']);
  expect(
    (
      await shared(
        [
          ['a', 9, 1],
          ['b', 9, 2],
        ],
        4,
      )
    ).started,
  ).toEqual(['b 2', 'a 2']);
});

it('never more than a piece can use', async () => {
  expect((await shared([['a', 2, 1]], 4)).started).toEqual(['a 2']);
});

it('nothing to do is done at once', async () => {
  expect(await shared([], 2)).toEqual({ started: [], most: 0 });
});

it('a piece that fails is told, after the others that were started', async () => {
  const failing = shareWorkers([{ most: 1, estimateMs: 1 }], 1, () => Promise.reject(new Error('no')));
  await expect(failing).rejects.toThrow('no');
});
