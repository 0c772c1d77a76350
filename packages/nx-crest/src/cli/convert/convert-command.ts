import { diagnostic, hasErrors, type Diagnostic } from '@nx-crest/core';
import { convertPlan, writers, type ConvertedPlan } from '@nx-crest/formats';
import { findWorkspaceRoot } from '../../nx/find-workspace-root.js';
import { isInferredOrigin } from '../../plugin/without-origins.js';
import { columnsOf, type Console } from '../console.js';
import { placeDocument, readPlan } from '../document-plan.js';
import { EXIT, type ExitCode } from '../exit-codes.js';
import { writeDiagnostics } from '../print-diagnostics.js';
import { wrapText } from '../../report/display-text.js';

/** As the command line gives them. */
export interface ConvertOptions {
  readonly to: string;
  readonly format?: string;
  readonly tag?: string;
  readonly without?: readonly string[];
}

/** `crest convert`: a plan in another form to stdout, and what that form cannot carry to stderr. */
export async function convertCommand(from: string, options: ConvertOptions, console: Console): Promise<ExitCode> {
  const wrong = [...wrongForm(options.to), ...wrongOrigins(options.without ?? [])];
  if (wrong.length > 0) return refuse(wrong, console);
  const place = placeDocument(from, console.cwd, findWorkspaceRoot(console.cwd));
  const { plan, diagnostics, lineOf } = await readPlan(place, options);
  if (!plan || hasErrors(diagnostics)) return refuse(diagnostics, console, lineOf);
  const without = new Set((options.without ?? []).filter(isInferredOrigin));
  const converted = convertPlan(plan, options.to, without);
  const found = [...diagnostics, ...converted.diagnostics];
  if (converted.text === undefined || hasErrors(found)) return refuse(found, console, lineOf);
  writeDiagnostics(found, console, lineOf);
  console.stdout.write(converted.text);
  const lines = lostLines(options.to, converted);
  console.stderr.write(
    lines.flatMap((line) => [...wrapText(line, columnsOf(console.stderr, console.env)), '']).join('\n'),
  );
  return EXIT.done;
}

/** Ids that are shown of each kind of loss. */
const MOST_IDS = 8;

function lostLines(to: string, { lost }: ConvertedPlan): readonly string[] {
  if (lost.length === 0) return [`${to} carries everything.`];
  return lost.map(({ what, ids }) => {
    const shown = ids.slice(0, MOST_IDS).join(', ') + (ids.length > MOST_IDS ? ', …' : '');
    return `Not carried to ${to}: ${what} of ${ids.length} ${ids.length === 1 ? 'task' : 'tasks'} (${shown})`;
  });
}

function wrongForm(to: string): readonly Diagnostic[] {
  const names = writers.map(({ name }) => name);
  return names.includes(to)
    ? []
    : [diagnostic('CREST401', { argument: `--to ${to}`, expected: `one of ${names.join(', ')}` })];
}

function wrongOrigins(origins: readonly string[]): readonly Diagnostic[] {
  return origins
    .filter((origin) => !isInferredOrigin(origin))
    .map((origin) => diagnostic('CREST401', { argument: `--without ${origin}`, expected: 'an inferred origin' }));
}

function refuse(
  diagnostics: readonly Diagnostic[],
  console: Console,
  lineOf?: Parameters<typeof writeDiagnostics>[2],
): ExitCode {
  writeDiagnostics(diagnostics, console, lineOf);
  console.stderr.write('Nothing was converted.\n');
  return EXIT.badInput;
}
