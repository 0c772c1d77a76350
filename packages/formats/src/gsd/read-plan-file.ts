import type { Diagnostic, FileMention, NotTask, SourceSpan } from '@nx-crest/core';
import { readBoxes } from '../checkbox/read-boxes.js';
import { field, objectFields, type Fields } from '../fields/object-fields.js';
import type { JsonNode } from '../json/read-json.js';
import { readBlocks } from '../markdown/read-blocks.js';
import type { SourceText } from '../source/source-text.js';
import { frontMatter } from '../yaml/front-matter.js';
import { onlyFields } from '../yaml/only-fields.js';
import { readYaml } from '../yaml/read-yaml.js';
import { planNumber, readPhaseNumber, readPlanNumber, type PlanNumber } from './plan-number.js';
import { readElements, type PlanTaskElement } from './read-elements.js';

/** A value with its place. */
export interface Placed {
  readonly text: string;
  readonly span: SourceSpan;
}

/** What one `NN-MM-PLAN.md` says. */
export interface PlanFile {
  readonly source: SourceText;
  readonly number: PlanNumber | undefined;
  /** As written, or from the file's name: `06-03a`. */
  readonly written: string;
  readonly title: string;
  readonly span: SourceSpan;
  readonly wave: number | undefined;
  /** Undefined where the file does not say. */
  readonly dependsOn: readonly Placed[] | undefined;
  readonly files: readonly FileMention[];
  readonly labels: readonly string[];
  readonly tasks: readonly PlanTaskElement[];
  readonly notTasks: readonly NotTask[];
  readonly diagnostics: readonly Diagnostic[];
}

const FIELDS = ['phase', 'plan', 'type', 'wave', 'depends_on', 'files_modified', 'autonomous'];

/** Reads a plan file: the front matter that matters for planning, and its `<task>` elements. *Complexity*: O(n). */
export function readPlanFile(source: SourceText): PlanFile {
  const front = frontMatter(source);
  const yaml = front ? readYaml(source, onlyFields(front, FIELDS)) : { diagnostics: [] };
  const fields: Fields = yaml.root ? objectFields(yaml.root) : new Map<string, JsonNode>();
  const text = (name: string): string => textOf(field(fields, name));
  const number = numberOf(source.path, text('phase'), text('plan'));
  const written = number?.written ?? (fileName(source.path).replace(/(?:-?PLAN)?\.\w+$/i, '') || 'plan');
  const labels = [
    ...(text('type') === '' || text('type') === 'execute' ? [] : [text('type')]),
    ...(text('autonomous') === 'false' ? ['not-autonomous'] : []),
  ];
  const { tasks, title, notTasks, diagnostics } = readElements(source, written);
  const dependsOn = field(fields, 'depends_on');
  return {
    source,
    number,
    written,
    title: title ?? written,
    span: source.lineSpan(1),
    wave: /^\d{1,6}$/.test(text('wave')) ? Number(text('wave')) : undefined,
    dependsOn: dependsOn && valuesOf(source, dependsOn),
    files: valuesOf(source, field(fields, 'files_modified')).map((file) => ({ path: file.text, span: file.span })),
    labels,
    tasks,
    notTasks: [...notTasks, ...boxes(source)].sort((a, b) => a.span.start.offset - b.span.start.offset),
    diagnostics: [...yaml.diagnostics, ...diagnostics],
  };
}

function fileName(path: string): string {
  return path.replaceAll('\\', '/').split('/').at(-1) ?? '';
}

/** By the front matter (`phase: 06-lifecycle`, `plan: 03a`), else by the file's name. */
function numberOf(path: string, phase: string, plan: string): PlanNumber | undefined {
  const whole = readPlanNumber(plan);
  if (whole) return whole;
  const phaseNumber = readPhaseNumber(phase);
  const part = /^\d{1,3}[a-z]?$/i.exec(plan)?.[0];
  if (phaseNumber !== undefined && part !== undefined) return planNumber(phaseNumber, part);
  return readPlanNumber(fileName(path));
}

function textOf(node: JsonNode | undefined): string {
  return typeof node?.value === 'string' || typeof node?.value === 'boolean' ? String(node.value).trim() : '';
}

/** The values of a list, or of a text with commas between; empty ones and "none" left out. */
function valuesOf(source: SourceText, node: JsonNode | undefined): readonly Placed[] {
  const nodes = node?.type === 'array' ? (node.children ?? []) : node ? [node] : [];
  return nodes.flatMap((value) => {
    const span = source.spanAt(value.offset, value.offset + value.length);
    const texts = node?.type === 'array' ? [textOf(value)] : textOf(value).split(',');
    return texts
      .map((text) => text.trim())
      .filter((text) => text !== '' && !/^(?:none|nothing|n\/a|-)$/i.test(text))
      .map((text) => ({ text, span }));
  });
}

/** Boxes of a plan file are steps and criteria of its tasks. */
function boxes(source: SourceText): readonly NotTask[] {
  return readBoxes(source, readBlocks(source)).map(({ line, zone }) => ({
    span: source.lineSpan(line),
    reason: zone?.kind === 'fence' ? 'inside a code fence' : 'a step or criterion of the plan',
  }));
}
