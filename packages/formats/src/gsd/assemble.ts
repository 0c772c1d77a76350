import {
  compareDiagnostics,
  diagnostic,
  type Diagnostic,
  type DocumentWave,
  type Plan,
  type PlanDependency,
} from '@nx-crest/core';
import { freeIds } from '../order/free-id.js';
import { isAcyclic } from '../order/is-acyclic.js';
import type { ParsedDocument } from '../plan-format.js';
import { collect, planStatus, type Collection, type Phase, type PlanNode } from './collection.js';
import { explicitDependencies, type Explicit } from './explicit.js';
import { phaseOrder, planOrder, type ImpliedEdges, type OrderedNode } from './phase-graph.js';
import { phaseParts, planParts } from './plan-parts.js';
import type { PlanFile } from './read-plan-file.js';
import type { Roadmap } from './read-roadmap.js';

const POLICY =
  'only "Depends on" of phases and "depends_on" of plans count where they are given; else a phase follows the one before ' +
  'it, a plan the earlier waves of its phase, or the plan before it; the tasks of a plan follow each other';

/** The documents of a `.planning` folder, read. */
export interface Documents {
  readonly path: string;
  readonly roadmap?: Roadmap;
  readonly plans?: readonly PlanFile[];
  /** The numbers of the plans that have a summary. */
  readonly summaries?: ReadonlySet<string>;
}

/** Makes one plan of them. *Complexity*: O(n + dependencies). */
export function assemble({ path, roadmap, plans: files = [], summaries = new Set() }: Documents): ParsedDocument {
  const collection = collect(roadmap, files);
  const explicit = explicitDependencies(collection, roadmap);
  const implied = impliedEdges(collection, explicit);
  const dependenciesOf = (id: string): readonly PlanDependency[] => {
    const stated = explicit.of.get(id) ?? [];
    const known = new Set(stated.map(({ on }) => on));
    return [...stated, ...(implied.of.get(id) ?? []).filter(({ on }) => !known.has(on))];
  };
  const statusOf = (plan: PlanNode) => planStatus(plan, roadmap, summaries);
  const partsOf = (plan: PlanNode) => planParts(plan, statusOf(plan), { roadmap, dependenciesOf });
  const phases = collection.phases.map((phase) => [phaseParts(phase, dependenciesOf), ...phase.plans.map(partsOf)]);
  const parts = [...phases.flat(), ...collection.loose.map(partsOf)];
  const plan: Plan = {
    format: 'gsd',
    path,
    ...(roadmap?.title ? { title: roadmap.title } : {}),
    tasks: parts.flatMap(({ tasks }) => tasks),
    groups: [...parts.flatMap(({ groups }) => groups), ...implied.groups],
    notTasks: [...(roadmap?.notTasks ?? []), ...files.flatMap(({ notTasks }) => notTasks)],
    waves: collection.phases.flatMap(wavesOf),
    orderPolicy: POLICY,
    ...(explicit.outside.length > 0 ? { outside: explicit.outside } : {}),
  };
  const all = [
    ...(roadmap?.blocks.diagnostics ?? []),
    ...files.flatMap(({ diagnostics }) => diagnostics),
    ...collection.diagnostics,
    ...explicit.diagnostics,
    ...waveDiagnostics(collection, explicit),
    ...driftDiagnostics(collection, roadmap, statusOf),
  ];
  return { plans: [plan], diagnostics: all.sort(compareDiagnostics) };
}

function allPlans({ phases, loose }: Collection): readonly PlanNode[] {
  return [...phases.flatMap(({ plans }) => plans), ...loose];
}

function waveOf({ file, box }: PlanNode): number | undefined {
  return file?.wave ?? box?.wave;
}

