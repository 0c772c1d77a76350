import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { AuditReport } from '../../report/audit/audit-report.js';
import { useJestWorkspaces } from '../../testing/jest-workspace.js';

const workspace = useJestWorkspaces();
const audit = (...args: readonly string[]) => workspace.crest('audit', 'specs', ...args);

/** Names that no source shows: what a spec reads by them can only be observed. */
const hidden = (path: string): string => `Buffer.from('${Buffer.from(path).toString('base64')}', 'base64').toString()`;
const WORKSPACE = {
  'nx.json': '{ "plugins": [] }',
  'package.json': '{ "name": "ws", "private": true, "workspaces": ["a", "b"] }',
  '.gitignore': 'node_modules\n.nx\nout\n',
  'a/package.json': '{ "name": "a" }',
  'a/jest.config.js': `module.exports = { testEnvironment: 'node' };`,
  'a/plain.test.js': `const fs = require('fs'); const { join } = require('path');
    test('reads', () => {
      fs.mkdirSync('out', { recursive: true }); fs.writeFileSync('out/made.txt', 'made');
      expect(fs.readFileSync('out/made.txt', 'utf8') + fs.readFileSync(join(__dirname, 'seen.txt'), 'utf8')).toBe('madeseen');
    });`,
  'a/seen.txt': 'seen',
};
const READS_HIDDEN = {
  'a/hidden.test.js': `const { readFileSync, readdirSync } = require('node:fs'); const { execFileSync } = require(${hidden('child_process')});
    test('reads', () => {
      expect(readFileSync(${hidden('data/x.txt')}, 'utf8')).toBe('x');
      readdirSync(${hidden('listed')});
      execFileSync(process.execPath, ['-e', 'fs.readFileSync(Buffer.from("${Buffer.from('data/child.txt').toString('base64')}", "base64").toString())']);
    });`,
  ...{ 'a/data/x.txt': 'x', 'a/data/child.txt': '', 'a/listed/1.txt': '', 'a/unrelated.txt': '' },
};
/** Elsewhere than in the project of the spec, which counts whole, since it loads a module whose name is computed. */
const elsewhere = Object.fromEntries(
  Object.entries(READS_HIDDEN).map(([path, text]) => [
    path.replace(/^a\/(?=data|listed)/, 'b/'),
    text.replaceAll(/Buffer\.from\((["'])([\w=]+)\1/g, (_, quote: string, code: string) => {
      const named = Buffer.from(code, 'base64').toString();
      const moved = /^(data|listed)/.test(named) ? `../b/${named}` : named;
      return `Buffer.from(${quote}${Buffer.from(moved).toString('base64')}${quote}`;
    }),
  ]),
);

it('finds nothing where everything that is read counts; what the run makes itself need not', () => {
  workspace.write(WORKSPACE);
  const { code, stdout, stderr } = audit();
  expect({ code, stdout }).toEqual({ code: 0, stdout: '1 spec read nothing that does not count.\n' });
  expect(stderr).toMatch(/^1\/1 a\/plain\.test\.js: \d files read$/m);
});

it('finds what a spec and its child processes read, and lets it count from then on', () => {
  workspace.write({ ...WORKSPACE, ...elsewhere, 'b/package.json': '{ "name": "b" }' });
  const found = audit('a/hidden.test.js', '--json');
  expect(found.code).toBe(1);
  expect(found.stderr).toContain('CREST505 error: a/hidden.test.js read b/data/child.txt, which does not count for it');
  const misses = [
    { path: 'b/data/child.txt', because: 'read' },
    { path: 'b/data/x.txt', because: 'read' },
    { path: 'b/listed/1.txt', because: 'listed' },
  ];
  expect((JSON.parse(found.stdout) as AuditReport).specs).toMatchObject([{ passed: true, misses }]);

  expect(audit('a/hidden.test.js', '--fix').code).toBe(0);
  expect(JSON.parse(readFileSync(join(workspace.root, 'crest.specs.json'), 'utf8'))).toEqual({
    version: 1,
    inputs: { 'a/hidden.test.js': misses.map(({ path }) => path) },
  });
  expect(audit('a/hidden.test.js').code).toBe(0);
  expect(workspace.crest('explain', 'a/hidden.test.js', '--files').stdout).toContain('b/listed/1.txt');
});

it('takes the same sample each time, and says where a spec has failed', () => {
  const failing = Object.fromEntries(
    [1, 2, 3, 4, 5].map((n) => [`a/f${n}.test.js`, `test('f', () => { throw new Error('no'); });`]),
  );
  workspace.write({ ...WORKSPACE, ...failing });
  const sample = (...more: readonly string[]) =>
    (JSON.parse(audit('--sample', '2', '--json', ...more).stdout) as AuditReport).specs.map(({ spec }) => spec);
  expect(sample()).toHaveLength(2);
  expect(sample('--seed', '1')).toEqual(sample());
  expect(audit('a/f1.test.js').stdout).toContain('1 failed');
});

it('refuses what it cannot audit', () => {
  workspace.write(WORKSPACE);
  expect(audit('--sample', '0')).toMatchObject({ code: 2, stderr: expect.stringContaining('CREST401') as string });
  expect(audit('a/seen.txt')).toMatchObject({ code: 2, stderr: expect.stringContaining('CREST502') as string });
  workspace.write({ 'crest.specs.json': '{ broken' });
  expect(audit()).toMatchObject({ code: 2, stderr: expect.stringContaining('CREST504') as string });
});
