import type { SourceSpan, TaskStatus } from '@nx-crest/core';
import { assignIds, type AssignedIds, type WrittenId } from '../ids/assign-ids.js';
import { phaseKey, type PlanNumber } from './plan-number.js';
import type { PlanFile, Placed } from './read-plan-file.js';
import type { Roadmap, RoadmapPhase, RoadmapPlan } from './read-roadmap.js';

/** A phase with its plans, whatever documents speak of it. */
export interface Phase {
  readonly key: string;
  readonly id: string;
  readonly title: string;
  readonly span: SourceSpan;
  readonly roadmap: RoadmapPhase | undefined;
  readonly plans: readonly PlanNode[];
}

/** A plan: a box of the roadmap, a file, or both. */
export interface PlanNode {
  readonly number: PlanNumber | undefined;
  readonly id: string;
  readonly title: string;
  readonly span: SourceSpan;
  readonly box: RoadmapPlan | undefined;
  readonly file: PlanFile | undefined;
  /** The ids of the file's tasks, in its order. */
  readonly taskIds: readonly string[];
}

/** Everything that is planned, with ids. */
export interface Collection {
  readonly phases: readonly Phase[];
  /** Plans of files that no phase is known for. */
  readonly loose: readonly PlanNode[];
  readonly diagnostics: AssignedIds['diagnostics'];
}

interface DraftPlan {
  readonly number: PlanNumber | undefined;
  readonly written: string | undefined;
  readonly title: string;
  readonly span: SourceSpan;
  readonly box: RoadmapPlan | undefined;
  file: PlanFile | undefined;
}

interface DraftPhase {
  readonly key: string;
  readonly written: string;
  readonly title: string;
  readonly span: SourceSpan;
  readonly roadmap: RoadmapPhase | undefined;
  readonly plans: DraftPlan[];
}

/** Puts the phases of a roadmap and plan files together; a file belongs to the box that has its number. *Complexity*: linear. */
export function collect(roadmap: Roadmap | undefined, files: readonly PlanFile[]): Collection {
  const phases = roadmap ? draftPhases(roadmap) : [];
  const loose: DraftPlan[] = [];
  // The last phase with a number is the one that is being planned; earlier ones are of earlier milestones.
  const phaseOf = new Map(phases.map((phase) => [phase.key, phase]));
  const planOf = new Map(phases.flatMap(({ plans }) => plans.map((plan) => [plan.number?.key ?? '', plan] as const)));
  for (const file of files) {
    const { number, written, title, span } = file;
    const known = number && planOf.get(number.key);
    if (known && !known.file) {
      known.file = file;
      continue;
    }
    const plan: DraftPlan = { number, written, title, span, box: undefined, file };
    if (!number) {
      loose.push(plan);
      continue;
    }
    const phase = phaseOf.get(number.phase) ?? newPhase(number.phase, span);
    if (!phaseOf.has(phase.key)) phases.push(phase);
    phaseOf.set(phase.key, phase);
    phase.plans.push(plan);
    if (!known) planOf.set(number.key, plan);
  }
  return withIds(phases, loose);
}

function newPhase(key: string, span: SourceSpan): DraftPhase {
  return { key, written: `phase-${key}`, title: `Phase ${key}`, span, roadmap: undefined, plans: [] };
}

/** The first phase or plan with a number has it as id; one of another milestone has the milestone in front. */
function draftPhases(roadmap: Roadmap): DraftPhase[] {
  const taken = new Set<string>();
  const free = (wanted: string, milestone: string | undefined): string => {
    const id = taken.has(wanted) && milestone !== undefined ? `${milestone}-${wanted}` : wanted;
    taken.add(id);
    return id;
  };
  return inNumericOrder(roadmap.phases).map((phase) => {
    const { key, milestone, title, span } = phase;
    const written = free(`phase-${key}`, milestone);
    const plans = phase.plans.map((box): DraftPlan => {
      const entry = roadmap.entries[box.entry];
      const id = box.number && free(box.number.written, milestone);
      return { number: box.number, written: id, title: box.title, span: entry?.span ?? span, box, file: undefined };
    });
    return { key, written, title, span, roadmap: phase, plans };
  });
}

/** Phases are executed by their numbers, whatever order boxes and headings stand in; milestones as they first occur. */
function inNumericOrder(phases: readonly RoadmapPhase[]): readonly RoadmapPhase[] {
  const repeated = new Set(phases.map(({ key }) => key)).size < phases.length;
  const milestones = new Map<string, number>();
  for (const { milestone = '' } of phases) if (!milestones.has(milestone)) milestones.set(milestone, milestones.size);
  const rank = ({ milestone = '' }: RoadmapPhase): number => (repeated ? (milestones.get(milestone) ?? 0) : 0);
  return [...phases].sort((a, b) => rank(a) - rank(b) || compareNumbers(a.key, b.key));
}

