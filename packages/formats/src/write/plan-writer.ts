import type { EdgeOrigin, Plan, PlanTask } from '@nx-crest/core';

/** A dependency between two tasks, groups looked through. */
export interface TaskDependency {
  readonly on: string;
  readonly origin: EdgeOrigin;
}

/** A plan that is acyclic, made ready to be written in another form. */
export interface WritablePlan {
  readonly plan: Plan;
  /** Dependencies first; as in the document where that allows. */
  readonly tasks: readonly PlanTask[];
  /** Without those that follow from others. */
  dependenciesOf(id: string): readonly TaskDependency[];
  /** Titles of the groups around a task, outermost first. */
  groupsOf(id: string): readonly string[];
}

/** What a form has no place for, and of which tasks. */
export interface Lost {
  readonly what: string;
  /** Empty where it is about the plan as a whole. */
  readonly ids: readonly string[];
}

/** A plan in another form. */
export interface WrittenPlan {
  readonly text: string;
  readonly lost: readonly Lost[];
  /** From a task's id to the one it was given; left out where all ids stay. */
  readonly renamed?: ReadonlyMap<string, string>;
}

/** One form that plans can be written in. */
export interface PlanWriter {
  /** What `--to` takes. */
  readonly name: string;
  /** The planning format that reads it back; left out where none does. */
  readonly readBy?: string;
  /** A file name of that form. */
  readonly fileName: string;
  write(plan: WritablePlan): WrittenPlan;
}
