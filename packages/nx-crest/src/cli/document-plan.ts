import { isAbsolute, join, relative, resolve, sep } from 'node:path';
import { diagnostic, isOpen, type Diagnostic, type Plan } from '@nx-crest/core';
import { planInput, type PlanInputOptions } from '../report/plan-input.js';
import { parseUnit } from '../run/parse-unit.js';
import { withoutOf, type WithoutOrigins } from '../plugin/without-origins.js';
import { readUnitFiles, type UnitBytes } from '../run/unit-files.js';
import { toWorkspacePath } from '../run/workspace-path.js';
import type { PlanArguments } from './arguments.js';
import type { PlanOutcome } from './plan-outcome.js';
import { given } from './given.js';
import { lineReader, type LineReader } from './print-diagnostics.js';
import { unreadableFile, type FilePlace } from './read-bytes.js';

/** Paths are shown from the workspace root; outside a workspace, as they were given. */
export function placeDocument(what: string, cwd: string, workspaceRoot: string | undefined): FilePlace {
  const file = resolve(cwd, what);
  const inside = workspaceRoot === undefined ? what : relative(workspaceRoot, file);
  const path = isAbsolute(inside) || inside.startsWith('..') ? what : inside;
  return {
    file,
    path: path
      .split(sep)
      .join('/')
      .replace(/^(?:[.]\/)+/, ''),
  };
}

/** Reads and plans one document, or the documents of a folder. Needs neither Nx nor a workspace. */
export async function planDocument(
  place: FilePlace,
  args: PlanArguments & { readonly byFormat?: WithoutOrigins },
  project?: PlanInputOptions['project'],
): Promise<PlanOutcome> {
  const origin = { kind: 'document' as const, path: place.path, ...(args.tag === undefined ? {} : { tag: args.tag }) };
  const { plan, diagnostics, lineOf } = await readPlan(place, args);
  if (!plan) return { origin, diagnostics, ...given({ lineOf }) };
  const { all, fromState } = args;
  const without = [...new Set([...args.without, ...withoutOf(args.byFormat ?? {}, plan.format)])];
  const options = { without, all, reopen: fromState !== undefined, project };
  return { origin, ...given({ lineOf }), ...planInput(withWorkspacePaths(plan), diagnostics, options) };
}

/** The plan at a place, and everything worth telling of it. */
export async function readPlan(
  place: FilePlace,
  asked: Pick<PlanArguments, 'format' | 'tag'>,
): Promise<{
  readonly plan?: Plan | undefined;
  readonly diagnostics: readonly Diagnostic[];
  readonly lineOf?: LineReader;
}> {
  const unit = await readUnit(place);
  if ('code' in unit) return { diagnostics: [unit] };
  const parsed = parseUnit(unit, asked.format);
  const { plan, diagnostics } = choosePlan(parsed.plans, asked);
  const found = parsed.diagnostics.filter((one) => concerns(one, plan, parsed.plans));
  return { plan, diagnostics: [...found, ...diagnostics], lineOf: lineReader(parsed.sources) };
}

/** What lies at a place, or why it cannot be read (`CREST303`, `CREST307`). */
async function readUnit(place: FilePlace): Promise<UnitBytes | Diagnostic> {
  try {
    return await readUnitFiles(place.file, place.path);
  } catch (error) {
    return unreadableFile(place, error);
  }
}

/** Files by the names that the executor locks them by: `./a` and `a` are one. */
function withWorkspacePaths(plan: Plan): Plan {
  const tasks = plan.tasks.map((task) => ({
    ...task,
    files: task.files.map((file) => ({ ...file, path: toWorkspacePath(file.path) ?? file.path })),
  }));
  return { ...plan, tasks };
}

/** The plan that was asked for: by tag, else the only one, else the only one with open tasks. */
function choosePlan(
  plans: readonly Plan[],
  args: Pick<PlanArguments, 'tag'>,
): { readonly plan?: Plan | undefined; readonly diagnostics: readonly Diagnostic[] } {
  const tagged = plans.filter((plan) => plan.tag !== undefined);
  if (args.tag !== undefined) {
    const plan = tagged.find(({ tag }) => tag === args.tag);
    const tags = tagged.map(({ tag }) => tag).join(', ');
    const expected = tags === '' ? 'left out: the document has no tags' : `one of ${tags}`;
    return plan
      ? { plan, diagnostics: [] }
      : { diagnostics: [diagnostic('CREST401', { argument: '--tag', expected })] };
  }
  const open = plans.filter((plan) => plan.tasks.some(({ status }) => isOpen(status)));
  const choice = open.length > 0 ? open : plans;
  const [first, ...others] = choice;
  if (!first || others.length === 0) return { plan: first, diagnostics: [] };
  const tags = choice.map(({ tag }) => tag ?? '');
  return { diagnostics: [diagnostic('CREST407', { path: first.path, tags })] };
}

/** With one plan of several chosen, what is wrong inside the others is told when they are planned. */
function concerns(found: Diagnostic, chosen: Plan | undefined, plans: readonly Plan[]): boolean {
  const offset = found.span?.start.offset;
  if (!chosen || offset === undefined) return true;
  return !plans.some(
    (plan) => plan !== chosen && plan.span && plan.span.start.offset <= offset && offset < plan.span.end.offset,
  );
}

/** The file of a document that Nx names by its path from the workspace root. */
export function documentInWorkspace(workspaceRoot: string, path: string): FilePlace {
  return { file: join(workspaceRoot, path), path };
}