/** `2` < `2.1` < `10`; phases with one number keep their order. */
function compareNumbers(a: string, b: string): number {
  const [first, second] = [a, b].map((key) => key.split('.').map((part) => Number.parseInt(part, 10)));
  for (let i = 0; i < 4; i++) {
    const difference = (first?.[i] ?? -1) - (second?.[i] ?? -1);
    if (difference !== 0) return difference;
  }
  return 0;
}

function withIds(phases: readonly DraftPhase[], loose: readonly DraftPlan[]): Collection {
  const claims: WrittenId[] = [];
  const claimPlan = (plan: DraftPlan, above: string): (() => PlanNode) => {
    const at = claims.length;
    const { written, title, span, file } = plan;
    claims.push({ written, title: written ?? `${above} ${title}`, span });
    for (const task of file?.tasks ?? []) {
      claims.push({ ...task, title: `${file?.written ?? ''} ${task.title}` });
    }
    return () => ({ ...plan, id: ids[at] ?? '', taskIds: ids.slice(at + 1, at + 1 + (file?.tasks.length ?? 0)) });
  };
  const makers = phases.map((phase) => {
    const at = claims.length;
    claims.push({ written: phase.written, title: phase.title, span: phase.span });
    const plans = phase.plans.map((plan) => claimPlan(plan, phase.written));
    return (): Phase => ({ ...phase, id: ids[at] ?? '', plans: plans.map((make) => make()) });
  });
  const looseMakers = loose.map((plan) => claimPlan(plan, 'plan'));
  const { ids, diagnostics } = assignIds(claims);
  return { phases: makers.map((make) => make()), loose: looseMakers.map((make) => make()), diagnostics };
}

/** What a plan waits for, resolved. */
export type PlanTarget = { readonly kind: 'known'; readonly id: string } | { readonly kind: 'unknown' };

/** Finds what an entry of `depends_on` means: a plan (`01-03`, `01-03-PLAN.md`, `03` of the same phase), else a phase. */
export function planTargets(collection: Collection): (entry: Placed, plan: PlanNode) => PlanTarget {
  const plans = new Map<string, string>();
  const phases = new Map<string, string>();
  for (const { key, id, plans: own } of collection.phases) {
    phases.set(key, id);
    for (const plan of own) if (plan.number) plans.set(plan.number.key, plan.id);
  }
  const byNumber = ([, phase = '', plan = '']: RegExpExecArray): string | undefined =>
    plans.get(`${phaseKey(phase)}-${phaseKey(plan)}`);
  return ({ text }, plan) => {
    const name = text.replaceAll('\\', '/').split('/').at(-1) ?? '';
    const whole = WHOLE_NUMBER.exec(name);
    if (whole) return target(byNumber(whole));
    const part = PLAN_ALONE.exec(name)?.[1];
    const sibling = part === undefined ? undefined : plans.get(`${plan.number?.phase ?? ''}-${phaseKey(part)}`);
    if (sibling !== undefined && sibling !== plan.id) return target(sibling);
    const phase = PHASE_ALONE.exec(name)?.[1];
    return target(phase === undefined ? undefined : phases.get(phaseKey(phase)));
  };
}

/** `01-03`, `01-03-PLAN.md` */
const WHOLE_NUMBER = /^(\d{1,4}(?:\.\d{1,4}){0,3}[a-z]?)-(\d{1,3}[a-z]?)(?:-|\.|$)/i;
/** `03`, `Plan 3` */
const PLAN_ALONE = /^(?:plan[ -]?)?(\d{1,3}[a-z]?)(?:-plan(?:\.md)?)?$/i;
/** `Phase 2.1`, `02.1-name` */
const PHASE_ALONE = /^(?:phase[ -]?)?(\d{1,4}(?:\.\d{1,4}){0,3}[a-z]?)(?![\d.])/i;

function target(id: string | undefined): PlanTarget {
  return id === undefined ? { kind: 'unknown' } : { kind: 'known', id };
}

/** Done where there is a summary; the tick counts for a plan without a file. */
export function planStatus(
  { box, file, number }: PlanNode,
  roadmap: Roadmap | undefined,
  summaries: ReadonlySet<string>,
): TaskStatus {
  if (number && summaries.has(number.key)) return 'done';
  if (file) return 'todo';
  return (box && roadmap?.entries[box.entry]?.status) ?? 'todo';
}
