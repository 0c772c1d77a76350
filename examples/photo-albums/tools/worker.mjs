/**
 * Stands in for whoever executes a task: a person's script, a code generator, a coding agent.
 * It gets the task as a JSON file, works for a moment, and leaves a note in each file that the task names.
 */
import { appendFileSync, mkdirSync, readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const task = JSON.parse(readFileSync(process.env.CREST_TASK_FILE, 'utf8'));
const msPerHour = Number(process.env.DEMO_MS_PER_HOUR ?? 200);

await sleep((task.estimate.ms / 3_600_000) * msPerHour);

for (const file of task.files) {
  mkdirSync(dirname(file), { recursive: true });
  const comment = /\.m?js$/.test(file) ? '//' : '-';
  appendFileSync(file, `${comment} ${task.id}: ${task.title}\n`);
}
console.log(`${task.id} ${task.title}`);
