/** What every task runs, in all tools alike: a line at its start, a sleep, a line at its end. And whether the lines are right. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { tasksOf } from './shapes.mjs';

/** Writes the script that tasks run; beside it the log will be, outside the workspace, where no tool watches it. */
export function writeTaskScript(folder) {
  writeFileSync(
    join(folder, 'task.sh'),
    `log='${join(folder, 'log')}'\necho "start $1" >> "$log"\nsleep "$2"\necho "end $1" >> "$log"\n`,
  );
  clearLog(folder);
}

/** The command of a task. */
export function commandOf(folder, id, durationMs) {
  return `sh ${join(folder, 'task.sh')} ${id} ${durationMs / 1000}`;
}

export function clearLog(folder) {
  writeFileSync(join(folder, 'log'), '');
}

/** What is wrong with a run: a task that did not run exactly once, began before what it waits for had ended, or too many at once. */
export function wrongInLog(folder, shape, workers) {
  const began = new Set();
  const ended = new Set();
  const dependencies = new Map(tasksOf(shape).map(({ id, dependsOn }) => [id, dependsOn]));
  for (const line of readFileSync(join(folder, 'log'), 'utf8').split('\n').filter(Boolean)) {
    const [what, id] = line.split(' ');
    if (!dependencies.has(id)) return `a task that is not in the graph ran: ${id}`;
    if (what === 'end') ended.add(id);
    else {
      if (began.has(id)) return `${id} ran twice`;
      began.add(id);
      const missing = dependencies.get(id).find((on) => !ended.has(on));
      if (missing) return `${id} began before ${missing} had ended`;
      if (began.size - ended.size > workers) return `${began.size - ended.size} tasks at once, ${workers} allowed`;
    }
  }
  const lost = [...dependencies.keys()].filter((id) => !ended.has(id));
  return lost.length > 0 ? `${lost.length} tasks did not run: ${lost.slice(0, 5).join(', ')}` : undefined;
}

/** What is wrong with a run that should have found everything in the cache. */
export function somethingRan(folder) {
  return readFileSync(join(folder, 'log'), 'utf8') === '' ? undefined : 'a task ran, though all were cached';
}
