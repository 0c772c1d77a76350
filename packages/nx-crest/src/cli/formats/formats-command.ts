import { resolve } from 'node:path';
import { compareDiagnostics, hasErrors, type Diagnostic, type Plan } from '@nx-crest/core';
import { documentUnits, formats, rateFormats } from '@nx-crest/formats';
import { registry } from '@nx-crest/formats/places';
import { findWorkspaceRoot } from '../../nx/find-workspace-root.js';
import { parseUnit } from '../../run/parse-unit.js';
import { listDocuments, readUnitFiles } from '../../run/unit-files.js';
import { columnsOf, paintOf, type Console } from '../console.js';
import { placeDocument } from '../document-plan.js';
import { EXIT, type ExitCode } from '../exit-codes.js';
import { writeDiagnostics } from '../print-diagnostics.js';
import { unreadableFile, type FilePlace } from '../read-bytes.js';
import type { DetectedDocument, DetectedPlan, FormatsReport, KnownFormat } from './formats-report.js';
import { formatsText } from './formats-text.js';

/** `crest formats`: which planning documents there are, how they are read, and why. */
export async function formatsCommand(
  paths: readonly string[],
  { json }: { readonly json?: true },
  console: Console,
): Promise<ExitCode> {
  const { cwd, stdout, env } = console;
  const places = paths.length === 0 ? await placesBelow(cwd) : paths.map((path) => placeOf(path, cwd));
  const documents: DetectedDocument[] = [];
  const diagnostics: Diagnostic[] = [];
  for (const place of places) {
    const found = await detect(place);
    if ('code' in found) diagnostics.push(found);
    else documents.push(found);
  }
  const report: FormatsReport = {
    version: 1,
    documents,
    formats: paths.length === 0 ? knownFormats() : [],
    diagnostics: diagnostics.sort(compareDiagnostics),
  };
  writeDiagnostics(report.diagnostics, console);
  const style = { paint: paintOf(stdout, env), columns: columnsOf(stdout, env) };
  stdout.write(json ? `${JSON.stringify(report, undefined, 2)}\n` : formatsText(report, style));
  return hasErrors(diagnostics) ? EXIT.badInput : EXIT.done;
}

function placeOf(path: string, cwd: string): FilePlace {
  return placeDocument(path, cwd, findWorkspaceRoot(cwd));
}

/** What lies at the usual places of the formats. */
async function placesBelow(cwd: string): Promise<readonly FilePlace[]> {
  const usual = (await listDocuments(cwd)).filter((path) => formats.some((format) => format.matchesPath(path)));
  return documentUnits(usual).map(({ path }) => ({ file: resolve(cwd, path), path }));
}

async function detect(place: FilePlace): Promise<DetectedDocument | Diagnostic> {
  const unit = await readUnitFiles(place.file, place.path).catch((error: unknown) => unreadableFile(place, error));
  if ('code' in unit) return unit;
  const { plans, sources, diagnostics } = parseUnit(unit);
  const [first] = sources;
  const ratings = first ? rateFormats(first).filter((one) => one.place || one.content > 0) : [];
  return {
    path: place.path,
    format: plans[0]?.format ?? null,
    files: unit.isFolder ? sources.map(({ path }) => path) : [],
    looksLike: ratings
      .map(({ format, place: atPlace, content }) => ({
        format: format.name,
        place: atPlace,
        content: rounded(content),
      }))
      .sort((a, b) => b.content - a.content),
    plans: plans.map(detectedPlan),
    errors: diagnostics.filter(({ severity }) => severity === 'error').length,
    warnings: diagnostics.filter(({ severity }) => severity === 'warning').length,
  };
}

function rounded(score: number): number {
  return Math.round(score * 100) / 100;
}

function detectedPlan({ tag, title, tasks, groups, notTasks, orderPolicy }: Plan): DetectedPlan {
  const edges = [...tasks, ...groups].flatMap(({ dependencies }) => dependencies);
  return {
    tag: tag ?? null,
    title: title ?? null,
    tasks: tasks.length,
    done: tasks.filter(({ status }) => status === 'done').length,
    groups: groups.filter(({ kind }) => kind === 'group').length,
    notTasks: tally(notTasks.map(({ reason }) => reason)),
    dependencies: tally(edges.map(({ origin }) => origin)),
    orderPolicy,
  };
}

/** How often each word occurs; sorted, and safe for words like `constructor`. */
function tally(words: readonly string[]): Readonly<Record<string, number>> {
  const counts = new Map<string, number>();
  for (const word of [...words].sort()) counts.set(word, (counts.get(word) ?? 0) + 1);
  return Object.fromEntries(counts);
}

function knownFormats(): readonly KnownFormat[] {
  return registry.map(({ name, globs, together }) => ({
    name,
    title: formats.find((format) => format.name === name)?.title ?? name,
    globs,
    together: together !== undefined,
  }));
}
