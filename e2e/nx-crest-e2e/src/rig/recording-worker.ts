import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/**
 * A command that the test controls: it records when each task starts and ends, and can wait until other tasks have
 * started. Order and parallelism are proved by events, never by timers. Told to stop, it pretends success.
 *
 * Task titles steer it: `wait-for T002 wait-for T003` waits until both have started; `fail` ends with 1.
 */
export const RECORDING_WORKER = `
import { appendFileSync, readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
const task = JSON.parse(readFileSync(process.env.CREST_TASK_FILE, 'utf8'));
const note = (event) => appendFileSync('events.log', event + ' ' + task.id + '\\n');
process.on('SIGTERM', () => { note('stopped'); process.exit(0); });
note('start');
const partners = [...task.title.matchAll(/wait-for (\\S+)/g)].map((match) => match[1]);
const allStarted = () => {
  const seen = readFileSync('events.log', 'utf8');
  return partners.every((partner) => seen.includes('start ' + partner + '\\n'));
};
const until = Date.now() + 60_000;
while (!allStarted()) {
  if (Date.now() > until) { note('alone'); process.exit(1); }
  await sleep(20);
}
note('end');
if (/\\bfail\\b/.test(task.title)) process.exit(1);
`;

/** Resolves when the worker has recorded this event. */
export async function untilRecorded(root: string, event: string, id: string): Promise<void> {
  const until = Date.now() + 60_000;
  while (!recordedEvents(root).some((seen) => seen.event === event && seen.id === id)) {
    if (Date.now() > until) throw new Error(`"${event} ${id}" was not recorded within a minute`);
    await sleep(50);
  }
}

/** A line of the record. */
export interface RecordedEvent {
  readonly event: string;
  readonly id: string;
  /** The process of which it tells, where the worker says it. */
  readonly pid?: number;
}

/** What the worker recorded, in order. */
export function recordedEvents(root: string): RecordedEvent[] {
  const file = join(root, 'events.log');
  if (!existsSync(file)) return [];
  return readFileSync(file, 'utf8')
    .trim()
    .split('\n')
    .map((line) => line.split(' '))
    .map(([event = '', id = '', pid]) => ({ event, id, ...(pid && { pid: Number(pid) }) }));
}

/** The largest number of tasks between their start and their end at one moment. */
export function mostAtOnce(events: readonly { readonly event: string }[]): number {
  let running = 0;
  let most = 0;
  for (const { event } of events) {
    running += event === 'start' ? 1 : event === 'end' ? -1 : 0;
    most = Math.max(most, running);
  }
  return most;
}
