import type { EdgeOrigin, Plan, PlanDependency, PlanGroup } from '@nx-crest/core';
import { toTaskId } from '../ids/to-task-id.js';
import type { StatedPair } from './stated-pairs.js';

const ORIGINS = {
  explicit: ['explicit'],
  stated: ['explicit', 'phase', 'wave', 'group'],
  wave: ['explicit', 'wave'],
} as const satisfies Record<string, readonly EdgeOrigin[]>;

/** Answers for one plan whether it holds what a person read in its document. Built for clarity, not for speed. */
export class StatedPlan {
  private readonly holders = new Map<string, PlanGroup[]>();
  private readonly groups = new Map<string, PlanGroup>();
  private readonly dependencies = new Map<string, readonly PlanDependency[]>();

  private readonly plan: Plan;

  constructor(plan: Plan) {
    this.plan = plan;
    for (const group of plan.groups) {
      this.groups.set(group.id, group);
      for (const id of group.members) this.holders.set(id, [...(this.holders.get(id) ?? []), group]);
    }
    for (const { id, dependencies } of [...plan.tasks, ...plan.groups]) this.dependencies.set(id, dependencies);
  }

  /** True when the plan says what the pair says; of a `none`, when it says the opposite. */
  has({ kind, task, on }: StatedPair): boolean {
    if (kind === 'outside') return this.leadsOutside(task, on);
    const tasks = task === '*' ? this.plan.tasks.map(({ id }) => id) : this.idsOf(task);
    const ons = this.idsOf(on);
    if (kind === 'none') return this.isClaimed(tasks, ons) || this.leadsOutside(task, on);
    if (tasks.length === 0 || ons.length === 0) return false;
    return tasks.every((id) => ons.every((other) => this.waits(id, other, kind)));
  }

  private isClaimed(tasks: readonly string[], ons: readonly string[]): boolean {
    return tasks.some((id) =>
      this.dependencies.get(id)?.some((edge) => edge.origin === 'explicit' && ons.includes(edge.on)),
    );
  }

  private leadsOutside(task: string, on: string): boolean {
    const ids = task === '*' ? undefined : this.idsOf(task);
    return (this.plan.outside ?? []).some(
      (one) =>
        (ids === undefined || one.id === undefined || ids.includes(one.id)) &&
        [one.on, one.plan].some((name) => name !== undefined && same(name, on)),
    );
  }

  private waits(id: string, on: string, kind: Exclude<StatedPair['kind'], 'outside' | 'none'>): boolean {
    if (kind === 'chain') return this.reaches(id, on);
    if (kind === 'member') return this.up(id).includes(on) || this.reaches(on, id);
    const origins: readonly EdgeOrigin[] = ORIGINS[kind];
    const found = this.up(id).flatMap((one) => this.dependencies.get(one) ?? []);
    const held = new Set(this.up(on));
    if (found.some((edge) => origins.includes(edge.origin) && held.has(edge.on))) return true;
    const members = this.groups.get(id)?.members ?? [];
    if (members.length > 0 && members.every((one) => this.waits(one, on, kind))) return true;
    const others = this.groups.get(on)?.members ?? [];
    return others.length > 0 && others.every((one) => this.waits(id, one, kind));
  }

  /** Over edges of every origin: what an id waits for waits for its groups' dependencies and, of a group, for its members. */
  private reaches(id: string, on: string): boolean {
    const seen = new Set(this.up(id));
    for (const one of seen) {
      if (one === on) return true;
      const next = (this.dependencies.get(one) ?? []).map((edge) => edge.on);
      const within = this.up(id).includes(one) ? [] : (this.groups.get(one)?.members ?? []);
      for (const other of [...next, ...within]) for (const above of this.up(other)) seen.add(above);
    }
    const members = this.groups.get(id)?.members ?? [];
    return members.length > 0 && members.every((one) => this.reaches(one, on));
  }

  /** An id and every group that holds it. */
  private up(id: string): string[] {
    const seen = new Set([id]);
    for (const one of seen) for (const group of this.holders.get(one) ?? []) seen.add(group.id);
    return [...seen];
  }

  /** The ids of what a document calls `2.1`, `Phase 3` or `T1`; of `4`, where nothing is called so, those of all `4.…`. */
  private idsOf(written: string): string[] {
    const all = [...this.plan.tasks, ...this.plan.groups];
    const exact = all.filter(({ id }) => same(id, written));
    if (exact.length > 0) return exact.map(({ id }) => id);
    const titled = all.filter(({ title }) => begins(title, written));
    if (titled.length > 0) return titled.slice(0, 1).map(({ id }) => id);
    const number = /^(?:phase )?(\d+)$/i.exec(written)?.[1];
    const numbered = all.filter(({ id }) => [`task-${number}`, `phase-${number}`, number].includes(id));
    if (numbered.length > 0) return numbered.map(({ id }) => id);
    return all.filter(({ id }) => id.startsWith(`${written}.`)).map(({ id }) => id);
  }
}

function same(one: string, other: string): boolean {
  const names = [one, toTaskId(one)].map((name) => name.toLowerCase());
  return [other, toTaskId(other)].some((name) => names.includes(name.toLowerCase()));
}

/** `Phase 3: Title` begins with `Phase 3` and not with `Phase`; `Phase 30` does not. */
function begins(title: string, written: string): boolean {
  return title.toLowerCase().startsWith(written.toLowerCase()) && !/^[\w.-]/.test(title.slice(written.length));
}
