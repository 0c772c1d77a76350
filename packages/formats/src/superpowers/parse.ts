import { compareDiagnostics, diagnostic, type Diagnostic, type Plan, type PlanTask } from '@nx-crest/core';
import { findDuration } from '../duration/find-duration.js';
import { documentEstimate } from '../duration/document-estimate.js';
import { assignIds } from '../ids/assign-ids.js';
import { dataFlow, type FlowItem } from '../order/data-flow.js';
import { firstOfEach } from '../order/first-of-each.js';
import { freeIds } from '../order/free-id.js';
import { orderEdges } from '../order/order-edges.js';
import { collectDependencies } from '../order/step-edges.js';
import type { ParsedDocument } from '../plan-format.js';
import type { SourceText } from '../source/source-text.js';
import { headingWaves } from '../waves/heading-waves.js';
import { gateEdges } from './gates.js';
import { fileKey, readInterfaces, taskKey, type Interfaces } from './interfaces.js';
import { plainLines, preambleLines } from './preamble.js';
import { readPlanSections, type PlanSections, type TaskSection } from './read-sections.js';
import { boxesApart, sectionDetails, sectionStatus, stepEstimate } from './section-text.js';
import { statedDependencies } from './stated.js';
import { taskFiles, type TaskFiles } from './task-files.js';

const FLOW =
  'a task waits for the last one before it that produces what it consumes or creates a file that it names; a gate holds ' +
  'everything behind it';
const ORDER_POLICY =
  'document order: a task waits for those before it, unless it states its dependencies or consumes something that an ' +
  `earlier task produces; ${FLOW}`;
const WAVE_POLICY =
  `each "Wave" heading waits for the one before it, and its tasks not for each other, unless they state it; a task under ` +
  `no such heading waits for everything before it, and the next wave waits for it; ${FLOW}`;

/** Reads a superpowers plan. *Complexity*: O(n + dependencies). */
export function parseSuperpowers(source: SourceText): ParsedDocument {
  const sections = readPlanSections(source);
  const { ids, idOf, diagnostics: ofIds } = planIds(sections);
  const groupId = freeIds(ids);
  const found = collectDependencies(groupId, (id, on) => id !== on);
  const parts = sections.tasks.map((section, index) => partOf(source, sections, { section, id: ids[index] ?? '' }));
  const stated = statedDependencies(source, { sections, tasks: parts, idOf }, found);
  const speaking = parts.map((part) => ({ ...part, interfaces: readInterfaces(source, part.preamble, stated.locate) }));
  const explicit = found.of();
  const ofInterfaces = dataFlow(flowItems(speaking, interfaceFlow));
  const waves = headingWaves(sections.blocks.headings);
  const hasWaves = sections.tasks.some(({ line }) => waves.waveAt(line) !== undefined);
  const leaves = speaking.map(({ id, section, interfaces }) => ({
    id,
    span: section.span,
    optional: section.task.isOptional,
    stated: stated.ids.has(id) || (!interfaces.takesAll && (interfaces.takesNothing || ofInterfaces.has(id))),
    wave: hasWaves ? waves.waveAt(section.line) : undefined,
    prerequisites: (explicit.get(id) ?? []).map(({ on }) => on),
    isGate: section.task.isGate,
  }));
  const order = orderEdges({ leaves, parents: found.joints(), waves: hasWaves ? waves.plans : [], groupId });
  const speakerOf = new Map(speaking.map((part) => [part.id, part]));
  const leafOf = new Map(leaves.map((leaf) => [leaf.id, leaf]));
  const flow = dataFlow(
    flowItems(
      order.inOrder.flatMap((id) => speakerOf.get(id) ?? []),
      allFlow,
    ),
  );
  const gates = gateEdges(order.inOrder.flatMap((id) => leafOf.get(id) ?? []));
  const tasks = speaking.map(({ id, section, files }): PlanTask => {
    const gate = gates.get(id);
    const stands = [...(explicit.get(id) ?? []), ...(flow.get(id) ?? []), ...(order.of.get(id) ?? [])];
    return {
      ...taskOf(source, id, section),
      dependencies: firstOfEach([...stands, ...(gate ? [gate] : [])]),
      files: files.changed,
    };
  });
  const title = sections.blocks.headings.find((heading) => heading.level === 1)?.text;
  const plan: Plan = {
    format: 'superpowers',
    path: source.path,
    ...(title ? { title } : {}),
    tasks,
    groups: [...order.groups, ...found.joints()],
    notTasks: boxesApart(source, sections),
    waves: hasWaves ? waves.documentWaves(leaves) : [],
    orderPolicy: hasWaves ? WAVE_POLICY : ORDER_POLICY,
  };
  const moved = order.moved.map((move): Diagnostic => {
    return diagnostic('CREST211', move, { span: leafOf.get(move.id)?.span });
  });
  const others = [...sections.blocks.diagnostics, ...ofIds, ...stated.diagnostics(), ...moved];
  return { plans: [plan], diagnostics: others.sort(compareDiagnostics) };
}

