import type { SourceSpan } from '@nx-crest/core';
import { readBlocks } from '../markdown/read-blocks.js';
import { readArrowLine } from '../order/arrow-line.js';
import { readIdList, type IdReference } from '../order/id-list.js';
import { LIST_NOTATION } from '../order/id-notation.js';
import type { SourceText } from '../source/source-text.js';

/** Ids that a line gives to someone or puts into a group. */
export interface GuideLine {
  readonly ids: readonly string[];
  /** What the line says of them: `Unit tests`. */
  readonly text: string;
  readonly span: SourceSpan;
  /** Who does them. */
  readonly owner: string | undefined;
  readonly group: GuideGroup | undefined;
  /** The line begins with the ids. */
  readonly direct: boolean;
  /** `T001→T002→T003`: one step per arrow. */
  readonly steps: readonly { readonly before: readonly string[]; readonly after: readonly string[] }[];
}

/** `### Group B: Sequential Within, Parallel Across`. */
export interface GuideGroup {
  readonly title: string;
  readonly span: SourceSpan;
  /** Its tasks run one after the other. */
  readonly sequential: boolean;
}

const GROUP = /^(?:group|stream|track|lane|batch|set)\s+[\p{L}\p{N}]{1,12}\b/iu;
const OWNER =
  /^\s*(?:[-*+]\s+|#\s*)?\*{0,2}((?:developer|dev|engineer|agent|team|stream|terminal|worker|person)\s+[\p{L}\p{N}-]{1,20})\*{0,2}\b/iu;
const MAX_RANGE = 500;

/**
 * Reads the lines that name ranges of ids, in lists, headings and comments of code blocks: `# Tasks: T001-T006 (Handlers)`,
 * `- T007-T011: Unit tests`, `Stream 1: Handlers (T001-T006)`. Other code is left out.
 *
 * *Complexity*: linear, ranges of up to 500 ids expanded.
 */
export function readGuide(source: SourceText): readonly GuideLine[] {
  const blocks = readBlocks(source);
  const headingAt = new Map(blocks.headings.map((heading) => [heading.line, heading]));
  const lines: GuideLine[] = [];
  let [owner, group]: [string | undefined, GuideGroup | undefined] = [undefined, undefined];
  for (let line = 1; line <= source.lineStarts.length; line++) {
    const [text, span] = [source.lineText(line), source.lineSpan(line)];
    const zone = blocks.zoneAt(line);
    const heading = headingAt.get(line);
    if (heading) {
      owner = ownerIn(heading.text);
      group = GROUP.test(heading.text) ? groupOf(heading.text, span) : undefined;
      continue;
    }
    const own = ownerIn(text);
    const found = zone && !/^\s*#\s/.test(text) ? undefined : readLine(text);
    // An owner in front of ids has these; one alone has what follows.
    if (found) lines.push({ ...found, span, owner: own ?? owner, group });
    else owner = own ?? owner;
  }
  return lines;
}

function ownerIn(text: string): string | undefined {
  return OWNER.exec(text)?.[1];
}

function groupOf(title: string, span: SourceSpan): GuideGroup {
  return { title, span, sequential: /\bsequential\b/i.test(title) };
}

type Content = Pick<GuideLine, 'ids' | 'text' | 'steps' | 'direct'>;

const LEAD = /^\s*(?:[-*+]\s+|#\s*|\d+[.)]\s+)?\*{0,2}(?:tasks?\s?:?\s*)?/i;

/** `- **Developer 1**: ` */
const OWNED = new RegExp(String.raw`${OWNER.source}\*{0,2}:\*{0,2}\s*`, 'iu');

/** A list item or comment that begins with ids, or has them in brackets. */
function readLine(text: string): Content | undefined {
  if (!/\bT\d|\b[A-Z][A-Z0-9]*-\d/.test(text)) return undefined;
  const owned = OWNED.exec(text)?.[0].length ?? 0;
  const lead = owned + (LEAD.exec(text.slice(owned))?.[0].length ?? 0);
  const leading = contentAt(text, lead);
  if (leading) return leading;
  const open = text.indexOf('(', lead);
  const inner = open < 0 ? undefined : contentAt(text, open + 1);
  if (!inner) return undefined;
  const label = text
    .slice(lead, open)
    .replace(OWNER, '')
    .replace(/^[\s:*]+|[\s:*]+$/g, '');
  return { ...inner, direct: false, text: label === '' || inner.steps.length > 0 ? inner.text : label };
}

function contentAt(text: string, from: number): Content | undefined {
  const list = readIdList(text, LIST_NOTATION, from);
  if (list.references.length === 0) return undefined;
  const close = text[from - 1] === '(' ? text.indexOf(')', from) : -1;
  const arrows = readArrowLine(withoutAsides(text.slice(from, close < 0 ? text.length : close)), LIST_NOTATION);
  const named = (references: readonly IdReference[]): readonly string[] => references.flatMap(idsOf);
  const steps = arrows.map(({ before, after }) => ({ before: named(before), after: named(after) }));
  if (steps.length > 0) {
    return {
      ids: [...new Set(steps.flatMap(({ before, after }) => [...before, ...after]))],
      text: '',
      steps,
      direct: true,
    };
  }
  const rest = list.rest.replace(/^[\s:*)–-]+/, '').trim();
  const ids = [...new Set(named(list.references))];
  return ids.length === 0 ? undefined : { ids, text: asideOf(text) ?? rest, steps, direct: true };
}

function withoutAsides(text: string): string {
  return text.replace(/\([^()]*\)/g, '');
}

/** `T001-T006 (Handlers)`: brackets are skipped by the list and name what the ids are about. */
function asideOf(text: string): string | undefined {
  const aside = /\(([^()]*)\)\s*$/.exec(text)?.[1];
  return aside !== undefined && !/\bT\d/.test(aside) ? aside : undefined;
}

/** Every id of a range, both ends included. */
function idsOf(reference: IdReference): readonly string[] {
  if (reference.kind === 'id') return [reference.id];
  if (reference.kind === 'below') return [];
  const [, lead = '', first = ''] = /^(.*?)(\d+)$/.exec(reference.first) ?? [];
  const last = /(\d+)$/.exec(reference.last)?.[1] ?? '';
  const count = Number(last) - Number(first);
  if (first === '' || !(count >= 0 && count <= MAX_RANGE)) return [reference.first, reference.last];
  return Array.from({ length: count + 1 }, (_, i) => lead + String(Number(first) + i).padStart(first.length, '0'));
}
