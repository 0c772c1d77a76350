import { findBrackets } from '../duration/find-brackets.js';
import { parseDuration } from '../duration/parse-duration.js';

/** What the text of a row says. Offsets count from the start of the text. */
export interface RowText {
  readonly agent: string | undefined;
  /** The agent's role, or with no other text what the row is about. */
  readonly role: string | undefined;
  readonly title: string;
  /** `INDEPENDENT`, `HANDOFF`, `BLOCKS` … */
  readonly labels: readonly string[];
  /** `needs Riley's design`, `after schema ready`. */
  readonly needs:
    | { readonly agent: string | undefined; readonly what: string; readonly start: number; readonly end: number }
    | undefined;
  readonly optional: boolean;
  readonly duration: { readonly start: number; readonly end: number } | undefined;
  /** The place of the character in `[ ]`. */
  readonly box: number | undefined;
}

const NAME = String.raw`(?:@\p{L}[\p{L}\p{N}_-]{0,30}|\p{Lu}[\p{L}\p{N}_-]{0,30}(?:[ ]\p{Lu}[\p{L}\p{N}_-]{0,30}){0,2})`;
/** `Alex (PM) - PRD`, `Taylor: schema`. */
const NAMED = new RegExp(String.raw`^(${NAME})(?:\s?\(([^()]{1,60})\))?\s?(?::|\s[-–—])\s+(.+)$`, 'u');
const ROLE = new RegExp(String.raw`^(${NAME})\s?\((\p{Lu}[^()]{0,60})\)$`, 'u');
const LABEL = /\[([\p{L}][\p{L} ,/–-]{2,60})\]/gu;
const BOX = /\[[ xX~/!-]\]/;
const NEEDS =
  /\((?:needs|requires|waits for|using|after)\s+(?:(@?\p{Lu}[\p{L}\p{N}_-]*|@[\p{L}\p{N}_-]+)['’]s\s+)?([^()]{1,60})\)/iu;
const OPTIONAL = /\((?:if needed|optional|if required)\)/i;
const MARKS = /\*\*|__|`|[✅✔✓☑]\uFE0F?/gu;

/** Reads a row; `known` are agents that other rows name. *Complexity*: linear. */
export function readRow(text: string, known: ReadonlySet<string>): RowText {
  const blanks = (found: string): string => ' '.repeat(found.length);
  const box = BOX.exec(text);
  // Blanks of the same length, so that every offset stays.
  const plain = text.replace(BOX, blanks).replace(MARKS, blanks);
  const needs = NEEDS.exec(plain);
  const bare = plain.replace(LABEL, blanks).replace(NEEDS, blanks).replace(OPTIONAL, blanks);
  const duration = durationIn(bare);
  const rest = duration ? bare.slice(0, duration.start - 1) + bare.slice(duration.end + 1) : bare;
  const who = readAgent(rest.replace(/\s+/g, ' ').trim(), known);
  return {
    ...who,
    labels: [...plain.matchAll(LABEL)].map((found) => found[1] ?? ''),
    needs: needs
      ? { agent: needs[1], what: needs[2] ?? '', start: needs.index + 1, end: needs.index + needs[0].length - 1 }
      : undefined,
    optional: OPTIONAL.test(plain),
    duration,
    box: box ? box.index + 1 : undefined,
  };
}

function durationIn(text: string): RowText['duration'] {
  const found = findBrackets(text);
  return found && parseDuration(found.text) ? { start: found.start, end: found.end } : undefined;
}

function readAgent(text: string, known: ReadonlySet<string>): Pick<RowText, 'agent' | 'role' | 'title'> {
  const named = NAMED.exec(text);
  if (named) return { agent: named[1], role: named[2], title: named[3] ?? text };
  const roled = ROLE.exec(text);
  const brackets = findBrackets(text);
  if (brackets && known.has(brackets.text)) return { agent: brackets.text, role: undefined, title: brackets.before };
  if (roled) return { agent: roled[1], role: roled[2], title: roled[2] ?? text };
  const [first = ''] = text.split(' ', 1);
  if (known.has(first) && text.length > first.length) {
    return { agent: first, role: undefined, title: text.slice(first.length).trim() };
  }
  return { agent: undefined, role: undefined, title: text };
}

/** The agents that rows name in front of a dash or colon. */
export function agentIn(text: string): string | undefined {
  const plain = text.replace(BOX, ' ').replace(MARKS, ' ').replace(LABEL, ' ').trim();
  return NAMED.exec(plain)?.[1] ?? ROLE.exec(plain)?.[1];
}
