import { fork } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { tryLockByFile } from '../nx/file-lock.js';
import { compileSources, type CompiledSources } from '../testing/compile-sources.js';
import { withLocks, type Resource } from './locks.js';

let compiled: CompiledSources;
let root = '';
beforeAll(() => {
  compiled = compileSources();
});
afterAll(() => {
  compiled.dispose();
});
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'crest-locks-'));
});
afterEach(() => {
  rmSync(root, { recursive: true });
});

const file = (name: string): Resource => ({ kind: 'file', name });
const options = (signal?: AbortSignal) => ({
  workspaceRoot: root,
  onLongWait: () => undefined,
  ...(signal ? { signal } : {}),
});

/** A process that holds the locks of `files` while it notes "in" and "out", `times` times. */
function worker(files: readonly string[], times: number): Promise<number | null> {
  writeFileSync(
    join(root, 'worker.cjs'),
    `const { withLocks } = require(${JSON.stringify(compiled.modulePath('run/locks'))});
     const { appendFileSync } = require('node:fs');
     const [files, times] = JSON.parse(process.argv[2]);
     (async () => {
       const resources = files.map((name) => ({ kind: 'file', name }));
       for (let i = 0; i < times; i++) {
         await withLocks(resources, { workspaceRoot: ${JSON.stringify(root)}, onLongWait() {} }, async () => {
           appendFileSync('log', 'in\\n');
           await new Promise((done) => setTimeout(done, 2));
           appendFileSync('log', 'out\\n');
         });
       }
     })();`,
  );
  const child = fork(join(root, 'worker.cjs'), [JSON.stringify([files, times])], { cwd: root });
  return new Promise((resolve) => child.on('exit', resolve));
}

test('two tasks that name the same files in opposite order finish, and are never at work at once', async () => {
  const codes = await Promise.all([worker(['a', 'b'], 30), worker(['b', 'a'], 30)]);
  expect(codes).toEqual([0, 0]);
  const log = readFileSync(join(root, 'log'), 'utf8').trim().split('\n');
  expect(log).toEqual(Array.from({ length: 60 }, () => ['in', 'out']).flat());
});

test('other files, and a document of the same name, do not wait', async () => {
  let reached = false;
  await withLocks([file('a')], options(), () =>
    withLocks([file('b'), { kind: 'document', name: 'a' }], options(), () => {
      reached = true;
      return Promise.resolve();
    }),
  );
  expect(reached).toBe(true);
});

test('a file that is named twice is locked once', async () => {
  expect(await withLocks([file('a'), file('a')], options(), () => Promise.resolve(1))).toBe(1);
});

test('whoever waits can be told to stop, and gives back what it held', async () => {
  const stop = new AbortController();
  await withLocks([file('b')], options(), async () => {
    const waiting = withLocks([file('a'), file('b')], options(stop.signal), () => Promise.resolve());
    await sleep(100); // it waits for b by now
    stop.abort(new Error('enough'));
    await expect(waiting).rejects.toThrow('enough');
  });
  expect(await withLocks([file('a'), file('b')], options(), () => Promise.resolve('free'))).toBe('free');
});

test('the locks are free again when the work failed', async () => {
  await expect(withLocks([file('a')], options(), () => Promise.reject(new Error('no')))).rejects.toThrow('no');
  expect(await withLocks([file('a')], options(), () => Promise.resolve('free'))).toBe('free');
});

test('the locks of a process that was killed are free at once', async () => {
  writeFileSync(
    join(root, 'holder.cjs'),
    `const { withLocks } = require(${JSON.stringify(compiled.modulePath('run/locks'))});
     withLocks([{ kind: 'file', name: 'a' }], { workspaceRoot: ${JSON.stringify(root)}, onLongWait() {} }, () => {
       process.send('held');
       return new Promise((done) => setTimeout(done, 60_000));
     });`,
  );
  const child = fork(join(root, 'holder.cjs'));
  await new Promise((resolve) => child.once('message', resolve));
  const gone = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGKILL');
  await gone;
  expect(await withLocks([file('a')], options(), () => Promise.resolve('free'))).toBe('free');
});

test('without Nx’s locks the fallback excludes, and lets go, too', async () => {
  const path = join(root, 'lock');
  const release = await tryLockByFile(path);
  expect(await tryLockByFile(path)).toBeUndefined();
  await release?.();
  const again = await tryLockByFile(path);
  expect(again).toBeDefined();
  await again?.();
});
