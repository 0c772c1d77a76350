import { compareDiagnostics, type Plan } from '@nx-crest/core';
import type { ParsedDocument } from '../plan-format.js';
import type { SourceText } from '../source/source-text.js';
import { assembleProject } from './assemble.js';
import type { StoryFile } from './model.js';
import { readEpics } from './read-epics.js';
import { readSprint } from './read-sprint.js';
import { readStory } from './read-story.js';
import { storyTasks } from './story-tasks.js';

const LONE_STORY_POLICY = 'the tasks of a story follow each other in document order';

/** What kind of document this is. */
export function kindOf(source: SourceText): 'sprint' | 'story' | 'epics' {
  if (/^development_status[ \t]*:/m.test(source.text)) return 'sprint';
  if (/\.ya?ml$/i.test(source.path)) return 'sprint';
  return /^#[ \t]+(?:[^\p{L}\p{N}\n]{0,8})Story[ \t]+\d/imu.test(source.text) || isStoryName(source.path)
    ? 'story'
    : 'epics';
}

function isStoryName(path: string): boolean {
  return /(?:^|[/\\])\d{1,4}[a-z]?-\d{1,4}[a-z]?-[^/\\]*\.md$/i.test(path);
}

/** Reads one document. *Complexity*: O(n + dependencies). */
export function parseBmad(source: SourceText): ParsedDocument {
  const kind = kindOf(source);
  if (kind === 'sprint') return assembleProject(source.path, { sprint: readSprint(source), stories: [] });
  if (kind === 'epics') return assembleProject(source.path, { epics: readEpics(source), stories: [] });
  const story = readStory(source);
  return story.list.entries.length > 0 ? loneStory(story) : assembleProject(source.path, { stories: [story] });
}

/** Reads the documents of one folder: the tracker, story files and, where they are given, epics. */
export function parseProject(sources: readonly SourceText[]): ParsedDocument {
  const of = (kind: ReturnType<typeof kindOf>): readonly SourceText[] =>
    sources.filter((source) => kindOf(source) === kind);
  const [sprint] = of('sprint');
  const [epics] = of('epics');
  const path = (sprint ?? epics ?? sources[0])?.path ?? '';
  return assembleProject(path, {
    ...(sprint ? { sprint: readSprint(sprint) } : {}),
    ...(epics ? { epics: readEpics(epics) } : {}),
    stories: of('story').map(readStory),
  });
}

/** The boxes of one story; the story itself is the plan. */
function loneStory({ source, story, title, list, diagnostics }: StoryFile): ParsedDocument {
  const { tasks, groups } = storyTasks(list);
  const plan: Plan = {
    format: 'bmad',
    path: source.path,
    title: title ?? story.title,
    tasks,
    groups,
    notTasks: list.notTasks,
    waves: [],
    orderPolicy: LONE_STORY_POLICY,
  };
  const all = [...diagnostics, ...list.blocks.diagnostics, ...list.diagnostics];
  return { plans: [plan], diagnostics: all.sort(compareDiagnostics) };
}
