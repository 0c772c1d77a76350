import type { SourceSpan, TaskStatus } from '@nx-crest/core';
import { readBlocks } from '../markdown/read-blocks.js';
import { readIdList, type PlacedReference } from '../order/id-list.js';
import { LIST_NOTATION } from '../order/id-notation.js';
import type { SourceText } from '../source/source-text.js';
import { statusOfText } from '../status-text/status-of-text.js';
import { waveName } from '../waves/wave-name.js';

/** One item of a phase's list: `- Subagent A: Task 5.1-5.4 (CustomerService)`. */
export interface PhaseItem {
  readonly references: readonly { readonly reference: PlacedReference; readonly text: string }[];
  readonly assignee: string | undefined;
  readonly title: string | undefined;
  /** The item says that its tasks run one after the other. */
  readonly sequential: boolean;
  readonly done: boolean;
  readonly span: SourceSpan;
}

/** Items under one line such as "Can run in parallel:". */
export interface PhaseSet {
  readonly mode: 'parallel' | 'sequential' | 'then';
  readonly items: readonly PhaseItem[];
}

/** `### Phase 2: Services (NEXT)` with what stands below. */
export interface Phase {
  readonly title: string;
  readonly span: SourceSpan;
  readonly status: TaskStatus | undefined;
  readonly sets: readonly PhaseSet[];
}

/** `Queue Task 5.5 for Subagent B (service-layer-agent)`: the kind of agent that a task needs. */
export interface AgentKind {
  readonly references: readonly { readonly reference: PlacedReference; readonly text: string }[];
  readonly kind: string;
}

const ITEM = /^\s*(?:[-*+]|\d+[.)])\s+/;
const MODE =
  /^\s*\*{0,2}(?:(?:can|may)\s+(?:all\s+)?(?:run|be done)\s+in\s+)?(parallel|then|sequential)\b[^:]{0,40}:?\*{0,2}:?\s*$/i;
/** Bullet, box, and who does it: `- [ ] Helper A: `. */
const LINE_HEAD =
  /^(\s*(?:[-*+]|\d+[.)])\s+(?:\[(.)\]\s+)?)(\*{0,2}\p{L}[\p{L}\p{N} _-]{0,39}\*{0,2}:\*{0,2}\s+(?=\*{0,2}[Tt]asks?\s))?/u;
/** ` (Inbox)`, `: Inbox` */
const TITLE = /^[\s*:–-]*\(([^()]*)\)|^\*{0,2}:\*{0,2}\s+(.+)$/;
const KIND = /\b(?:queue|run|start|assign|spawn)\s+(?=tasks?\s)/i;

/** Reads the phases of a document outside of code fences. *Complexity*: linear. */
export function readPhases(source: SourceText): readonly Phase[] {
  const blocks = readBlocks(source);
  const phases = blocks.headings.flatMap(({ text, line, span }, index): Phase[] => {
    if (waveName(text) === undefined) return [];
    const end = blocks.headings[index + 1]?.line ?? source.lineStarts.length + 1;
    const sets: { readonly mode: PhaseSet['mode']; readonly items: PhaseItem[] }[] = [];
    for (let at = line + 1; at < end; at++) if (!blocks.zoneAt(at)) readLine(source, at, sets);
    return [{ title: text, span, status: statusIn(text), sets }];
  });
  return phases.filter(({ sets }) => sets.some(({ items }) => items.length > 0));
}

function readLine(
  source: SourceText,
  line: number,
  sets: { readonly mode: PhaseSet['mode']; readonly items: PhaseItem[] }[],
): void {
  const text = source.lineText(line);
  const mode = ITEM.test(text) ? undefined : MODE.exec(text)?.[1]?.toLowerCase();
  if (mode !== undefined) sets.push({ mode: mode === 'parallel' || mode === 'sequential' ? mode : 'then', items: [] });
  const item = readItem(source, line, text);
  if (!item) return;
  if (sets.length === 0) sets.push({ mode: 'parallel', items: [] });
  sets.at(-1)?.items.push(item);
}

/** `(COMPLETE)`, `✅` */
function statusIn(heading: string): TaskStatus | undefined {
  const brackets = /[([]([^()[\]]{1,40})[)\]]\s*$/.exec(heading)?.[1];
  return (
    (brackets === undefined ? undefined : statusOfText(brackets)) ??
    statusOfText(heading.replace(/[\p{L}\p{N}[\]]/gu, ''))
  );
}

function readItem(source: SourceText, line: number, text: string): PhaseItem | undefined {
  const [, lead = '', box = '', owner = ''] = LINE_HEAD.exec(text) ?? [];
  if (lead === '') return undefined;
  const at = lead.length + owner.length;
  if (!/^\*{0,2}tasks?\s/i.test(text.slice(at))) return undefined;
  const { references, rest } = readIdList(text, LIST_NOTATION, at);
  const last = references.at(-1);
  if (!last) return undefined;
  return {
    references: placed(text, references),
    assignee: owner === '' ? undefined : owner.replace(/[:*]/g, '').trim(),
    title: titleIn(text.slice(last.end)),
    sequential: /\bsequential/i.test(rest),
    done: /\b(?:done|complete)\b/i.test(rest) || /x/i.test(box),
    span: source.lineSpan(line),
  };
}

function titleIn(behind: string): string | undefined {
  const found = TITLE.exec(behind);
  return found ? (found[1] ?? found[2]) : undefined;
}

function placed(text: string, references: readonly PlacedReference[]): PhaseItem['references'] {
  return references.map((reference) => ({ reference, text: text.slice(reference.start, reference.end) }));
}

/** Reads the kinds of agents, wherever the document names them. *Complexity*: linear. */
export function readAgentKinds(source: SourceText): readonly AgentKind[] {
  const found: AgentKind[] = [];
  for (let line = 1; line <= source.lineStarts.length; line++) {
    const text = source.lineText(line);
    const verb = KIND.exec(text);
    const kind = verb && /\(([\w -]{0,40}\bagent)\)/i.exec(text)?.[1];
    if (!verb || !kind) continue;
    const { references } = readIdList(text, LIST_NOTATION, verb.index + verb[0].length);
    found.push({
      kind,
      references: references.map((reference) => ({ reference, text: text.slice(reference.start, reference.end) })),
    });
  }
  return found;
}
