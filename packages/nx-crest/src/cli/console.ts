import picocolors from 'picocolors';
import type { Paint } from '../report/paint.js';

/** One output stream, as far as printing needs it. */
export interface OutputStream {
  readonly isTTY?: boolean;
  readonly columns?: number;
  write(text: string): unknown;
}

export type Environment = Readonly<Record<string, string | undefined>>;

/** Everything the command line takes from outside; `main.ts` passes the process, tests pass their own. */
export interface Console {
  readonly cwd: string;
  readonly env: Environment;
  readonly stdout: OutputStream;
  readonly stderr: OutputStream;
  /** A clock that never goes back. *Units*: milliseconds. */
  readonly now: () => number;
}

/** Where no terminal says how wide it is: room for a title, and no wrapped line in the log of a CI job. */
const DEFAULT_COLUMNS = 100;

/** Columns of the terminal; elsewhere the variable `COLUMNS`, else 100. */
export function columnsOf(stream: OutputStream, env: Environment): number {
  const named = Number(env['COLUMNS']);
  const columns = stream.columns ?? (Number.isInteger(named) && named > 0 ? named : DEFAULT_COLUMNS);
  return Math.max(40, columns);
}

/** Colours of a stream: none with `NO_COLOR`, always with `FORCE_COLOR`, else only on a terminal. */
export function paintOf(stream: OutputStream, env: Environment): Paint {
  return picocolors.createColors(wantsColor(stream, env));
}

function wantsColor(stream: OutputStream, env: Environment): boolean {
  if (env['NO_COLOR']) return false; // https://no-color.org: present and not empty
  const forced = env['FORCE_COLOR'];
  if (forced !== undefined) return forced !== '0' && forced !== 'false';
  return stream.isTTY === true && env['TERM'] !== 'dumb';
}
