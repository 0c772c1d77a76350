import type { PlanFormat } from '../plan-format.js';
import { editBmadNote, editBmadStatus } from './edit.js';
import { parseBmad, parseProject } from './parse.js';

const PATH =
  /(?:^|\/)(?:sprint-status\.ya?ml|(?:implementation|sprint)-artifacts\/\d{1,4}[a-z]?-\d{1,4}[a-z]?-[^/]*\.md|planning-artifacts\/epics\.md)$/i;
const STORY_TITLE = /^#[ \t]+(?:[^\p{L}\p{N}\n]{0,8})Story[ \t]+\d{1,4}[a-z]?[.-]\d/imu;
const STORY_HEADING = /^#{2,5}[ \t]+(?:[^\p{L}\p{N}\n]{0,8})Story[ \t]+\d{1,4}[a-z]?\.\d/imu;
const EPIC_HEADING = /^#{1,4}[ \t]+(?:[^\p{L}\p{N}\n]{0,8})Epic[ \t]+\w/imu;
const STORY_SIGNS = [
  /^Status[ \t]*:/m,
  /^##[ \t]+Tasks/m,
  /^##[ \t]+Acceptance Criteria/m,
  /^##[ \t]+Dev Notes/m,
  /^##[ \t]+Story\b/m,
];

/** BMAD's `sprint-status.yaml`, story files and `epics.md`. */
export const bmad: PlanFormat = {
  name: 'bmad',
  title: 'BMAD sprint status, stories and epics',
  matchesPath: (path) => PATH.test(path.replaceAll('\\', '/')),
  matchesContent({ text }) {
    if (/^development_status[ \t]*:/m.test(text)) {
      return /^[ \t]+["']?(?:epic-\w|\d{1,4}[a-z]?-\d)/m.test(text) ? 1 : 0.3;
    }
    if (STORY_TITLE.test(text)) {
      const signs = STORY_SIGNS.filter((sign) => sign.test(text)).length;
      return signs === 0 ? 0 : Math.min(0.95, 0.55 + 0.15 * signs);
    }
    return STORY_HEADING.test(text) ? (EPIC_HEADING.test(text) ? 0.85 : 0.3) : 0;
  },
  parse: parseBmad,
  parseTogether: parseProject,
  editStatus: editBmadStatus,
  editNote: editBmadNote,
};
