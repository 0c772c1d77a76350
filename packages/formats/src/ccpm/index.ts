import type { PlanFormat } from '../plan-format.js';
import { editCcpmNote, editCcpmStatus } from './edit.js';
import { parseCcpm, parseCcpmTogether } from './parse.js';

const PATH = /(?:^|\/)\.claude\/epics\/[^/]+\/(?:tasks\/)?[^/]+\.md$/;
/** The front matter of a document; more than this is none of a task. */
const MAX_FRONT = 8000;

/** CCPM: one Markdown file per task of an epic, read together. */
export const ccpm: PlanFormat = {
  name: 'ccpm',
  title: 'CCPM epics',
  matchesPath: (path) => PATH.test(path.replaceAll('\\', '/')),
  matchesContent: ({ text }) => {
    if (!text.startsWith('---')) return 0;
    const front = text.slice(0, MAX_FRONT).split(/^---[ \t]*\r?$/m, 2)[1] ?? '';
    const has = (name: RegExp): boolean => name.test(front);
    const isNamed = has(/^name:/m);
    if (!(isNamed || has(/^title:/m)) || !has(/^status:/m)) return 0;
    if (has(/^(?:prd|progress|created_date|dependencies|issue|work_package_id):/m)) return 0;
    const own = [/^depends_on:/m, /^conflicts_with:/m, /^parallel:/m, /^created:/m, /^updated:/m, /^(?:github|task):/m];
    const count = own.filter(has).length;
    return count < (isNamed ? 2 : 4) ? 0 : 0.4 + 0.1 * Math.min(5, count);
  },
  parse: parseCcpm,
  parseTogether: parseCcpmTogether,
  editStatus: editCcpmStatus,
  editNote: editCcpmNote,
};
