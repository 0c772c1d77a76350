import { readBoxes } from '../checkbox/read-boxes.js';
import { parseDuration } from '../duration/parse-duration.js';
import { readBlocks, type Heading } from '../markdown/read-blocks.js';
import { readIdList, type IdNotation, type PlacedReference } from '../order/id-list.js';
import type { SourceText } from '../source/source-text.js';
import type { Epics, EpicStory } from './model.js';
import { readStoryHeading } from './read-story.js';
import { findStatusLine, withoutStatusLine } from './status-line.js';

const EPIC = /^(?:[^\p{L}\p{N}]{0,8})Epic[ \t]+([\w.]{1,20}?)[ \t]*(?:[:–—]|-+(?=\s))[ \t]*(.*)$/iu;
const LABEL =
  /^[ \t]*(?:[-*+][ \t]+)?[*_]{0,2}(?:prerequisites?|dependenc(?:y|ies)|depends[ -]on|blocked[ -]by)[*_]{0,2}[ \t]*:[*_]{0,2}[ \t]*/i;
const NOTHING = /^(?:none|nothing|n\/a|no\b|-|—)/i;
const NUMBERS: IdNotation = { id: /\d{1,4}[a-z]?\.\d{1,4}[a-z]?(?!\w|\.\d)/iy, lead: /(?:stor(?:y|ies)[ \t]+)?/iy };
const EFFORT = /^[\s*_-]*(?:estimated[ \t]+)?(?:effort|estimate|duration|time)[*_]{0,2}[ \t]*:[*_]{0,2}[ \t]*/i;

/** Reads `epics.md`: epics and stories from their headings. *Complexity*: O(n). */
export function readEpics(source: SourceText): Epics {
  const blocks = readBlocks(source);
  const epics = new Map<string, Epics['epics'][0]>();
  const stories = new Map<string, EpicStory>();
  const found: Epics['diagnostics'][0][] = [...blocks.diagnostics];
  blocks.headings.forEach(({ text, span }, index) => {
    const epic = EPIC.exec(text);
    const id = (epic?.[1] ?? '').toLowerCase();
    if (epic && !epics.has(id)) epics.set(id, { epic: id, title: (epic[2] ?? '').trim() || text, span });
    const story = readStoryHeading(text);
    if (!story || stories.has(story.number)) return;
    const { first, last } = sectionOf(source, blocks.headings, index);
    const { status, diagnostics } = findStatusLine(source, first, last);
    found.push(...diagnostics);
    stories.set(story.number, { story, span, status, ...readBody(source, first, last) });
  });
  const notTasks = readBoxes(source, blocks).map(({ line, zone }) => ({
    span: source.lineSpan(line),
    reason: zone?.kind === 'fence' ? 'inside a code fence' : 'a criterion of the story',
  }));
  const title = blocks.headings.find(({ level }) => level === 1)?.text;
  return { source, title, epics: [...epics.values()], stories: [...stories.values()], notTasks, diagnostics: found };
}

/** The lines below a heading, up to the next one of its level or of a story. */
function sectionOf(
  source: SourceText,
  headings: readonly Heading[],
  index: number,
): { readonly first: number; readonly last: number } {
  const { level = 0, line = 1 } = headings[index] ?? {};
  let next = index + 1;
  let heading = headings[next];
  while (heading && heading.level > level && !readStoryHeading(heading.text)) heading = headings[++next];
  return { first: line + 1, last: (heading?.line ?? source.lineStarts.length + 1) - 1 };
}

function readBody(
  source: SourceText,
  first: number,
  last: number,
): Pick<EpicStory, 'prerequisites' | 'effort' | 'details'> {
  const found: { reference: PlacedReference; line: number }[] = [];
  let stated = false;
  let effort: EpicStory['effort'];
  for (let line = first; line <= last; line++) {
    const text = source.lineText(line);
    const label = LABEL.exec(text);
    if (label) {
      const references = readReferences(text, label[0].length);
      stated ||= references.length > 0 || NOTHING.test(text.slice(label[0].length));
      found.push(...references.map((reference) => ({ reference, line })));
    }
    effort ??= readEffort(source, line, text);
  }
  const details = withoutStatusLine(source, first, last);
  return { prerequisites: stated ? found : undefined, effort, details };
}

/** `Story 1.1, Story 1.3 (for the model)`, written `1-1`. */
function readReferences(text: string, from: number): readonly PlacedReference[] {
  return readIdList(text, NUMBERS, from).references.map((reference) => {
    const dash = (id: string): string => id.toLowerCase().replace('.', '-');
    if (reference.kind === 'id') return { ...reference, id: dash(reference.id) };
    if (reference.kind === 'range') return { ...reference, first: dash(reference.first), last: dash(reference.last) };
    return reference;
  });
}

function readEffort(source: SourceText, line: number, text: string): EpicStory['effort'] {
  const label = EFFORT.exec(text);
  const value = label ? text.slice(label[0].length) : '';
  if (!label || !parseDuration(value)) return undefined;
  const start = (source.lineStarts[line - 1] ?? 0) + label[0].length;
  return { start, end: start + value.trimEnd().length };
}
