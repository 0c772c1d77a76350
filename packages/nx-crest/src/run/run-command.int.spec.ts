import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { runCommand } from './run-command.js';

let root = '';
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'crest-command-'));
});
afterEach(() => {
  rmSync(root, { recursive: true });
});

const onPosix = process.platform === 'win32' ? test.skip : test;
const node = (script: string, ...args: string[]) => [process.execPath, '-e', script, ...args];
const run = (command: readonly string[], signal = new AbortController().signal, graceMs = 4000) =>
  runCommand(command, { cwd: root, env: { ...process.env, SEEN: 'yes' }, signal, graceMs });
const exists = async (file: string) => {
  for (let tries = 0; tries < 500 && !existsSync(join(root, file)); tries++) await sleep(10);
  return existsSync(join(root, file));
};

test('tells the exit code', async () => {
  expect(await run(node('process.exit(0)'))).toEqual({ kind: 'exited', code: 0 });
  expect(await run(node('process.exit(7)'))).toEqual({ kind: 'exited', code: 7 });
});

test('tells that a signal ended the command', async () => {
  expect(await run(node('process.kill(process.pid, "SIGTERM")'))).toEqual({
    kind: 'stopped',
    reason: 'it was ended by SIGTERM',
  });
});

test('tells why a command cannot be started', async () => {
  expect(await run(['crest-no-such-program'])).toMatchObject({ kind: 'not-started' });
});

test('no shell reads the arguments', async () => {
  const hostile = '$(touch pwned); `touch pwned` && touch pwned; "';
  const script = 'require("fs").writeFileSync("seen", process.argv[1] + process.env.SEEN)';
  await run(node(script, hostile));
  expect(readFileSync(join(root, 'seen'), 'utf8')).toBe(hostile + 'yes');
  expect(existsSync(join(root, 'pwned'))).toBe(false);
});

test('ends the command and what it started when told to', async () => {
  const stop = new AbortController();
  const inner =
    'process.on("SIGTERM", () => { fs.writeFileSync("inner-ended", ""); process.exit() }); fs.writeFileSync("ready", ""); setInterval(() => {}, 1000)';
  const outer = `require("child_process").spawn(process.execPath, ["-e", ${JSON.stringify(inner)}]).on("exit", () => process.exit(3)); process.on("SIGTERM", () => {})`;
  const ended = run(node(outer), stop.signal);
  expect(await exists('ready')).toBe(true);
  stop.abort();
  expect(await ended).toEqual({ kind: 'exited', code: 3 });
  expect(existsSync(join(root, 'inner-ended'))).toBe(true);
});

test('a command that does not end is ended after the grace period', async () => {
  const stop = new AbortController();
  const stubborn = 'process.on("SIGTERM", () => {}); fs.writeFileSync("ready", ""); setInterval(() => {}, 1000)';
  const ended = run(node(stubborn), stop.signal, 50);
  expect(await exists('ready')).toBe(true);
  stop.abort();
  expect(await ended).toEqual({ kind: 'stopped', reason: 'it was ended by SIGKILL' });
});

test('a command that was told to stop and ends with 0 did not finish', async () => {
  const stop = new AbortController();
  const tidy =
    'process.on("SIGTERM", () => process.exit(0)); fs.writeFileSync("ready", ""); setInterval(() => {}, 1000)';
  const ended = run(node(tidy), stop.signal);
  expect(await exists('ready')).toBe(true);
  stop.abort();
  expect(await ended).toMatchObject({ kind: 'stopped' });
});

// The command ends as soon as the process that it leaves behind is at work.
const leaving = (leftOver: string) => ['sh', '-c', `(${leftOver})& until [ -e ready ]; do sleep 0.01; done`];

onPosix('what a command leaves behind is told to end, and that is said', async () => {
  const onLeftOvers = jest.fn();
  const command = leaving('trap "touch told; exit" TERM; touch ready; while :; do sleep 0.01; done');
  const { signal } = new AbortController();
  expect(await runCommand(command, { cwd: root, env: process.env, signal, onLeftOvers })).toEqual({
    kind: 'exited',
    code: 0,
  });
  expect(existsSync(join(root, 'told'))).toBe(true);
  expect(onLeftOvers).toHaveBeenCalledTimes(1);
});

onPosix('nothing of a command works on when it has ended', async () => {
  await run(leaving('trap "" TERM; while :; do echo x >> work; touch ready; sleep 0.01; done'));
  const work = readFileSync(join(root, 'work'), 'utf8');
  await sleep(100);
  expect(readFileSync(join(root, 'work'), 'utf8')).toBe(work);
});

const inLinux = process.platform === 'linux' ? test : test.skip;
// The second one's own child ends first, and nobody collects it where the first process of the system does not.
inLinux.each(['true', 'sh -c "sleep 0.05 & exec sleep 0.2"'])('%s leaves nothing behind', async (script) => {
  const onLeftOvers = jest.fn();
  const { signal } = new AbortController();
  await runCommand(['sh', '-c', script], { cwd: root, env: process.env, signal, onLeftOvers });
  expect(onLeftOvers).not.toHaveBeenCalled();
});
