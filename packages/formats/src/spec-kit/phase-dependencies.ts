import type { SourceSpan } from '@nx-crest/core';
import type { SourceText } from '../source/source-text.js';
import type { Phase } from './read-phases.js';

/** "Phase 5 depends on Phase 3", as one line of a document says. *Units*: indices of phases. */
export interface PhaseStatement {
  readonly phase: number;
  readonly on: readonly number[];
  /** Single tasks that the whole phase waits for, as written. */
  readonly onTasks: readonly string[];
  readonly span: SourceSpan;
}

const BULLET = /^[ \t]*[-*+][ \t]+/;
const VERB = /\b(?:depends?[ \t]+on|requires)\b[ \t]*/i;
const NAME = String.raw`\p{L}[\p{L}\d&-]*(?:[ \t][\p{L}\d&-]+){0,4}`;
const SUBJECT = new RegExp(
  String.raw`^(?:phase[ \t]+[\w.]+|US-?\d+|user story[ \t]+\d+|${NAME}(?=[ \t]*\(phase))(?:[ \t]*\([^()+–-]*\))?$`,
  'iu',
);
const PHASE_NUMBER = /\bphase[ \t]+([\w.]+)/i;
const STORY_NUMBER = /\b(?:US-?|user story[ \t]+)(\d+)\b/i;
const SEPARATOR = /[ \t]*(?:[,+&/][ \t]*)?(?:and\b[ \t]*)?/y;
const ASIDE = /[ \t]*\([^()]*\)/y;
const TASK = /(?:US-?\d+[ \t]+(?:[a-z]+[ \t]+)?)?(T\d+[A-Za-z]?)\b/iy;
const TARGET = /phases?[ \t]+([\w.]+)|US-?(\d+)\b|user story[ \t]+(\d+)\b|(\d+)\b|(\p{L}+)/iuy;
/** What may follow the last phase: nothing, its completion, a reason. Other words make the line prose. */
const END =
  /^(?:[ \t]+phase)?(?:[ \t]+(?:being[ \t]+|is[ \t]+|are[ \t]+)?complet(?:e|ed|ion))?(?:[ \t]*\([^()]*\))?[ \t]*(?:$|[.;,](?![\w])|[—–]|-[ \t])/i;

/**
 * Reads list lines that say of one phase what it depends on: `- **User Story 2 (Phase 4)**: Depends on Phase 3 (for …)`,
 * `- US5: Depends on US1 + US3`, `- Foundational (Phase 2): Depends on Setup completion`. A name must begin the title of
 * exactly one phase; a line with anything else in the list ("all user stories") states nothing.
 *
 * *Complexity*: O(lines × phases of the names) — linear for numbered phases.
 */
export function phaseStatements(
  source: SourceText,
  lines: readonly number[],
  phases: readonly Phase[],
): readonly PhaseStatement[] {
  const find = phaseFinder(phases);
  return lines.flatMap((line): PhaseStatement[] => {
    const text = source.lineText(line);
    const bullet = BULLET.exec(text)?.[0];
    const verb = VERB.exec(text);
    if (bullet === undefined || !verb || verb.index > 200) return [];
    const subject = text.slice(bullet.length, verb.index).replace(/[*_]/g, '').trim();
    const phase = subjectPhase(subject.replace(/[ \t]*[:—–-]$/, ''), find);
    const targets = readTargets(text.slice(verb.index + verb[0].length).replace(/[*_]/g, ''), find);
    if (phase === undefined || !targets) return [];
    return [
      { phase, on: targets.on.filter((on) => on !== phase), onTasks: targets.onTasks, span: source.lineSpan(line) },
    ];
  });
}

interface PhaseFinder {
  readonly byNumber: (number: string) => number | undefined;
  readonly byStory: (number: string) => number | undefined;
  readonly byName: (name: string) => number | undefined;
}

/** Lookups that answer only where exactly one phase is meant. */
function phaseFinder(phases: readonly Phase[]): PhaseFinder {
  const lookup = (keyOf: (phase: Phase) => string | undefined): ((key: string) => number | undefined) => {
    const found = new Map<string, number | undefined>();
    phases.forEach((phase, index) => {
      const key = keyOf(phase);
      if (key !== undefined) found.set(key, found.has(key) ? undefined : index);
    });
    return (key) => found.get(key.toLowerCase());
  };
  return {
    byNumber: lookup(({ id }) => id.replace(/^phase-/, '')),
    byStory: lookup(({ title }) => STORY_NUMBER.exec(title)?.[1]),
    byName: lookup(({ title }) => /^\p{L}+/u.exec(title)?.[0].toLowerCase()),
  };
}

/** The phase that a line is about; none where number and story disagree. */
function subjectPhase(subject: string, find: PhaseFinder): number | undefined {
  if (!SUBJECT.test(subject)) return undefined;
  const [number, story] = [PHASE_NUMBER, STORY_NUMBER].map((pattern) => pattern.exec(subject)?.[1]);
  const byNumber = number === undefined ? undefined : find.byNumber(number);
  const byStory = story === undefined ? undefined : find.byStory(story);
  if (number === undefined) return byStory;
  return byStory === undefined || byStory === byNumber ? byNumber : undefined;
}

interface Targets {
  readonly on: readonly number[];
  readonly onTasks: readonly string[];
}

function readTargets(text: string, find: PhaseFinder): Targets | undefined {
  const on = new Set<number>();
  const onTasks: string[] = [];
  let end = 0;
  for (let at: number | undefined = 0; at !== undefined; at = nextTarget(text, end)) {
    const task = matchAt(TASK, text, at);
    const target = task ?? matchAt(TARGET, text, at);
    const phase = task || !target ? undefined : targetPhase(target, on.size > 0, find);
    if (!target || (!task && phase === undefined)) break;
    if (phase === undefined) onTasks.push(target[1] ?? '');
    else on.add(phase);
    end = at + target[0].length;
  }
  return end > 0 && END.test(text.slice(end)) ? { on: [...on], onTasks } : undefined;
}

/** The place behind `,`, `+` or `and`; a name in brackets before it says what the phase is called. */
function nextTarget(text: string, end: number): number | undefined {
  const aside = matchAt(ASIDE, text, end)?.[0].length ?? 0;
  const separator = matchAt(SEPARATOR, text, end + aside)?.[0] ?? '';
  return /[,+&/]|and/.test(separator) ? end + aside + separator.length : undefined;
}

function targetPhase(target: RegExpExecArray, isLater: boolean, find: PhaseFinder): number | undefined {
  const [, number, us, story, bare, name] = target;
  if (number !== undefined) return find.byNumber(number.replace(/\.$/, ''));
  if (us !== undefined || story !== undefined) return find.byStory(us ?? story ?? '');
  if (bare !== undefined) return isLater ? find.byNumber(bare) : undefined; // "Phases 3, 5, 6"
  return name === undefined ? undefined : find.byName(name);
}

function matchAt(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at;
  return pattern.exec(text);
}
