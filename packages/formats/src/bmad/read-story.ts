import type { Entry } from '../checkbox/read-entries.js';
import { entryIds } from '../checkbox/entry-ids.js';
import { entryTree } from '../checkbox/list-groups.js';
import type { ListDocument } from '../checkbox/list-document.js';
import { readEntries } from '../checkbox/read-entries.js';
import { readBlocks, type Heading } from '../markdown/read-blocks.js';
import type { SourceText } from '../source/source-text.js';
import { findStatusLine, withoutStatusLine } from './status-line.js';
import type { StoryFile } from './model.js';
import { readStoryKey, storyKey, type StoryKey } from './story-key.js';

const TITLE =
  /^(?:[^\p{L}\p{N}]{0,8})Story[ \t]+(\d{1,4}[a-z]?)[.-](\d{1,4}[a-z]?)(?!\w)[ \t]*(?:[:–—]|-+(?=\s))?[ \t]*(.*)$/iu;
const TASKS = /\btasks?\b/i;
const NUMBER =
  /^[*_]{0,2}(?:sub-?task|task)[ \t]+(\d{1,3}(?:\.\d{1,3}){0,2}[a-z]?)(?![\w.]*\w)[*_]{0,2}[ \t]*(?:[:.)–—]|-+(?=\s))?[ \t]*/i;

/** The number and title that a heading gives a story: `Story 1.2: Title`. */
export function readStoryHeading(text: string): StoryKey | undefined {
  const found = TITLE.exec(text);
  return found ? storyKey(found[1] ?? '', found[2] ?? '', (found[3] ?? '').trim()) : undefined;
}

/** Reads `1-2-name.md`: its status, and the boxes below "Tasks / Subtasks". *Complexity*: O(n). */
export function readStory(source: SourceText): StoryFile {
  const blocks = readBlocks(source);
  const heading = blocks.headings.map(({ text }) => readStoryHeading(text)).find((found) => found !== undefined);
  const name = source.path.replaceAll('\\', '/').split('/').at(-1) ?? '';
  const named = readStoryKey(name.replace(/\.\w+$/, ''));
  const story = named ?? heading ?? { epic: '', number: 'story', written: 'story', title: name };
  const { entries: all, notTasks } = readEntries(source, blocks, { ' ': 'todo', x: 'done', X: 'done' });
  const inTasks = taskLines(source, blocks.headings);
  const kept = all.map(({ box }) => inTasks(box.line));
  const place = new Map<number, number>();
  const entries = all.flatMap((entry, index) => {
    if (!kept[index]) return [];
    place.set(index, place.size);
    const parent = entry.parent === undefined ? undefined : place.get(entry.parent);
    return [withNumber(entry, story.number, parent)];
  });
  const others = all.flatMap(({ span }, index) => (kept[index] ? [] : [{ span, reason: 'not under "Tasks"' }]));
  const tree = entryTree(entries, ({ parent }) => parent);
  // Below a box with a number the id begins with that one's already.
  const titled = entries.map((entry) => {
    const isFree = entry.written === undefined && entries[entry.parent ?? -1]?.written === undefined;
    return isFree ? { ...entry, title: `${story.number} ${entry.title}` } : entry;
  });
  const ids = entryIds(titled, tree);
  const { status, diagnostics } = findStatusLine(source, 1, Math.min(source.lineStarts.length, 40));
  const listed = [...notTasks, ...others].sort((a, b) => a.span.start.offset - b.span.start.offset);
  const list: ListDocument = { source, blocks, entries, notTasks: listed, tree, ...ids };
  const details = withoutStatusLine(source, 1, source.lineStarts.length);
  const title = heading?.title === '' ? undefined : heading?.title;
  return { source, story, title, status, list, details, diagnostics };
}

/** Which lines stand under a heading about tasks; all of them where there is none. */
function taskLines(source: SourceText, headings: readonly Heading[]): (line: number) => boolean {
  if (!headings.some(({ text, level }) => level > 1 && TASKS.test(text))) return () => true;
  const inside: boolean[] = [];
  let level = Infinity;
  let next = 0;
  for (let line = 1; line <= source.lineStarts.length; line++) {
    const heading = headings[next];
    if (heading?.line === line) {
      next++;
      if (heading.level <= level) level = heading.level > 1 && TASKS.test(heading.text) ? heading.level : Infinity;
    }
    inside.push(level !== Infinity);
  }
  return (line) => inside[line - 1] === true;
}

/** Ids begin with the story's number, so that those of two stories differ: task 2.1 of story 1.2 is `1-2.2.1`. */
function withNumber(entry: Entry, story: string, parent: number | undefined): Entry {
  const named = NUMBER.exec(entry.title);
  const bare =
    entry.written !== undefined && isNumber(entry.written, entry.box.text.trim()) ? entry.written : undefined;
  // What is no number of a task belongs to the title: "404 for an unknown desk".
  const whole = entry.written === undefined || bare !== undefined ? entry.title : entry.box.text.trim();
  const title = named ? entry.title.slice(named[0].length).trim() : whole;
  const number = named?.[1] ?? bare;
  const written = number === undefined ? undefined : `${story}.${number}`;
  return { ...entry, parent, written, title: title === '' ? entry.title : title };
}

/** `2.1 Title`, `2. Title`, `2: Title`; not `404 for …`. */
function isNumber(id: string, text: string): boolean {
  if (!/^\d{1,3}(?:\.\d{1,3}){0,3}[a-z]?$/.test(id)) return false;
  return id.includes('.') || /^[.:)]/.test(text.replace(/^[*_`~]{1,4}/, '').slice(id.length));
}
