import { frontMatter } from '../yaml/front-matter.js';
import type { ParsedDocument } from '../plan-format.js';
import type { SourceText } from '../source/source-text.js';
import { assembleMission } from './assemble.js';
import { parseLanes } from './lone-lanes.js';
import type { MissionPart } from './model.js';
import { packageId } from './package-references.js';
import { readLanes } from './read-lanes.js';
import { readManifest } from './read-manifest.js';
import { readPrompt } from './read-prompt.js';
import { readTasksDocument } from './read-tasks.js';

/** The kinds of documents that a mission has. */
export type MissionDocument = 'tasks' | 'prompt' | 'manifest' | 'lanes';

/** What kind of document this is, by what is in it. */
export function kindOf(source: SourceText): MissionDocument {
  if (/^\s*\{/.test(source.text)) return 'lanes';
  if (/^work_packages[ \t]*:/m.test(source.text) && !source.text.startsWith('---')) return 'manifest';
  const front = frontMatter(source);
  return front && /^work_package_id[ \t]*:/m.test(front.text) ? 'prompt' : 'tasks';
}

/** Reads one document of a mission. *Complexity*: O(n + dependencies). */
export function parseSpecKitty(source: SourceText): ParsedDocument {
  const kind = kindOf(source);
  if (kind === 'lanes') return parseLanes(source);
  const unknown = kind === 'prompt' ? 'outside' : 'error';
  return assembleMission({ path: source.path, parts: [readPart(source, kind)], unknown });
}

/** Reads the documents of one mission: `tasks.md`, the prompts of its packages, `wps.yaml` and `lanes.json`. */
export function parseMission(sources: readonly SourceText[]): ParsedDocument {
  const kinds = sources.map((source) => ({ source, kind: kindOf(source) }));
  const found = kinds.flatMap(({ source, kind }) => (kind === 'lanes' ? [] : [{ source, kind }]));
  const laneFile = kinds.find(({ kind }) => kind === 'lanes')?.source;
  if (found.length === 0 && laneFile) return parseLanes(laneFile);
  const read = laneFile && readLanes(laneFile);
  const lanes = new Map(
    read?.lanes.flatMap(({ id, packages }) => packages.map((one) => [packageId(one.text), id] as const)),
  );
  const parts = found.map(({ source, kind }) => readPart(source, kind));
  const path = (kinds.find(({ kind }) => kind === 'tasks') ?? kinds[0])?.source.path ?? '';
  const { plans, diagnostics } = assembleMission({ path, parts, unknown: 'warning', lanes });
  return { plans, diagnostics: [...diagnostics, ...(read?.diagnostics ?? [])] };
}

function readPart(source: SourceText, kind: Exclude<MissionDocument, 'lanes'>): MissionPart {
  if (kind === 'manifest') return readManifest(source);
  return kind === 'prompt' ? readPrompt(source) : readTasksDocument(source);
}
