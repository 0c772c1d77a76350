import type { Diagnostic, NotTask } from '@nx-crest/core';
import { readBoxes } from '../checkbox/read-boxes.js';
import { ZONE_REASONS } from '../checkbox/read-entries.js';
import { objectFields, type Fields } from '../fields/object-fields.js';
import { readBlocks, type MarkdownBlocks } from '../markdown/read-blocks.js';
import type { SourceText } from '../source/source-text.js';
import { frontMatter, type FrontMatter } from '../yaml/front-matter.js';
import { readYaml } from '../yaml/read-yaml.js';

/** A Markdown file that is one task: front matter with its fields, and a body that says what to do. */
export interface TaskFile {
  readonly source: SourceText;
  readonly blocks: MarkdownBlocks;
  readonly front: FrontMatter | undefined;
  readonly fields: Fields;
  /** The boxes of the body: criteria and steps, each with the reason why it is no task. */
  readonly notTasks: readonly NotTask[];
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Reads a task file. `prepare` may put other characters into the front matter before it is read as YAML, one for one.
 *
 * *Complexity*: linear.
 */
export function readTaskFile(source: SourceText, prepare: (yaml: string) => string = (yaml) => yaml): TaskFile {
  const blocks = readBlocks(source);
  const front = frontMatter(source);
  const { root, diagnostics } = front
    ? readYaml(source, { start: front.start, text: prepare(front.text) })
    : { root: undefined, diagnostics: [] };
  return {
    source,
    blocks,
    front,
    fields: root?.type === 'object' ? objectFields(root) : new Map(),
    notTasks: bodyBoxes(source, blocks),
    diagnostics: [...diagnostics, ...blocks.diagnostics],
  };
}

/** The title that the body begins with. */
export function firstHeading({ blocks }: TaskFile): string | undefined {
  return blocks.headings.find(({ level, text }) => level === 1 && text !== '')?.text;
}

/** What follows the front matter, without blank lines at its ends; undefined where that is nothing. */
export function bodyOf({ source, front }: TaskFile): string | undefined {
  const start = front ? (source.lineStarts[front.bodyLine - 1] ?? source.text.length) : 0;
  const body = source.text.slice(start).replace(/^(?:[ \t]*\r?\n)+/, '');
  return body.trim() === '' ? undefined : body.trimEnd();
}

function bodyBoxes(source: SourceText, blocks: MarkdownBlocks): readonly NotTask[] {
  const { headings } = blocks;
  let next = 0; // the first heading behind the box
  return readBoxes(source, blocks).map(({ line, zone }) => {
    while ((headings[next]?.line ?? Infinity) < line) next++;
    const reason = zone ? ZONE_REASONS[zone.kind] : reasonUnder(headings[next - 1]?.text ?? '');
    return { span: source.lineSpan(line), reason };
  });
}

function reasonUnder(heading: string): string {
  if (/acceptance|criteri/i.test(heading)) return 'an acceptance criterion';
  if (/definition of done|\bdod\b/i.test(heading)) return 'a part of the definition of done';
  return 'a box in the body of a task';
}
