import { compareDiagnostics, type Plan } from '@nx-crest/core';
import { assignIds } from '../ids/assign-ids.js';
import type { ParsedDocument } from '../plan-format.js';
import type { SourceText } from '../source/source-text.js';
import { assemble } from './assemble.js';
import { readPlanNumber } from './plan-number.js';
import { elementTasks } from './plan-parts.js';
import { readPlanFile, type PlanFile } from './read-plan-file.js';
import { readRoadmap } from './read-roadmap.js';
import { scanTasks } from './scan-tasks.js';

const LONE_PLAN_POLICY =
  'the tasks of a plan follow each other; what the plan itself waits for lies outside of its file';

/** A plan file by name or by what is in it; another document is a roadmap. */
export function isPlanFile(source: SourceText): boolean {
  if (/(?:^|[/-])PLAN\.md$/i.test(source.path.replaceAll('\\', '/'))) return true;
  if (/(?:^|[/\\])ROADMAP\.md$/i.test(source.path)) return false;
  return source.text.includes('<task') && scanTasks(source).elements.length > 0;
}

/** Reads a roadmap, or one plan file. *Complexity*: O(n + dependencies). */
export function parseGsd(source: SourceText): ParsedDocument {
  return isPlanFile(source)
    ? lonePlan(readPlanFile(source))
    : assemble({ path: source.path, roadmap: readRoadmap(source) });
}

/** Reads a `.planning` folder: the roadmap, the plan files of its phases, and which of them have a summary. */
export function parseGsdTogether(sources: readonly SourceText[]): ParsedDocument {
  const plans: PlanFile[] = [];
  const summaries = new Set<string>();
  let roadmap: SourceText | undefined;
  for (const source of sources) {
    const name = source.path.replaceAll('\\', '/').split('/').at(-1) ?? '';
    if (/-SUMMARY\.md$/i.test(name)) summaries.add(readPlanNumber(name)?.key ?? '');
    else if (isPlanFile(source)) plans.push(readPlanFile(source));
    else if (/^ROADMAP\.md$/i.test(name)) roadmap = source;
  }
  const path = (roadmap ?? sources[0])?.path ?? '';
  return assemble({ path, ...(roadmap ? { roadmap: readRoadmap(roadmap) } : {}), plans, summaries });
}

function lonePlan(file: PlanFile): ParsedDocument {
  const { source, dependsOn, title, notTasks } = file;
  const claims = file.tasks.map((task) => ({ ...task, title: `${file.written} ${task.title}` }));
  const whole = { written: file.written, title, span: file.span };
  const { ids, diagnostics } = assignIds([whole, ...claims]);
  const taskIds = ids.slice(1);
  const isTask = file.tasks.length === 0 && file.number !== undefined;
  const outside = (dependsOn ?? []).map(({ text, span }) => ({ plan: text, span }));
  const blank = { status: 'todo', optional: false, parallel: false, dependencies: [] } as const;
  const plan: Plan = {
    format: 'gsd',
    path: source.path,
    title,
    tasks: isTask
      ? [{ ...blank, id: ids[0] ?? '', title, span: file.span, files: file.files, labels: file.labels }]
      : elementTasks(file, taskIds, 'todo'),
    groups: [],
    notTasks,
    waves: [],
    orderPolicy: LONE_PLAN_POLICY,
    ...(outside.length > 0 ? { outside } : {}),
  };
  return { plans: [plan], diagnostics: [...file.diagnostics, ...diagnostics].sort(compareDiagnostics) };
}
