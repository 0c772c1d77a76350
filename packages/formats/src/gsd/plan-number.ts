/** The number of a plan, taken apart: `02.1-03a` is plan 03a of phase 02.1. */
export interface PlanNumber {
  /** As written. */
  readonly written: string;
  /** The phase without leading zeros: `2.1`. */
  readonly phase: string;
  /** What two ways to write one plan have in common: `2.1-3a`. */
  readonly key: string;
  /** How many characters of the text it takes. */
  readonly length: number;
}

const PHASE = String.raw`\d{1,4}(?:\.\d{1,4}){0,3}[a-z]?`;
const PHASE_IN_FRONT = new RegExp(`^${PHASE}(?![\\w.])`, 'i');
/** `01-03`, `01-03-PLAN.md`, and as some write it `01-PLAN-03.md`. */
const PLAN_IN_FRONT = new RegExp(`^(${PHASE})-(?:PLAN-)?(\\d{1,3}[a-z]?)(?!-\\d)(?=[^\\w.]|[.]md|$)`, 'i');

/** A phase's number without leading zeros: `02.1` and `2.1` are one phase. */
export function phaseKey(written: string): string {
  return written
    .toLowerCase()
    .split('.')
    .map((part) => part.replace(/^0+(?=\d)/, ''))
    .join('.');
}

/** The number of the phase that a text begins with: `06-lifecycle-decay` is of phase 6. */
export function readPhaseNumber(text: string): string | undefined {
  return PHASE_IN_FRONT.exec(text)?.[0];
}

/** The number of the plan that a text begins with: `01-03-PLAN.md — Tests`; a date (`2026-03-30`) is none. */
export function readPlanNumber(text: string): PlanNumber | undefined {
  const found = PLAN_IN_FRONT.exec(text);
  return found ? { ...planNumber(found[1] ?? '', found[2] ?? ''), length: found[0].length } : undefined;
}

/** The plan of a phase, both as written. */
export function planNumber(phase: string, plan: string): PlanNumber {
  const key = phaseKey(phase);
  const written = `${phase}-${plan}`;
  return { written, phase: key, key: `${key}-${phaseKey(plan)}`, length: written.length };
}
