import { diagnostic, type Diagnostic, type OutsideDependency, type PlanDependency } from '@nx-crest/core';
import { groupCircles } from '../order/group-circles.js';
import { withOpenParts } from '../order/open-parts.js';
import type { PlacedWord } from '../task-file/read-fields.js';
import { theOne, type TaskReferences } from '../task-file/the-one.js';
import { taskFinder } from './find-tasks.js';
import type { BacklogFile } from './read-file.js';

/** What tasks say about each other. Lists have one entry per task. */
export interface BacklogLinks {
  readonly children: readonly (readonly number[])[];
  readonly dependencies: readonly (readonly PlanDependency[])[];
  readonly outside: readonly OutsideDependency[];
  readonly diagnostics: readonly Diagnostic[];
}

interface Linking extends TaskReferences {
  readonly tasks: readonly BacklogFile[];
}

/** *Complexity*: linear in tasks and dependencies. */
export function readLinks(tasks: readonly BacklogFile[], ids: readonly string[], whole: boolean): BacklogLinks {
  const find = taskFinder(tasks.map(({ written, place }) => ({ written, isActive: isActive(place) })));
  const linking: Linking = { tasks, ids, find, whole, diagnostics: [] };
  const parents = tasks.map((task, index) => parentsOf(linking, task, index));
  const children = tasks.map((): number[] => []);
  parents.forEach((above, index) => {
    for (const parent of above) children[parent]?.push(index);
  });
  const openInside = withOpenParts(parents, (index) => tasks[index]?.status === 'done');
  const outside: OutsideDependency[] = [];
  const found: { readonly from: number; readonly on: number; readonly word: PlacedWord }[] = [];
  tasks.forEach((task, from) => {
    for (const word of task.dependencies) {
      const on = theOne(linking, from, word);
      if (on === undefined) outside.push({ id: ids[from] ?? '', on: word.word, span: word.span });
      // A parent that is done holds nothing back, whatever its parts say.
      else if (!(tasks[on]?.status === 'done' && openInside.has(on))) found.push({ from, on, word });
    }
  });
  const waits = tasks.map((): number[] => []);
  for (const { from, on } of found) waits[from]?.push(on);
  const inCircle = groupCircles(parents.map((above, index) => ({ parents: above, waitsFor: waits[index] ?? [] })));
  const dependencies = tasks.map((): PlanDependency[] => []);
  for (const { from, on, word } of found) {
    const [id, target] = [ids[from] ?? '', ids[on] ?? ''];
    if (!inCircle(from, on)) dependencies[from]?.push({ on: target, origin: 'explicit', span: word.span });
    else if (tasks[from]?.status !== 'done') {
      linking.diagnostics.push(diagnostic('CREST241', { id, on: target }, { span: word.span }));
    }
  }
  return { children, dependencies, outside, diagnostics: linking.diagnostics };
}

/** Archived tasks and drafts are not in the way of others. */
export function isActive(place: BacklogFile['place']): boolean {
  return place !== 'archive' && place !== 'drafts';
}

/** The parent that a file names; without one, that of its id: `4.10` is a part of `4`. */
function parentsOf(linking: Linking, { parent, written = '' }: BacklogFile, index: number): readonly number[] {
  const named = parent ? linking.find(parent.word) : [];
  const dotted = written.includes('.') ? linking.find(written.slice(0, written.lastIndexOf('.'))) : [];
  const only = [named, dotted].find((all) => all.length === 1 && !all.includes(index));
  if (only) return only;
  if (parent && linking.whole && named.length === 0) {
    const problem = { id: linking.ids[index] ?? '', parent: parent.word };
    linking.diagnostics.push(diagnostic('CREST242', problem, { span: parent.span }));
  }
  return [];
}
