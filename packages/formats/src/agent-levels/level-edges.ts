import { diagnostic } from '@nx-crest/core';
import type { Diagnostic, EdgeOrigin, PlanDependency, PlanGroup } from '@nx-crest/core';
import { collectDependencies } from '../order/step-edges.js';
import type { SourceText } from '../source/source-text.js';
import { producerFinder, productWords, type FindProducer } from './find-producer.js';
import type { Level, LevelRow } from './read-levels.js';

/** A row with its id and level. */
export interface PlacedRow {
  readonly id: string;
  readonly row: LevelRow;
  /** The index of the level. */
  readonly level: number;
}

/** The groups of levels, and what rows wait for besides their level. */
export interface LevelEdges {
  readonly groups: readonly PlanGroup[];
  readonly handOffs: ReadonlyMap<string, readonly PlanDependency[]>;
  /** "Then:" within a level. */
  readonly steps: ReadonlyMap<string, readonly PlanDependency[]>;
  readonly joints: readonly PlanGroup[];
  /** CREST252 */
  readonly diagnostics: readonly Diagnostic[];
}

/** Turns levels, triggers and hand-offs into dependencies. *Complexity*: linear, but for look-ups (`producerFinder`). */
export function levelEdges(
  source: SourceText,
  levels: readonly Level[],
  { rows, makeId }: { readonly rows: readonly PlacedRow[]; readonly makeId: (wanted: string) => string },
): LevelEdges {
  const find = producerFinder(
    rows.map(({ id, row, level }) => ({
      id,
      level,
      agent: row.agent ?? row.stream?.agent,
      title: row.title,
      stream: row.stream,
    })),
  );
  const rowsOf = levels.map((): PlacedRow[] => []);
  for (const row of rows) rowsOf[row.level]?.push(row);
  const names = levels.map(({ number }) => makeId(`level-${number}`));
  const gates = levels.map((_, index) => gateOf(rowsOf[index] ?? [], names[index] ?? '', makeId));
  const diagnostics: Diagnostic[] = [];
  let barrier: readonly number[] = [];
  let group: readonly number[] = [];
  const groups = levels.flatMap((level, index): PlanGroup[] => {
    const isBeside = /\bparallel with\b/i.test(level.mode);
    if (!isBeside) [barrier, group] = [group, []];
    group = [...group, index];
    const span = level.trigger?.span ?? level.span;
    const waits = (on: readonly string[], origin: EdgeOrigin): PlanDependency[] =>
      on.map((each) => ({ on: each, origin, span }));
    const trigger =
      level.trigger && findTrigger(level.trigger.text, { levels, index, names: gates.map(({ id }) => id), find });
    if (level.trigger && trigger === undefined)
      diagnostics.push(diagnostic('CREST252', { text: level.trigger.text }, { span }));
    const before = waits(
      barrier.map((each) => gates[each]?.id ?? ''),
      'phase',
    );
    const blocking = barrier.flatMap((each) =>
      (rowsOf[each] ?? []).filter(({ row }) => blocksAll(row)).map(({ id }) => id),
    );
    const dependencies =
      trigger === undefined ? before : [...waits([trigger], 'explicit'), ...waits(blocking, 'marker')];
    const members = (rowsOf[index] ?? []).map(({ id }) => id);
    const own: PlanGroup = {
      id: names[index] ?? '',
      kind: 'phase',
      title: level.title,
      span: level.span,
      members,
      dependencies,
    };
    return [own, ...(gates[index]?.groups ?? [])];
  });
  return { groups, ...rowEdges(source, { levels, rowsOf, find, diagnostics, makeId }) };
}

/** What later levels wait for: the level, or where rows of it never block, the others. */
function gateOf(
  rows: readonly PlacedRow[],
  level: string,
  makeId: (wanted: string) => string,
): { readonly id: string; readonly groups: readonly PlanGroup[] } {
  const blocking = rows.filter(({ row }) => !neverBlocks(row));
  const [first] = rows;
  if (!first || blocking.length === rows.length) return { id: level, groups: [] };
  const id = makeId(`${level}-gate`);
  const members = blocking.map((row) => row.id);
  return {
    id,
    groups: [
      {
        id,
        kind: 'phase',
        title: `${level} without what never blocks`,
        span: first.row.span,
        members,
        dependencies: [],
      },
    ],
  };
}

