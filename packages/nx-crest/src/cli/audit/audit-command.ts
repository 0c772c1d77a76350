import { join, relative, resolve, sep } from 'node:path';
import { diagnostic, hasErrors, type Diagnostic } from '@nx-crest/core';
import { findWorkspaceRoot } from '../../nx/find-workspace-root.js';
import type { AuditedRun, AuditReport } from '../../report/audit/audit-report.js';
import { auditedLine, auditSummary } from '../../report/audit/audit-text.js';
import { replaceFile } from '../../run/replace-file.js';
import type { AuditedSpec } from '../../specs/audit/audit-specs.js';
import { OBSERVED_FILE, observedText, type ObservedInputs } from '../../specs/observed-inputs.js';
import type { Console } from '../console.js';
import { EXIT, type ExitCode } from '../exit-codes.js';
import { given } from '../given.js';
import { writeDiagnostics } from '../print-diagnostics.js';
import { readWholeNumber, type Faults } from '../read-whole-number.js';
import { openSpecWorkspace } from '../spec-workspace.js';

/** As the command line gives them. */
export interface AuditOptions {
  readonly sample?: string;
  readonly seed?: string;
  readonly fix?: true;
  readonly json?: true;
}

/** `crest audit specs`: runs specs, and finds what they read although it does not count. */
export async function auditCommand(
  specs: readonly string[],
  options: AuditOptions,
  console: Console,
): Promise<ExitCode> {
  const { report, fixed } = await auditReport(specs, options, console);
  const misses = report.specs.flatMap(({ spec, misses: missed }) =>
    missed.map(({ path, because }) => diagnostic('CREST505', { path, spec, because })),
  );
  writeDiagnostics([...report.diagnostics, ...misses], console);
  if (options.json) console.stdout.write(`${JSON.stringify(report, undefined, 2)}\n`);
  else if (report.specs.length > 0) console.stdout.write(auditSummary(report));
  if (fixed) console.stderr.write(`They count from now on: ${OBSERVED_FILE} names them. Commit it.\n`);
  if (hasErrors(report.diagnostics)) return EXIT.badInput;
  return misses.length > 0 && !fixed ? EXIT.findings : EXIT.done;
}

async function auditReport(
  specs: readonly string[],
  options: AuditOptions,
  console: Console,
): Promise<{ readonly report: AuditReport; readonly fixed: boolean }> {
  const failed = (...diagnostics: readonly Diagnostic[]) => {
    return { report: { version: 1, specs: [], diagnostics } as const, fixed: false };
  };
  const workspaceRoot = findWorkspaceRoot(console.cwd);
  if (workspaceRoot === undefined) return failed(diagnostic('CREST402', { wanted: 'crest audit specs' }));
  const faults: Faults = new Map();
  const sample = readWholeNumber('--sample', options.sample, { least: 1, most: 1_000_000 }, faults);
  if (faults.size > 0)
    return failed(...[...faults].map(([argument, expected]) => diagnostic('CREST401', { argument, expected })));
  const { found: place, diagnostics } = await openSpecWorkspace(workspaceRoot);
  if (!place) return failed(...diagnostics);
  const { workspace } = place;
  // Loads a compiler: nothing else of the command line needs it.
  const { auditSpecs } = await import('../../specs/audit/audit-specs.js');
  const wanted = specs.map((spec) => relative(workspaceRoot, resolve(console.cwd, spec)).split(sep).join('/'));
  const request = { specs: wanted, seed: options.seed ?? '1', ...given({ sample }) };
  const found = await auditSpecs(request, workspace, (audited, index, count) => {
    console.stderr.write(`${auditedLine(runOf(audited), index, count)}\n`);
  });
  const report: AuditReport = { version: 1, specs: found.audited.map(runOf), diagnostics: found.diagnostics };
  const fixed = options.fix ? await fix(report, workspace.observed, workspaceRoot) : false;
  return { report, fixed };
}

function runOf({ spec, runner, configFile, name, exitCode, filesRead, misses }: AuditedSpec): AuditedRun {
  return { spec, runner, configFile, name, passed: exitCode === 0, filesRead, misses };
}

/** Lets what was missed count. *Returns* whether there was anything. */
async function fix({ specs }: AuditReport, before: ObservedInputs, workspaceRoot: string): Promise<boolean> {
  const missed = specs.filter(({ misses }) => misses.length > 0);
  if (missed.length === 0) return false;
  const inputs = new Map(before);
  for (const { spec, misses } of missed)
    inputs.set(spec, [...(inputs.get(spec) ?? []), ...misses.map(({ path }) => path)]);
  await replaceFile(join(workspaceRoot, OBSERVED_FILE), observedText(inputs), { mode: 0o644 });
  return true;
}
