import { readFileSync } from 'node:fs';
import { REQUEST_VARIABLE, type HostMessage, type HostRequest } from '../spec-result.js';

/** What this process is asked to run. */
export function readRequest(): HostRequest {
  return JSON.parse(readFileSync(process.env[REQUEST_VARIABLE] ?? '', 'utf8')) as HostRequest; // written by `run-configuration`
}

/** Tells the process that started this one. */
export function send(message: HostMessage): void {
  process.send?.(message);
}

/** Ends this process, and its workers, with the one that started it: nobody is left who would hear of a result. */
export function endWithParent(): void {
  process.once('disconnect', () => {
    try {
      process.kill(-process.pid, 'SIGKILL'); // we lead a group (`run-configuration`)
    } catch {
      process.exit(1); // Windows has none
    }
  });
  process.channel?.unref(); // to listen must not keep a finished run alive
}
