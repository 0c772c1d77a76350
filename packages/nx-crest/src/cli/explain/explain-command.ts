import { existsSync } from 'node:fs';
import { relative, resolve, sep } from 'node:path';
import { diagnostic, hasErrors, type Diagnostic } from '@nx-crest/core';
import { findWorkspaceRoot } from '../../nx/find-workspace-root.js';
import type { ExplainedConfiguration, SpecReport } from '../../report/explain/spec-report.js';
import { specText } from '../../report/explain/spec-text.js';
import type { ExplainedSpec } from '../../specs/explain-spec.js';
import { undeclaredProjects } from '../../specs/undeclared-projects.js';
import { columnsOf, paintOf, type Console } from '../console.js';
import { EXIT, type ExitCode } from '../exit-codes.js';
import { writeDiagnostics } from '../print-diagnostics.js';
import { openSpecWorkspace } from '../spec-workspace.js';
import { wideningDiagnostic } from './widening-diagnostic.js';

/** As the command line gives them. */
export interface ExplainOptions {
  readonly files?: true;
  readonly why?: string;
  readonly json?: true;
}

/** `crest explain`: what the result of a test spec may depend on. */
export async function explainCommand(spec: string, options: ExplainOptions, console: Console): Promise<ExitCode> {
  const report = await explainReport(spec, options, console);
  const { stdout, env } = console;
  writeDiagnostics(report.diagnostics, console);
  if (options.json) stdout.write(`${JSON.stringify(report, undefined, 2)}\n`);
  else if (report.configurations.length > 0) {
    const style = { paint: paintOf(stdout, env), columns: columnsOf(stdout, env) };
    stdout.write(specText(report, { lists: options.files ?? false, style }));
  }
  return hasErrors(report.diagnostics) ? EXIT.badInput : EXIT.done;
}

async function explainReport(given: string, options: ExplainOptions, console: Console): Promise<SpecReport> {
  const { cwd } = console;
  const failed = (spec: string, ...diagnostics: readonly Diagnostic[]): SpecReport => {
    return { version: 1, spec, configurations: [], diagnostics };
  };
  const workspaceRoot = findWorkspaceRoot(cwd);
  if (workspaceRoot === undefined) return failed(given, diagnostic('CREST402', { wanted: 'crest explain' }));
  const fromRoot = (path: string): string => relative(workspaceRoot, resolve(cwd, path)).split(sep).join('/');
  const spec = fromRoot(given);
  if (!existsSync(resolve(cwd, given))) return failed(spec, diagnostic('CREST303', { path: given, kind: 'spec file' }));
  const { found: place, diagnostics } = await openSpecWorkspace(workspaceRoot);
  if (!place) return failed(spec, ...diagnostics);
  const { workspace, projectGraph } = place;
  // Loads a compiler: nothing else of the command line needs it.
  const { explainSpec } = await import('../../specs/explain-spec.js');
  const { specKey } = await import('../../specs/spec-key.js');
  const found = await explainSpec(spec, workspace);
  const why = options.why === undefined ? undefined : fromRoot(options.why);
  const configurations = found.explained.map((explained) => {
    const { configuration, graph, inputs, file } = explained;
    const { args = [] } = file;
    const env = { ...console.env, ...file.env };
    const key = specKey(spec, inputs, { configuration, graph, workspace, projectGraph, env, args });
    return { ...reportOn(explained, why), key };
  });
  const undeclared = undeclaredProjects(spec, [...new Set(configurations.flatMap(({ files }) => files))], projectGraph);
  const missed = why !== undefined && !configurations.some(({ files: paths }) => paths.includes(why));
  const more = missed ? [diagnostic('CREST503', { path: why, spec })] : [];
  const affected = undeclared.map(({ project, path }) => diagnostic('CREST508', { spec, path, project }));
  return { version: 1, spec, configurations, diagnostics: [...found.diagnostics, ...more, ...affected] };
}

function reportOn(
  { configuration, inputs, wayTo }: ExplainedSpec,
  why: string | undefined,
): Omit<ExplainedConfiguration, 'key'> {
  const { runner, version, configFile, name } = configuration;
  const { files, outputs, manifests, packages, environment, wholeFolders, widenings } = inputs;
  return {
    ...{ runner, runnerVersion: version, configFile, name },
    ...{ files, outputs, manifests, packages, environment, wholeFolders },
    inexact: widenings.map(wideningDiagnostic),
    ...(why === undefined ? {} : { why: wayTo(why) }),
  };
}
