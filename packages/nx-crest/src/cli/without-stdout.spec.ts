import { withoutStdout } from './without-stdout.js';

let out: jest.SpyInstance;
let err: jest.SpyInstance;
beforeEach(() => {
  out = jest.spyOn(process.stdout, 'write').mockReturnValue(true);
  err = jest.spyOn(process.stderr, 'write').mockReturnValue(true);
});
afterEach(() => jest.restoreAllMocks());

it('sends to stderr what is printed meanwhile, and lets stdout be afterwards', async () => {
  const result = await withoutStdout(() => {
    process.stdout.write('noise');
    return Promise.resolve(7);
  });
  process.stdout.write('plan');
  expect([result, out.mock.calls, err.mock.calls]).toEqual([7, [['plan']], [['noise']]]);
});

it('lets stdout be after a failure, too', async () => {
  await expect(withoutStdout(() => Promise.reject(new Error('no graph')))).rejects.toThrow('no graph');
  process.stdout.write('plan');
  expect(out.mock.calls).toEqual([['plan']]);
});
