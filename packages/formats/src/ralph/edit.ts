import type { TaskStatus } from '@nx-crest/core';
import { field } from '../fields/object-fields.js';
import { appendLine, insertProperty } from '../json/edit-object.js';
import type { JsonNode } from '../json/read-json.js';
import type { NoteChange, StatusChange, StatusEdit } from '../plan-format.js';
import type { SourceText } from '../source/source-text.js';
import { readStories, text, type Story } from './read-stories.js';
import { passesOf, statusOfWord, wordForStatus, writtenStatus } from './status.js';

/** The edit of one `passes`, or of a `status` where a story has one. */
export function editRalphStatus(source: SourceText, change: StatusChange): StatusEdit {
  const found = findStory(source, change);
  if ('reason' in found) return { kind: 'refused', reason: found.reason };
  const { story, words } = found;
  const written = writtenStatus(story.fields);
  if ((written ? written.status : 'todo') === change.status) return { kind: 'unchanged' };
  const passes = passesOf(story.fields);
  if (passes?.value === true) return backFromPassing(passes, change.status, text(story.fields, 'status'));
  if (change.status === 'done' && (passes || !field(story.fields, 'status'))) {
    const edit = passes ? replaced(passes, 'true') : insertProperty(source, story.node, 'passes', 'true');
    return { kind: 'edit', edit };
  }
  return editWord(story, change.status, words);
}

/** The edit of a story that does not pass and is not to. */
function editWord({ fields }: Story, status: TaskStatus, words: ReadonlySet<string>): StatusEdit {
  const passes = passesOf(fields);
  const word = field(fields, 'status');
  const isBroken = passes !== undefined && passes.type !== 'boolean';
  if (isBroken && status === 'todo') return { kind: 'edit', edit: replaced(passes, 'false') };
  if (isBroken || !word) return { kind: 'refused', reason: `"passes" has no word for "${status}"` };
  return { kind: 'edit', edit: replaced(word, JSON.stringify(wordForStatus(status, words))) };
}

/** The edit that adds a line to a story's `notes`. */
export function editRalphNote(source: SourceText, change: NoteChange): StatusEdit {
  const found = findStory(source, change);
  if ('reason' in found) return { kind: 'refused', reason: found.reason };
  const edit = appendLine(source, found.story.node, { name: 'notes', text: change.text });
  return edit ? { kind: 'edit', edit } : { kind: 'refused', reason: '"notes" is no text' };
}

/** A story that passes has one way back, and only where no `status` beside it would then count. */
function backFromPassing(passes: JsonNode, status: TaskStatus, word: string): StatusEdit {
  const behind = statusOfWord(word) ?? 'done';
  if (status !== 'todo')
    return { kind: 'refused', reason: `the story passes; "${status}" is possible only before that` };
  if (behind !== 'done' && behind !== 'todo') return { kind: 'refused', reason: `its "status" says "${word}"` };
  return { kind: 'edit', edit: replaced(passes, 'false') };
}

function findStory(
  source: SourceText,
  { taskId, tag }: Pick<StatusChange, 'taskId' | 'tag'>,
): { readonly story: Story; readonly words: ReadonlySet<string> } | { readonly reason: string } {
  const { stories, valid } = readStories(source);
  if (!valid) return { reason: 'the file is not valid JSON' };
  const story = tag === undefined ? stories.find(({ id }) => id === taskId) : undefined;
  if (!story) return { reason: `the file has no story "${taskId}"` };
  return { story, words: new Set(stories.map(({ fields }) => text(fields, 'status'))) };
}

function replaced({ offset, length }: JsonNode, literal: string) {
  return { start: offset, end: offset + length, text: literal };
}
