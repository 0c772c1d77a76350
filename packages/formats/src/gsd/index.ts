import { editBox } from '../checkbox/edit-box.js';
import { addNote } from '../checkbox/add-note.js';
import type { PlanFormat, StatusEdit } from '../plan-format.js';
import type { SourceText } from '../source/source-text.js';
import { collect } from './collection.js';
import { isPlanFile, parseGsd, parseGsdTogether } from './parse.js';
import { readRoadmap } from './read-roadmap.js';

const PATH = /(?:^|\/)\.planning\/(?:ROADMAP\.md|phases\/[^/]+\/[^/]*PLAN\.md)$/;
/** Says that a plan is done. */
const SUMMARY = /(?:^|\/)\.planning\/phases\/[^/]+\/[^/]*-SUMMARY\.md$/;
const TASK_TAG = /^[ \t]*<task(?:\s[^<>]*)?>/m;
const PHASE_BOX = /^[ \t]*[-*+][ \t]+\[[ xX]\][ \t]+(?:\*\*|__)?Phase[ \t]+\d/m;
const PHASE_HEADING = /^#{2,5}[ \t]+(?:[^\p{L}\p{N}\n]{1,8})?Phase[ \t]+\d/mu;
const PLAN_BOX =
  /^[ \t]*[-*+][ \t]+\[[ xX]\][ \t]+(?:[*`[]{1,3})?\d{1,4}(?:\.\d{1,4})?-\d{1,3}[a-z]?(?:-PLAN\.md|:|\*\*)/m;
const ROADMAP_SIGNS = /^\**(?:Goal|Depends on|Requirements|Plans|Success Criteria)\b[^\n]{0,40}:/m;

function matchesPath(path: string): boolean {
  return PATH.test(path.replaceAll('\\', '/'));
}

/** GSD's `.planning/ROADMAP.md` and `.planning/phases/NN-name/NN-MM-PLAN.md`: phases of plans of tasks. */
export const gsd: PlanFormat = {
  name: 'gsd',
  title: 'GSD .planning',
  matchesPath,
  belongsTo: (path) => SUMMARY.test(path.replaceAll('\\', '/')),
  matchesContent({ text, path }) {
    if (TASK_TAG.test(text)) {
      const signs = [/^phase:/m, /^plan:/m, /^wave:/m, /^<tasks>/m, /^<objective>/m].filter((sign) => sign.test(text));
      return signs.length === 0 ? 0.1 : Math.min(1, 0.4 + 0.15 * signs.length);
    }
    const phase = PHASE_BOX.test(text);
    if (!phase && !PHASE_HEADING.test(text)) return 0;
    if (PLAN_BOX.test(text)) return phase ? 0.95 : 0.8;
    return phase && (ROADMAP_SIGNS.test(text) || matchesPath(path)) ? 0.6 : 0;
  },
  parse: parseGsd,
  parseTogether: parseGsdTogether,
  editStatus(source, change) {
    const { entries, ids, refused } = boxesOf(source, change.taskId);
    return refused ?? editBox(entries, ids, change, { todo: ' ', done: 'x' });
  },
  editNote(source, change) {
    const { entries, ids, refused } = boxesOf(source, change.taskId);
    return refused ?? addNote(source, entries, ids, change);
  },
};

/** The boxes of a roadmap with the ids of their phases and plans. */
function boxesOf(source: SourceText, taskId: string) {
  const none = { entries: [], ids: [] };
  const refuse = (reason: string): StatusEdit => ({ kind: 'refused', reason });
  if (isPlanFile(source)) {
    return { ...none, refused: refuse('a plan file has no place for it: a plan is done when its SUMMARY.md exists') };
  }
  const roadmap = readRoadmap(source);
  const ids = roadmap.entries.map(() => '');
  for (const phase of collect(roadmap, []).phases) {
    const entry = phase.roadmap?.entry;
    if (entry !== undefined) ids[entry] = phase.id;
    else if (phase.id === taskId) return { ...none, refused: refuse(`phase ${phase.key} has a heading, but no box`) };
    for (const plan of phase.plans) if (plan.box) ids[plan.box.entry] = plan.id;
  }
  return { entries: roadmap.entries, ids, refused: undefined };
}
