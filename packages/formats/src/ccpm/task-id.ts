import type { EpicFile } from './read-file.js';

/** The id of a task as its file has it: its number, else that of its issue, else `T1`. */
export function writtenId({ number, issue, ordinal }: EpicFile): string | undefined {
  return number ?? issue?.toString() ?? (ordinal === undefined ? undefined : `T${ordinal}`);
}
