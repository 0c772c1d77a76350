import Ajv2020 from 'ajv/dist/2020';
import { diagnostic } from '@nx-crest/core';
import schema from '../../../schemas/audit.schema.json';
import type { AuditedRun, AuditReport } from './audit-report.js';
import { auditedLine, auditSummary } from './audit-text.js';

const RUN: AuditedRun = {
  ...{ spec: 'a/a.spec.ts', runner: 'jest', configFile: 'a/jest.config.js', name: '', passed: true, filesRead: 12 },
  misses: [],
};
const MISSED: AuditedRun = { ...RUN, passed: false, filesRead: 1, misses: [{ path: 'a/b.txt', because: 'read' }] };
const report = (...specs: readonly AuditedRun[]): AuditReport => ({ version: 1, specs, diagnostics: [] });

it('tells of each spec what it read and what of that does not count', () => {
  expect(auditedLine(RUN, 1, 20)).toBe('1/20 a/a.spec.ts: 12 files read');
  expect(auditedLine(MISSED, 2, 20)).toBe('2/20 a/a.spec.ts: 1 file read, 1 of them not counted; it failed');
});

it('sums up', () => {
  expect(auditSummary(report(RUN))).toBe('1 spec read nothing that does not count.\n');
  expect(auditSummary(report(RUN, MISSED))).toBe(
    '1 file that 2 specs read or listed, and that does not count.\n1 failed: what they would have read later is not known.\n',
  );
});

it('prints data that its schema accepts', () => {
  const validate = new Ajv2020({ strict: true, allErrors: true }).compile(schema);
  validate({ ...report(RUN, MISSED), diagnostics: [diagnostic('CREST502', { spec: 'a' })] });
  expect(validate.errors).toBeNull();
});