/** `NEVER BLOCKS` alone; `NEVER BLOCKS DEV` still blocks what comes later. */
function neverBlocks({ stream, labels }: LevelRow): boolean {
  return [...labels, stream?.remarks ?? ''].some((text) => /\bnever blocks\s*(?:[\])]|$)/i.test(text));
}

function blocksAll({ labels }: LevelRow): boolean {
  return labels.some((label) => /^(?:blocks|blocking)\b/i.test(label));
}

interface Places {
  readonly levels: readonly Level[];
  readonly index: number;
  /** What stands for each level. */
  readonly names: readonly string[];
  readonly find: FindProducer;
}

/** `Alex's PRD completion` is a row, `Planning completion` or `Level 1` a level before. */
function findTrigger(text: string, { levels, index, names, find }: Places): string | undefined {
  const [, agent, product = text] = /^(@?\p{L}[\p{L}\p{N}_-]*)['’]s\s+(.+)$/u.exec(text) ?? [];
  if (agent !== undefined) return find({ agent, what: product, level: index - 1, id: '', stream: undefined });
  const number = /\b(?:level|tier|layer|stage)\s+(\d+)/i.exec(text)?.[1];
  const words = new Set(productWords(text));
  for (let before = index - 1; before >= 0; before--) {
    const level = levels[before];
    const isMeant =
      number === undefined
        ? level && productWords(level.title).some((word) => words.has(word))
        : level?.number === number;
    if (isMeant === true) return names[before];
  }
  return find({ agent: undefined, what: text, level: index - 1, id: '', stream: undefined });
}

interface RowReading {
  readonly levels: readonly Level[];
  readonly rowsOf: readonly (readonly PlacedRow[])[];
  readonly find: FindProducer;
  readonly diagnostics: Diagnostic[];
  readonly makeId: (wanted: string) => string;
}

type RowEdges = Pick<LevelEdges, 'handOffs' | 'steps' | 'joints' | 'diagnostics'>;

function rowEdges(source: SourceText, { levels, rowsOf, find, diagnostics, makeId }: RowReading): RowEdges {
  const handOffs = new Map<string, readonly PlanDependency[]>();
  const steps = collectDependencies(makeId);
  rowsOf.forEach((rows, index) => {
    let [before, own]: [readonly PlacedRow[], PlacedRow[]] = [[], []];
    rows.forEach((placed, index) => {
      own.push(placed);
      if (rows[index + 1]?.row.step === placed.row.step) return;
      const located = before.map(({ id }) => ({ on: id, span: own[0]?.row.span ?? placed.row.span }));
      steps.addStep({ before: located, waiting: own.map(({ id }) => id) }, placed.row.span);
      [before, own] = [own, []];
    });
    if (/\bsequential\b/i.test(levels[index]?.mode ?? '')) inOrder(rows, handOffs);
    for (const { id, row, level } of rows) {
      if (!row.needs) continue;
      const { agent, what, start, end } = row.needs;
      const span = source.spanAt(row.offset + start, row.offset + end);
      const on = find({ agent, what, level, id, stream: row.stream });
      if (on !== undefined) handOffs.set(id, [...(handOffs.get(id) ?? []), { on, origin: 'data-flow', span }]);
      else
        diagnostics.push(
          diagnostic('CREST252', { text: source.text.slice(span.start.offset, span.end.offset) }, { span }),
        );
    }
  });
  return { handOffs, steps: steps.of(), joints: steps.joints(), diagnostics };
}

/** `(SEQUENTIAL)`: the rows of a level, one after the other. */
function inOrder(rows: readonly PlacedRow[], edges: Map<string, readonly PlanDependency[]>): void {
  rows.forEach(({ id, row }, index) => {
    const before = rows[index - 1];
    if (before) edges.set(id, [{ on: before.id, origin: 'order', span: row.span }]);
  });
}