/** What order and waves add to what is stated. */
function impliedEdges(collection: Collection, explicit: Explicit): ImpliedEdges {
  const ids = [
    ...collection.phases.map(({ id }) => id),
    ...allPlans(collection).flatMap(({ id, taskIds }) => [id, ...taskIds]),
  ];
  const groupId = freeIds(ids);
  const prerequisites = (id: string): string[] => (explicit.of.get(id) ?? []).map(({ on }) => on);
  const phaseOf = new Map(collection.phases.flatMap(({ id, plans }) => plans.map((plan) => [plan.id, id] as const)));
  const phaseNodes = collection.phases.map((phase): OrderedNode => {
    const inside = phase.plans.flatMap((plan) => prerequisites(plan.id));
    const lifted = [...prerequisites(phase.id), ...inside].map((on) => phaseOf.get(on) ?? on);
    const own = lifted.filter((on) => on !== phase.id);
    return { id: phase.id, span: phase.span, stated: phase.roadmap?.depends !== undefined, prerequisites: own };
  });
  if (!isAcyclic(phaseNodes)) return { of: new Map(), groups: [] };
  const found = [phaseOrder(phaseNodes, groupId)];
  for (const { id: phase, plans } of collection.phases) {
    const nodes = plans.map((plan): OrderedNode => ({
      id: plan.id,
      span: plan.span,
      stated: plan.file?.dependsOn !== undefined,
      prerequisites: prerequisites(plan.id),
      wave: waveOf(plan),
    }));
    found.push(planOrder(phase, nodes, groupId));
  }
  return { of: new Map(found.flatMap(({ of }) => [...of])), groups: found.flatMap(({ groups }) => groups) };
}

/** The waves of one phase as its documents number them. */
function wavesOf({ title, plans }: Phase): readonly DocumentWave[] {
  const waves = new Map<
    number,
    { readonly title: string; readonly taskIds: string[]; readonly span: PlanNode['span'] }
  >();
  for (const plan of plans) {
    const wave = waveOf(plan);
    if (wave === undefined) continue;
    const known = waves.get(wave) ?? { title: `${title}, wave ${wave}`, taskIds: [], span: plan.span };
    known.taskIds.push(...(plan.taskIds.length > 0 ? plan.taskIds : [plan.id]));
    waves.set(wave, known);
  }
  return [...waves].sort(([a], [b]) => a - b).map(([, wave]) => wave);
}

/** CREST246 where the stored wave of a plan is not behind that of a plan of its phase that it waits for. */
function waveDiagnostics({ phases }: Collection, explicit: Explicit): readonly Diagnostic[] {
  return phases.flatMap(({ plans }) => {
    const known = new Map(plans.map((plan) => [plan.id, plan]));
    return plans.flatMap((plan) =>
      (explicit.of.get(plan.id) ?? []).flatMap(({ on, span }) => {
        const other = known.get(on);
        const [wave, onWave] = [plan.file?.wave, other?.file?.wave];
        if (wave === undefined || onWave === undefined || wave > onWave || on === plan.id) return [];
        return [diagnostic('CREST246', { id: plan.id, wave, on, onWave }, { span })];
      }),
    );
  });
}

/** CREST220 where the roadmap ticks what is not done, or does not tick what is. */
function driftDiagnostics(
  collection: Collection,
  roadmap: Roadmap | undefined,
  statusOf: (plan: PlanNode) => string,
): readonly Diagnostic[] {
  if (!roadmap) return [];
  const plans = allPlans(collection).flatMap((plan) => {
    const entry = plan.box && roadmap.entries[plan.box.entry];
    const here = statusOf(plan);
    if (!entry || entry.status === here) return [];
    const span = plan.file?.span ?? entry.span;
    const related = [{ message: `"${entry.status}" here`, span: entry.span }];
    return [diagnostic('CREST220', { id: plan.id, here, there: entry.status }, { span, related })];
  });
  const phases = collection.phases.flatMap((phase) => {
    const open = phase.plans.find((plan) => statusOf(plan) !== 'done');
    if (phase.roadmap?.status !== 'done' || !open) return [];
    const related = [{ message: '"done" here', span: phase.span }];
    return [diagnostic('CREST220', { id: phase.id, here: 'todo', there: 'done' }, { span: open.span, related })];
  });
  return [...plans, ...phases];
}
