/** What a line of a Conductor plan says besides its title. */
export interface TaskLine {
  readonly title: string;
  /** `Task 2: …`; undefined where the line has no number. */
  readonly number: string | undefined;
  /** The commit that finished it: `ef3ef97`. */
  readonly commit: string | undefined;
  /** `Conductor - User Manual Verification 'Phase 1' (Protocol in workflow.md)`: a person decides. */
  readonly isGate: boolean;
}

const PREFIX = /^[*_]{0,2}(?:sub-?)?task(?:[ \t]+(\d+(?:\.\d+)*[a-z]?))?[ \t]*[:：][*_]{0,2}[ \t]*/i;
const COMMIT = /[ \t](?:[([`]{0,2}(?:checkpoint:[ \t]*)?`?)([0-9a-f]{7,40})[\])`]{0,2}$/;
const EMPTY_CHECKPOINT = /[ \t]\[checkpoint:[ \t]*\]$/;
const GATE = /\bUser Manual Verification\b/i;
const TOOL = /^Conductor[ \t]*[-–—:][ \t]*/i;

/**
 * Takes the parts of a title apart: `Task: Parse input ef3ef97`, `**Task 2: Grid** [907c034]`, `Sub-task: Tests`. What is
 * left is the same before and after the commit is written behind it, and so is an id that is made of it.
 *
 * *Complexity*: O(length).
 */
export function readTaskLine(text: string): TaskLine {
  const { before, commit } = withoutCommit(text);
  const prefix = PREFIX.exec(before);
  const isGate = GATE.test(before);
  const bare = withoutStray(before.slice(prefix?.[0].length ?? 0), prefix?.[0] ?? '').trim();
  const title = isGate ? bare.replace(TOOL, '') : bare;
  return { title: title === '' ? text : title, number: prefix?.[1], commit, isGate };
}

/** Seven letters without a figure are a word ("defaced"), no commit. */
function withoutCommit(text: string): { readonly before: string; readonly commit: string | undefined } {
  const found = COMMIT.exec(text);
  const commit = found?.[1];
  if (!found || commit === undefined || !/\d/.test(commit)) {
    return { before: text.replace(EMPTY_CHECKPOINT, '').trimEnd(), commit: undefined };
  }
  return { before: text.slice(0, found.index).trimEnd(), commit };
}

/** `**Task 1: Title**` opens bold before the prefix and closes it behind the title. */
function withoutStray(rest: string, prefix: string): string {
  const opened = prefix.startsWith('**') && !prefix.trimEnd().endsWith('**');
  return opened ? rest.replace('**', '') : rest;
}
