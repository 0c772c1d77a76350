import { writeSync } from 'node:fs';
import { errorCode } from '../../nx/error-code.js';

/** So often a full pipe is tried again, 20 ms apart: a reader that is alive empties it within seconds. */
const MOST_TRIES = 250;
const PAUSE_MS = 20;

/**
 * Writes to a file descriptor before it returns, as a process that is ending must: Nx replaces `process.stdout.write`
 * under its terminal UI and when it is interrupted. A reader that has gone (EPIPE) is told nothing, and nobody else is.
 */
export function writeNow(fd: 1 | 2, text: string): void {
  let left = Buffer.from(text);
  for (let tries = 0; left.length > 0 && tries < MOST_TRIES;) {
    try {
      left = left.subarray(writeSync(fd, left));
    } catch (error) {
      if (errorCode(error) !== 'EAGAIN') return;
      tries++;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, PAUSE_MS);
    }
  }
}
