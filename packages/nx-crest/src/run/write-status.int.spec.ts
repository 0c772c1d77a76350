import { fork } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { compileSources, type CompiledSources } from '../testing/compile-sources.js';
import { writeStatus } from './write-status.js';

let compiled: CompiledSources;
let root = '';
beforeAll(() => {
  compiled = compileSources();
});
afterAll(() => {
  compiled.dispose();
});
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'crest-status-'));
  mkdirSync(join(root, 'specs/001-demo'), { recursive: true });
});
afterEach(() => {
  rmSync(root, { recursive: true });
});

const DOCUMENT = 'specs/001-demo/tasks.md';
const id = (number: number) => `T${String(number).padStart(3, '0')}`;
const boxes = (count: number, mark = ' ') =>
  Array.from({ length: count }, (_, i) => `- [${mark}] ${id(i + 1)} [P] Write part ${i + 1}\n`).join('');
const write = (text: string) => {
  writeFileSync(join(root, DOCUMENT), text);
};
const read = () => readFileSync(join(root, DOCUMENT), 'utf8');
const options = () => ({ workspaceRoot: root, onLongWait: () => undefined });
const tick = (taskId: string, document = DOCUMENT) => writeStatus({ document, taskId, status: 'done' }, options());

test('fifty processes tick fifty boxes at the same moment: all are ticked, and nothing else changes', async () => {
  const head = '\uFEFF# Tasks: Démo ✨\r\n\n';
  write(head + boxes(50) + '\nNo line end');
  writeFileSync(
    join(root, 'ticker.cjs'),
    `const { writeStatus } = require(${JSON.stringify(compiled.modulePath('run/write-status'))});
     process.send('ready');
     process.once('message', async () => {
       const change = { document: ${JSON.stringify(DOCUMENT)}, taskId: process.argv[2], status: 'done' };
       const written = await writeStatus(change, { workspaceRoot: ${JSON.stringify(root)}, onLongWait() {} });
       process.exit(written.kind === 'changed' ? 0 : 3);
     });`,
  );
  const children = Array.from({ length: 50 }, (_, i) => fork(join(root, 'ticker.cjs'), [id(i + 1)]));
  const codes = children.map((child) => new Promise((resolve) => child.once('exit', resolve)));
  await Promise.all(children.map((child) => new Promise((resolve) => child.once('message', resolve))));
  for (const child of children) child.send('go');

  expect(await Promise.all(codes)).toEqual(Array.from({ length: 50 }, () => 0));
  expect(read().replaceAll('[x]', '[X]')).toBe(head + boxes(50, 'X') + '\nNo line end');
  expect(readdirSync(join(root, 'specs/001-demo'))).toEqual(['tasks.md']);
}, 60_000);

test('a box that is ticked already stays as it is', async () => {
  write(boxes(1, 'x'));
  expect(await tick('T001')).toEqual({ kind: 'unchanged' });
  expect(read()).toBe(boxes(1, 'x'));
});

test('a task that is not there is refused, and nothing is written', async () => {
  write(boxes(1));
  expect(await tick('T009')).toMatchObject({ kind: 'refused' });
  expect(read()).toBe(boxes(1));
});

test('a document that is no text any more is refused, not rewritten', async () => {
  const bytes = Buffer.concat([Buffer.from(boxes(1)), Buffer.from([0xff, 0xfe])]);
  writeFileSync(join(root, DOCUMENT), bytes);
  expect(await tick('T001')).toMatchObject({ kind: 'refused' });
  expect(readFileSync(join(root, DOCUMENT)).equals(bytes)).toBe(true);
});

test('the document keeps its mode', async () => {
  write(boxes(1));
  chmodSync(join(root, DOCUMENT), 0o664);
  await tick('T001');
  expect(statSync(join(root, DOCUMENT)).mode & 0o777).toBe(0o664);
});

const asRoot = process.getuid?.() === 0;
(asRoot ? test : test.skip)('the document keeps its owner and group', async () => {
  write(boxes(1));
  chownSync(join(root, DOCUMENT), 1234, 2345);
  await tick('T001');
  expect(statSync(join(root, DOCUMENT))).toMatchObject({ uid: 1234, gid: 2345 });
});

test('a document that is gone is refused, with the reason', async () => {
  expect(await tick('T001')).toEqual({ kind: 'refused', reason: `${DOCUMENT} is not there any more` });
});

test('a read-only document is refused, and left as it is', async () => {
  write(boxes(1));
  chmodSync(join(root, DOCUMENT), 0o444);
  expect(await tick('T001')).toEqual({ kind: 'refused', reason: `${DOCUMENT} is read-only` });
  expect(read()).toBe(boxes(1));
});

(process.platform === 'win32' ? test.skip : test)('a folder that may not be written is refused', async () => {
  write(boxes(1));
  chmodSync(join(root, 'specs/001-demo'), 0o555);
  chmodSync(root, 0o777);
  if (asRoot) process.seteuid?.(65_534); // root may write everywhere
  try {
    expect(await tick('T001')).toMatchObject({ kind: 'refused', reason: expect.stringContaining('EACCES') as string });
  } finally {
    if (asRoot) process.seteuid?.(0);
    chmodSync(join(root, 'specs/001-demo'), 0o755);
  }
  expect(read()).toBe(boxes(1));
});

test('a link stays a link: the document behind it is changed', async () => {
  write(boxes(2));
  symlinkSync(DOCUMENT, join(root, 'tasks.md'));
  expect(await tick('T002', 'tasks.md')).toEqual({ kind: 'changed' });
  expect(lstatSync(join(root, 'tasks.md')).isSymbolicLink()).toBe(true);
  expect(read()).toMatch(/\[ \] T001[^]*\[[xX]\] T002/);
});

test('a link that leads out of the workspace is refused', async () => {
  const outside = mkdtempSync(join(tmpdir(), 'crest-outside-'));
  writeFileSync(join(outside, 'tasks.md'), boxes(1));
  symlinkSync(join(outside, 'tasks.md'), join(root, DOCUMENT));
  expect(await tick('T001')).toMatchObject({ kind: 'refused', reason: expect.stringContaining('outside') as string });
  expect(readFileSync(join(outside, 'tasks.md'), 'utf8')).toBe(boxes(1));
  rmSync(outside, { recursive: true });
});
