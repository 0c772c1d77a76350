import { stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { findFilesWithNx, type FindFiles } from '../../plugin/find-documents.js';
import { planDocument } from '../../plugin/plan-document.js';
import { readUnitFiles } from '../../run/unit-files.js';

/** Fewer boxes than this are a reminder, not a plan. */
const FEWEST_TASKS = 3;
/** Reading every larger file would take longer than it helps. */
const LARGEST_BYTES = 1_000_000;
/** Files that hold lists and boxes for other reasons. */
const NO_PLAN = /^(?:readme|changelog|contributing|code_of_conduct|security|license|pull_request_template)\b/i;

/** Boxes and diagrams are in documents of every kind: whose are plans, only their owner can say. */
const ANYWHERE = new Set(['checklist', 'mermaid']);

/** What `init` found: the documents at the usual places, and plans elsewhere. Sorted by path. */
export interface PlanningDocuments {
  readonly usual: readonly string[];
  readonly unusual: readonly string[];
}

/** Looks through the Markdown files and `tasks.json` files that git does not ignore; a plan is what reads as one. */
export async function findPlanningDocuments(
  workspaceRoot: string,
  usualGlob: string,
  findFiles: FindFiles = findFilesWithNx,
): Promise<PlanningDocuments> {
  const usual = [...(await findFiles(workspaceRoot, [usualGlob]))].sort();
  const known = new Set(usual);
  const others = await findFiles(workspaceRoot, ['**/*.md', '**/tasks.json']);
  const unusual: string[] = [];
  for (const path of [...others].sort()) {
    if (known.has(path) || NO_PLAN.test(basename(path)) || path.startsWith('.github/')) continue;
    if (await isPlan(workspaceRoot, path)) unusual.push(path);
  }
  return { usual, unusual };
}

async function isPlan(workspaceRoot: string, path: string): Promise<boolean> {
  const file = join(workspaceRoot, path);
  if ((await stat(file)).size > LARGEST_BYTES) return false;
  const { plans } = planDocument(await readUnitFiles(file, path), {});
  return plans.some(
    ({ broken, format, nodes }) =>
      !broken && !ANYWHERE.has(format ?? '') && nodes.filter(({ kind }) => kind === 'task').length >= FEWEST_TASKS,
  );
}
