import type { PlanFormat } from '../plan-format.js';
import { editBeadsNote, editBeadsStatus } from './edit.js';
import { parseBeads } from './parse.js';

/** Names with another dot are copies of a merge; the two names are records of other kinds. */
const PATH = /(?:^|\/)\.beads\/(?!(?:deletions|interactions)\.)[^./]+\.jsonl$/;
/** Lines that are looked at: one may be broken, or of another kind. */
const MAX_LINES = 20;

/** The issues of beads, one JSON object per line. */
export const beads: PlanFormat = {
  name: 'beads',
  title: 'beads issues.jsonl',
  matchesPath: (path) => PATH.test(path.replaceAll('\\', '/')),
  matchesContent: (source) => {
    if (!/^\s*\{/.test(source.text) && !source.text.includes('"issue_type"')) return 0;
    const count = Math.min(MAX_LINES, source.lineStarts.length);
    for (let line = 1; line <= count; line++) {
      const text = source.lineText(line).trim();
      // A whole document on one line has lists of its own.
      if (!text.startsWith('{') || !text.endsWith('}') || /"(?:tasks|userStories)"\s*:\s*\[/.test(text)) continue;
      if (!/"id"\s*:\s*"/.test(text) || !/"title"\s*:\s*"/.test(text)) continue;
      if (/"issue_type"\s*:/.test(text)) return 0.95;
      if (/"status"\s*:/.test(text) && /"(?:depends_on_id|created_at|priority)"\s*:/.test(text)) return 0.7;
    }
    return 0;
  },
  parse: parseBeads,
  editStatus: editBeadsStatus,
  editNote: editBeadsNote,
};
