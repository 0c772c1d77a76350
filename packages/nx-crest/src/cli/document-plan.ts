import { isAbsolute, join, relative, resolve, sep } from 'node:path';
import { diagnostic, isOpen, type Diagnostic, type Plan } from '@nx-crest/core';
import { decodeDocument, parseDocument } from '@nx-crest/formats';
import { planInput, type PlanInputOptions } from '../report/plan-input.js';
import { toWorkspacePath } from '../run/workspace-path.js';
import type { PlanArguments } from './arguments.js';
import type { PlanOutcome } from './plan-outcome.js';
import { readBytes, type FilePlace } from './read-bytes.js';

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

/** Reads and plans one document. Needs neither Nx nor a workspace. */
export function planDocument(
  place: FilePlace,
  args: PlanArguments,
  project?: PlanInputOptions['project'],
): PlanOutcome {
  const origin = { kind: 'document' as const, path: place.path, ...(args.tag === undefined ? {} : { tag: args.tag }) };
  const wrong = (diagnostics: readonly Diagnostic[]): PlanOutcome => ({ origin, diagnostics });

  const bytes = readBytes(place);
  if (bytes.diagnostic) return wrong([bytes.diagnostic]);
  const decoded = decodeDocument(place.path, bytes.content);
  if (decoded.kind === 'unreadable') return wrong(decoded.diagnostics);

  const parsed = parseDocument({ path: place.path, raw: decoded.raw }, { format: args.format });
  const lineOf = (file: string, line: number): string | undefined =>
    file === place.path ? parsed.source.lineText(line) : undefined;
  const { plan, diagnostics } = choosePlan(parsed.plans, args);
  const found = [...parsed.diagnostics.filter((one) => concerns(one, plan, parsed.plans)), ...diagnostics];
  if (!plan) return { origin, diagnostics: found, lineOf };
  const { without, all, fromState } = args;
  const options = { without, all, reopen: fromState !== undefined, project };
  return { origin, lineOf, ...planInput(withWorkspacePaths(plan), found, options) };
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
  args: PlanArguments,
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
