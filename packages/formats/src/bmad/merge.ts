import type { NotTask, SourceSpan } from '@nx-crest/core';
import type { SourceText } from '../source/source-text.js';
import type { Epics, EpicStory, PlacedStatus, Sprint, SprintEntry, StoryFile } from './model.js';

/** The documents of a project, read. */
export interface Project {
  readonly sprint?: Sprint;
  readonly epics?: Epics;
  readonly stories: readonly StoryFile[];
}

/** An epic, whatever documents speak of it. */
export interface MergedEpic {
  readonly epic: string;
  readonly title: string;
  readonly span: SourceSpan;
  readonly status: PlacedStatus | undefined;
}

/** A story or retrospective, whatever documents speak of it. */
export interface MergedStory {
  readonly kind: SprintEntry['kind'];
  readonly epic: string | undefined;
  readonly number: string | undefined;
  readonly written: string;
  readonly title: string;
  readonly span: SourceSpan;
  /** What counts: the tracker, else the story's file, else the epics. */
  readonly status: PlacedStatus | undefined;
  readonly tracked: PlacedStatus | undefined;
  readonly planned: EpicStory | undefined;
  readonly epicsSource: SourceText | undefined;
  readonly file: StoryFile | undefined;
}

/** The epics and stories of a project. */
export interface MergedStories {
  readonly epics: readonly MergedEpic[];
  readonly stories: readonly MergedStory[];
  /** Files of stories that have another file. */
  readonly repeated: readonly NotTask[];
}

/** Puts together what the tracker, `epics.md` and story files say of the same stories, by their numbers. *Complexity*: linear. */
export function mergeStories({ sprint, epics, stories: files }: Project): MergedStories {
  const fileOf = new Map<string, StoryFile>();
  const repeated: NotTask[] = [];
  for (const file of files) {
    const { number } = file.story;
    if (fileOf.has(number))
      repeated.push({ span: file.source.lineSpan(1), reason: `story ${number} has another file` });
    else fileOf.set(number, file);
  }
  const planned = new Map(epics?.stories.map((story) => [story.story.number, story]));
  const entries = sprint?.entries ?? [];
  const seen = new Set<string>();
  const make = (from: Draft): MergedStory => {
    const { number = '' } = from;
    // Of two entries with one number the first has the documents.
    const isFirst = number !== '' && !seen.has(number);
    seen.add(number);
    const found = isFirst ? { file: fileOf.get(number), planned: planned.get(number) } : {};
    return mergeStory(from, { ...found, epicsSource: epics?.source });
  };
  const tracked = entries
    .filter(({ kind }) => kind !== 'epic')
    .map(({ kind, key, epic, story, status, span }) =>
      make({ kind, epic, number: story?.number, written: key, span, name: story?.title ?? key, tracked: status }),
    );
  const others = [
    ...(epics?.stories ?? []).map(({ story, span }) => ({ story, span })),
    ...[...fileOf.values()].map(({ story, source }) => ({ story, span: source.lineSpan(1) })),
  ].flatMap(({ story, span }) => {
    if (seen.has(story.number)) return [];
    const { number, written, epic, title } = story;
    return [make({ kind: 'story', epic, number, written, span, name: title, tracked: undefined })];
  });
  return { epics: mergeEpics(entries, epics), stories: [...tracked, ...others], repeated };
}

type Draft = Pick<MergedStory, 'kind' | 'epic' | 'number' | 'written' | 'span' | 'tracked'> & { readonly name: string };

interface StoryDocuments {
  readonly file?: StoryFile | undefined;
  readonly planned?: EpicStory | undefined;
  readonly epicsSource: SourceText | undefined;
}

function mergeStory(from: Draft, { file, planned, epicsSource }: StoryDocuments): MergedStory {
  const titles = [file?.title, planned?.story.title, from.name];
  const title = titles.find((found) => found !== undefined && found !== '') ?? from.name;
  return { ...from, title, status: from.tracked ?? file?.status ?? planned?.status, planned, file, epicsSource };
}

function mergeEpics(entries: readonly SprintEntry[], epics: Epics | undefined): readonly MergedEpic[] {
  const titled = new Map(epics?.epics.map((epic) => [epic.epic, epic]));
  const merged = new Map<string, MergedEpic>();
  for (const { kind, epic = '', key, span, status } of entries) {
    if (kind === 'epic' && !merged.has(epic))
      merged.set(epic, { epic, title: titled.get(epic)?.title ?? key, span, status });
  }
  const used = new Set(epics?.stories.map(({ story }) => story.epic));
  for (const { epic, title, span } of titled.values()) {
    if (!merged.has(epic) && used.has(epic)) merged.set(epic, { epic, title, span, status: undefined });
  }
  return [...merged.values()];
}
