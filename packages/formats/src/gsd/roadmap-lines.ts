import { readPlanNumber, type PlanNumber } from './plan-number.js';

/** A phase as a heading or a box names it. */
export interface PhaseHead {
  /** As written: `02.1`. */
  readonly written: string;
  readonly title: string;
}

/** A plan as a box names it. */
export interface PlanHead {
  /** Undefined where the box has no number, or only one within its phase. */
  readonly number: PlanNumber | undefined;
  /** The number within the phase, where that is all there is: `Plan 2`. */
  readonly local: string | undefined;
  readonly title: string;
}

const PHASE = /^Phase[ \t]+(\d{1,4}(?:\.\d{1,4}){0,3}[a-z]?)(?![\w.]*\w)/i;
const MARKS_IN_FRONT = /^(?:[^\p{L}\p{N}[]{1,8})(?=\p{L}|\p{N}|\[)/u;
const BEHIND_NUMBER = /^[\s*_~`]*(?:[:.)]|[–—]|-+(?=\s))?[\s*_~`]*/;
const NOTES_BEHIND =
  /[ \t]*(?:\((?:completed|INSERTED|BACKLOG|\d{1,4}\/\d{1,4} plans?)\b[^()]*\)|[–—-]{1,2} completed\b[^()]*)/gi;

/** Reads `Phase 2.1: Title (INSERTED)`, `**Phase 3: Title** - what for`, `✅ Phase 1: Title`. */
export function readPhaseHead(text: string): PhaseHead | undefined {
  const plain = withoutMarks(text);
  const found = PHASE.exec(plain);
  if (!found) return undefined;
  const rest = plain.slice(found[0].length).replace(BEHIND_NUMBER, '');
  const bold = rest.indexOf('**');
  const title = (bold > 0 ? rest.slice(0, bold) : rest).replace(NOTES_BEHIND, '').replace(/[\s*_~`]+$/, '');
  return { written: found[1] ?? '', title: title === '' ? found[0] : title };
}

/** Reads `01-02-PLAN.md — Title`, `01-02: Title`, `[01-02-PLAN.md](x) — Title`, `Plan 2: Title`, else a title alone. */
export function readPlanHead(text: string): PlanHead {
  const plain = withoutMarks(withoutMarks(text).replace(/^Plan[ \t]+(?=\d)/i, '')).replace(
    /^\[([^[\]]*)\]\([^()]*\)/,
    '$1',
  );
  const isNamed = /^[^\p{L}\p{N}]{0,8}Plan[ \t]+\d/iu.test(text.trimStart());
  const number = readPlanNumber(plain);
  if (number) return { number, local: undefined, title: titleBehind(plain.slice(number.length)) };
  const local = isNamed ? /^\d{1,3}[a-z]?(?![\w.-]*\w)/i.exec(plain)?.[0] : undefined;
  return { number: undefined, local, title: titleBehind(plain.slice(local?.length ?? 0)) };
}

function titleBehind(text: string): string {
  const rest = text
    .replace(/^-?PLAN(?:\.md)?/i, '')
    .replace(BEHIND_NUMBER, '')
    .trim();
  return rest.replace(/^\*\*|\*\*$/g, '').trim();
}

/** Without bold, struck through and emoji in front. */
function withoutMarks(text: string): string {
  return text.trim().replace(MARKS_IN_FRONT, '');
}

/** The milestone that a heading or `<summary>` names: `v1.1`. */
export function readMilestone(text: string): string | undefined {
  return /(?<![\w.])v\d{1,3}(?:\.\d{1,3}){0,3}(?!\w)/.exec(text)?.[0];
}

/** The first and the last phase of a milestone that is done: `✅ **v1.0** — Phases 1-3 (shipped …)`. */
export function readShipped(text: string): readonly [number, number] | undefined {
  if (!/shipped|✅|\[x\]/i.test(text)) return undefined;
  const found = /\bphases?[ \t]+(\d{1,4})(?:\.\d{1,4})?(?:[ \t]*[-–—][ \t]*(\d{1,4})(?:\.\d{1,4})?)?/i.exec(text);
  return found ? [Number(found[1]), Number(found[2] ?? found[1])] : undefined;
}

/** The wave that a plan's text or the line above it names. */
export function readWaveNumber(text: string): number | undefined {
  const found = /\(wave[ \t]+(\d{1,4})\b/i.exec(text)?.[1];
  return found === undefined ? undefined : Number(found);
}
