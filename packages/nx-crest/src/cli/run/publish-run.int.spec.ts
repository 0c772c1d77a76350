import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildRunReport } from '../../report/run/build-run-report.js';
import { publishRun } from './publish-run.js';
import { writeNow } from './write-now.js';

jest.mock('./write-now.js');

const summary = process.env['GITHUB_STEP_SUMMARY'];
let root = '';
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'crest-publish-'));
  delete process.env['GITHUB_STEP_SUMMARY'];
});
afterEach(() => {
  rmSync(root, { recursive: true });
  if (summary === undefined) delete process.env['GITHUB_STEP_SUMMARY'];
  else process.env['GITHUB_STEP_SUMMARY'] = summary;
});

/** Publishes a report with `--json`. *Returns* what was said on stderr. */
function publish(json: string): string {
  const report = buildRunReport({
    ...{ command: ['run-many'], nxVersion: '24.0.6', machine: 'linux-x64-2', order: 'stock', exitCode: 0, workers: 0 },
    ...{ startedAt: '2026-01-01T00:00:00.000Z', elapsedMs: 0, forecast: null, problem: null, tasks: [], heldBack: [] },
  });
  jest.mocked(writeNow).mockClear();
  publishRun(report, { args: { nxArgv: ['run-many'], parallelAuto: false, help: false, json }, cwd: root }, false);
  const said = jest.mocked(writeNow).mock.calls.filter(([fd]) => fd === 2);
  return said.map(([, text]) => text).join('');
}

test('the report is a file, from the folder in which the command was typed', () => {
  expect(publish('run.json')).toBe('');
  expect(JSON.parse(readFileSync(join(root, 'run.json'), 'utf8'))).toMatchObject({ version: 1 });
});

test('a report that cannot be written is a warning that says what to do', () => {
  const said = publish('none/run.json');
  expect(said).toMatch(/CREST314 warning: .* was not written to none\/run\.json: .*ENOENT/);
  expect(said).toContain('Name a file that you may write');
});

test('a step summary that cannot be written is one, too, and the report is written', () => {
  process.env['GITHUB_STEP_SUMMARY'] = root;
  expect(publish('run.json')).toMatch(/CREST314 warning: .* was not written to GITHUB_STEP_SUMMARY: .*EISDIR/);
  expect(JSON.parse(readFileSync(join(root, 'run.json'), 'utf8'))).toMatchObject({ version: 1 });
});
