/** Reads the instances of PSPLIB (.sm) and STG (.stg), and the tables of their best known makespans. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';

const byNumber = new Intl.Collator('en', { numeric: true }).compare;

/** Every instance of a folder, in the order of their numbers; none where the folder is absent. */
export function readFolder(folder, extension, read) {
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((file) => file.endsWith(extension))
    .sort(byNumber)
    .map((file) => ({ name: basename(file, extension), ...read(readFileSync(join(folder, file), 'utf8')) }));
}

/** A single-mode project of PSPLIB: activities with renewable resources. `criticalPath` is the file's own MPM time. */
export function readPsplib(text) {
  const lines = text.split(/\r?\n/);
  const rowsAfter = (title, skip) => {
    const first = lines.findIndex((line) => line.startsWith(title)) + skip;
    const rows = lines.slice(first);
    return rows
      .slice(
        0,
        rows.findIndex((line) => line.startsWith('*')),
      )
      .map(numbers);
  };
  const requests = rowsAfter('REQUESTS/DURATIONS', 3);
  const tasks = requests.map(([, , duration, ...amounts]) => ({ duration, amounts, waitsFor: [] }));
  for (const [job, , , ...successors] of rowsAfter('PRECEDENCE RELATIONS', 2)) {
    for (const successor of successors) tasks[successor - 1].waitsFor.push(job - 1);
  }
  return { tasks, capacities: rowsAfter('RESOURCEAVAILABILITIES', 2)[0] };
}

/** A task graph of the Standard Task Graph Set; without resources. */
export function readStg(text) {
  const rows = text
    .split(/\r?\n/)
    .filter((line) => line.trim() !== '' && !line.startsWith('#'))
    .map(numbers);
  const tasks = rows.slice(1).map(([, duration, , ...waitsFor]) => ({ duration, amounts: [], waitsFor }));
  return { tasks, capacities: [] };
}

/** Rows of a comma-separated table with a head. */
export function readTable(file) {
  const [head, ...rows] = readFileSync(file, 'utf8').trim().split(/\r?\n/);
  const names = head.split(',');
  return rows.map((row) => Object.fromEntries(row.split(',').map((value, column) => [names[column], value])));
}

/** The instance as a scheduling problem of @nx-crest/core. */
export function toProblem(core, { tasks, capacities }, workers) {
  const { graph } = core.buildTaskGraph(
    tasks.map(({ duration, waitsFor }, index) => ({
      id: `t${index}`,
      durationMs: duration,
      dependsOn: waitsFor.map((on) => ({ on: `t${on}`, origin: 'explicit' })),
    })),
  );
  const resources = capacities.map((capacity, index) => ({ name: `r${index}`, capacity }));
  const demandsOf = (amounts) =>
    amounts.flatMap((amount, index) => (amount > 0 ? [{ resource: `r${index}`, amount }] : []));
  const needs = new Map(
    tasks.flatMap(({ amounts }, index) => (amounts.some(Boolean) ? [[index, { demands: demandsOf(amounts) }]] : [])),
  );
  const { problem, diagnostics } = core.schedulingProblem(graph, { workers, resources, needs });
  if (!problem) throw new Error(`no problem: ${JSON.stringify(diagnostics)}`);
  return problem;
}

function numbers(line) {
  return line.trim().split(/\s+/).map(Number);
}
