import { boxCensus } from '../checkbox/census.js';
import type { PlanFormat } from '../plan-format.js';
import { editMissionNote, editMissionStatus } from './edit.js';
import { parseMission, parseSpecKitty } from './parse.js';

const PATH = /(?:^|\/)kitty-specs\/[^/]+\/(?:tasks\.md|wps\.ya?ml|lanes\.json|tasks\/(?:[^/]+\/){0,2}WP\d[^/]*\.md)$/;
const PACKAGE_HEADING = /^#{2,5}[ \t]+(?:[^\p{L}\p{N}\n]{0,8})(?:Work[ \t]+Package[ \t]+)?WP\d{1,4}\b/mu;

/** spec-kitty's `kitty-specs/<mission>/`: work packages of subtasks. */
export const specKitty: PlanFormat = {
  name: 'spec-kitty',
  title: 'spec-kitty mission',
  matchesPath: (path) => PATH.test(path.replaceAll('\\', '/')),
  matchesContent({ text }) {
    if (/^\s*\{/.test(text)) return /"lanes"\s*:/.test(text) && /"wp_ids"\s*:/.test(text) ? 0.95 : 0;
    if (/^---\r?\n/.test(text)) {
      if (/^work_package_id[ \t]*:[ \t]*["']?WP/im.test(text)) return 1;
    } else if (/^work_packages[ \t]*:/m.test(text))
      return /^[ \t]*-?[ \t]*id[ \t]*:[ \t]*["']?WP\d/m.test(text) ? 1 : 0;
    // Subtasks look like those of spec-kit: the headings decide.
    if (!PACKAGE_HEADING.test(text)) return 0;
    return boxCensus(text).boxes > 0 || /\bT\d{3}\b|\*\*Dependenc/.test(text) ? 1 : 0;
  },
  parse: parseSpecKitty,
  parseTogether: parseMission,
  editStatus: editMissionStatus,
  editNote: editMissionNote,
};