/** The ids of a plan's tasks: their numbers. */
export function planIds({ tasks }: PlanSections) {
  return assignIds(tasks.map(({ task, span }) => ({ written: task.id, title: task.title, span })));
}

interface Part {
  readonly id: string;
  readonly section: TaskSection;
  readonly files: TaskFiles;
  readonly preamble: readonly number[];
}

function partOf(source: SourceText, { blocks }: PlanSections, { section, id }: Pick<Part, 'section' | 'id'>): Part {
  const lines = plainLines(source, section, blocks);
  return { id, section, files: taskFiles(source, lines), preamble: preambleLines(source, section, lines) };
}

type Speaker = Part & { readonly interfaces: Interfaces };

function flowItems(
  speakers: readonly Speaker[],
  flowOf: (speaker: Speaker) => Pick<FlowItem, 'makes' | 'reads'>,
): readonly FlowItem[] {
  const promised = new Map<string, { path: string; span: TaskSection['span'] }[]>();
  for (const { id, interfaces } of speakers) {
    for (const { id: to, span } of interfaces.givesTo) {
      const list = promised.get(to) ?? [];
      list.push({ path: taskKey(id), span });
      promised.set(to, list);
    }
  }
  return speakers.map((speaker) => {
    const { makes, reads } = flowOf(speaker);
    return { id: speaker.id, makes, reads: [...reads, ...(promised.get(speaker.id) ?? [])] };
  });
}

/** What tasks say under "Interfaces", and the files that they create for others to consume. */
function interfaceFlow({ id, files, interfaces }: Speaker): Pick<FlowItem, 'makes' | 'reads'> {
  const created = files.created.map(({ path }) => fileKey(path));
  return { makes: [taskKey(id), ...interfaces.makes, ...created], reads: interfaces.takes };
}

/** That, and the files that they name. */
function allFlow(speaker: Speaker): Pick<FlowItem, 'makes' | 'reads'> {
  const { makes, reads } = interfaceFlow(speaker);
  const named = [...speaker.files.changed, ...speaker.files.read];
  return { makes, reads: [...reads, ...named.map(({ path, span }) => ({ path: fileKey(path), span }))] };
}

function taskOf(source: SourceText, id: string, section: TaskSection): Omit<PlanTask, 'dependencies' | 'files'> {
  const { task, span } = section;
  const found = findDuration(task.title);
  const titleStart = span.start.offset + source.lineText(section.line).lastIndexOf(task.title);
  const place = found && { start: titleStart + found.start, end: titleStart + found.end };
  const estimate = (place && documentEstimate(source, place)) ?? stepEstimate(section);
  const details = sectionDetails(source, section);
  return {
    id,
    title: found ? found.title : task.title,
    status: sectionStatus(section),
    span,
    optional: task.isOptional,
    parallel: false,
    labels: task.isGate ? ['GATE'] : [],
    ...(estimate ? { estimate } : {}),
    ...(details === undefined ? {} : { details }),
  };
}
