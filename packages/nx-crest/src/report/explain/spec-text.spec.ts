import Ajv2020 from 'ajv/dist/2020';
import { diagnostic } from '@nx-crest/core';
import schema from '../../../schemas/explain.schema.json';
import type { ExplainedConfiguration, SpecReport } from './spec-report.js';
import { specText } from './spec-text.js';

const plain = (text: string): string => text;
const paint = { bold: plain, dim: plain, red: plain, green: plain, yellow: plain, cyan: plain };
const style = { paint, columns: 80 } as unknown as Parameters<typeof specText>[1]['style'];

const place = { offset: 0, line: 4, column: 1 };
const span = { file: 'b/run.ts', start: place, end: place };
const VITEST: ExplainedConfiguration = {
  ...{
    runner: 'vitest',
    runnerVersion: '4.1.12',
    configFile: 'a/vite.config.ts',
    name: '',
    key: '0123456789abcdef0123',
  },
  files: ['a/a.spec.ts', 'b/run.ts'],
  outputs: [],
  manifests: ['a/package.json'],
  packages: [{ name: 'vitest', folder: 'node_modules/vitest' }],
  environment: [],
  wholeFolders: [],
  inexact: [],
};
const report = (found: Partial<ExplainedConfiguration> = {}): SpecReport => ({
  ...{ version: 1, spec: 'a/a.spec.ts', diagnostics: [] },
  configurations: [{ ...VITEST, ...found }],
});
const text = (found: Partial<ExplainedConfiguration>, lists = false) => specText(report(found), { lists, style });

it('says who runs the spec, and counts what its result may depend on', () => {
  expect(text({})).toBe(`a/a.spec.ts
Run by Vitest 4.1.12 as a/vite.config.ts says.
Its result may depend on:
  2  files
  1  package.json, as far as they say how modules are found
  1  installed packages, with what they need
Key 0123456789abcdef: the same as long as none of this changes.
Nothing of it is guessed.
`);
});

it('lists everything by name', () => {
  const lists = text(
    { environment: ['CI'], outputs: ['b/dist/b.js'], name: 'dom', why: ['a/a.spec.ts', 'b/run.ts'] },
    true,
  );
  expect(lists).toContain('says, project "dom".');
  expect(lists).toContain('  files\n    a/a.spec.ts\n    b/run.ts\n  made by tasks\n    b/dist/b.js\n');
  expect(lists).toContain('  variables of the environment\n    CI\n');
  expect(lists).toContain('Why\n  a/a.spec.ts\n    b/run.ts\n');
});

it('shows with code and place what is not known exactly, and what counts therefore', () => {
  const inexact = [diagnostic('CREST515', { text: 'node:child_process' }, { span })];
  expect(text({ inexact, wholeFolders: ['a', 'b'] })).toContain(
    `Not known exactly at one place; therefore all files of a, b count.
  b/run.ts:4 CREST515 programs or threads may be started: node:child_process
    What they read is not known. All files of its project count.
`,
  );
  expect(text({ inexact: Array(10).fill(inexact[0]), wholeFolders: [''] })).toMatch(
    /at 10 places; therefore all files of the workspace count\.\n(.*\n){16} {2}… and 2 more: --files shows all\n/,
  );
});

it('prints data that its schema accepts', () => {
  const validate = new Ajv2020({ strict: true, allErrors: true }).compile(schema);
  const found = report({ inexact: [diagnostic('CREST515', { text: 'x' }, { span })], why: [] });
  validate({ ...found, diagnostics: [diagnostic('CREST502', { spec: 'a' })] });
  expect(validate.errors).toBeNull();
});
