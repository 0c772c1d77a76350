import { readBoxes } from '../checkbox/read-boxes.js';
import { field, objectFields, type Fields } from '../fields/object-fields.js';
import type { JsonNode } from '../json/read-json.js';
import { readBlocks, type MarkdownBlocks } from '../markdown/read-blocks.js';
import type { SourceText } from '../source/source-text.js';
import { frontMatter } from '../yaml/front-matter.js';
import { onlyFields } from '../yaml/only-fields.js';
import { readYaml } from '../yaml/read-yaml.js';
import type { MissionPart, Subtask, WorkPackage } from './model.js';
import { listOf, packageOf } from './package-fields.js';

const FIELDS = ['work_package_id', 'title', 'dependencies', 'subtasks', 'lane', 'assignee', 'agent', 'owned_files'];
const SUBTASK_HEADING =
  /^(?:[^\p{L}\p{N}]{0,8})(?:Subtask[ \t]+)?(T\d+[A-Za-z]?)(?![A-Za-z0-9-])[\s*_`]*(?:[:–—]|-+(?=\s))?[ \t]*(.*)$/iu;

/** The front matter of a prompt file, and the node of its lane. */
export function promptFields(source: SourceText): Fields {
  const front = frontMatter(source);
  const root = front && readYaml(source, onlyFields(front, [...FIELDS, 'priority', 'phase', 'role'])).root;
  return root ? objectFields(root) : new Map<string, JsonNode>();
}

/** Reads `tasks/WP01-name.md`: the front matter says what the package is, headings what its subtasks are called. */
export function readPrompt(source: SourceText): MissionPart {
  const fields = promptFields(source);
  const blocks = readBlocks(source);
  const id = field(fields, 'work_package_id');
  const wp = packageOf(source, { fields, id, span: source.lineSpan(1), lane: laneOfPath(source.path) });
  const front = frontMatter(source);
  const bodyStart = source.lineStarts[(front?.bodyLine ?? 1) - 1] ?? source.text.length;
  const details = source.text.slice(bodyStart).trim();
  const subtasks = readSubtasks(source, { fields, blocks, wp: wp?.id });
  const boxes = readBoxes(source, blocks).map(({ line, zone }) => ({
    span: source.lineSpan(line),
    reason: zone?.kind === 'fence' ? 'inside a code fence' : 'a step or criterion of the work package',
  }));
  const packages: readonly WorkPackage[] = wp ? [{ ...wp, details: details === '' ? undefined : details }] : [];
  return { title: wp?.title, packages, subtasks, notTasks: boxes, diagnostics: [] };
}

/** Old missions keep a prompt in the folder of its lane: `tasks/doing/WP01-name.md`. */
function laneOfPath(path: string): string | undefined {
  return /(?:^|\/)tasks\/(planned|doing|for_review|done)\//.exec(path.replaceAll('\\', '/'))?.[1];
}

interface SubtaskReading {
  readonly fields: Fields;
  readonly blocks: MarkdownBlocks;
  readonly wp: string | undefined;
}

function readSubtasks(source: SourceText, { fields, blocks, wp }: SubtaskReading): readonly Subtask[] {
  const headings = new Map<string, { readonly title: string; readonly line: number; readonly end: number }>();
  blocks.headings.forEach(({ text, line, level }, index) => {
    const found = SUBTASK_HEADING.exec(text);
    const id = found?.[1]?.toUpperCase();
    if (!found || id === undefined || headings.has(id)) return;
    const next = blocks.headings.slice(index + 1, index + 40).find((other) => other.level <= level);
    headings.set(id, { title: found[2] ?? '', line, end: next?.line ?? source.lineStarts.length + 1 });
  });
  return listOf(source, field(fields, 'subtasks')).map(({ text, span }): Subtask => {
    const heading = headings.get(text.toUpperCase());
    const details =
      heading && source.text.slice(source.lineStarts[heading.line], source.lineStarts[heading.end - 1]).trim();
    const title = (heading?.title ?? '').replace(/\[P\][ \t]*/i, '').trim();
    return {
      written: text,
      title: title === '' ? text : title,
      span,
      package: wp,
      parallel: /\[P\]/.test(heading?.title ?? ''),
      optional: false,
      status: undefined,
      labels: [],
      line: undefined,
      source,
      entry: undefined,
      details: details === '' ? undefined : details,
    };
  });
}
