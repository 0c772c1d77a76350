import type { PlanFormat } from '../plan-format.js';
import { editRalphNote, editRalphStatus } from './edit.js';
import { parseRalph } from './parse.js';

/** Ralph's `prd.json`: user stories with `passes`. */
export const ralph: PlanFormat = {
  name: 'ralph',
  title: 'Ralph prd.json',
  matchesPath: (path) => /(?:^|[\\/])prd\.json$/.test(path),
  matchesContent: ({ text }) => {
    if (!/^\s*[{[]/.test(text)) return 0;
    const passes = /"pass(?:es|ed)"\s*:\s*(?:true|false)\b/.test(text);
    if (/"user_?stories"\s*:\s*\[/i.test(text)) return passes || /"acceptance_?criteria"\s*:/i.test(text) ? 0.95 : 0.6;
    // Any list of checks may have things that pass: what is to be done has to be there as well.
    const isList = /^\s*\[/.test(text) || /"(?:stories|features|tasks|items)"\s*:\s*\[/.test(text);
    return passes && isList && /"(?:acceptance_?criteria|steps)"\s*:/i.test(text) ? 0.92 : 0;
  },
  parse: parseRalph,
  editStatus: editRalphStatus,
  editNote: editRalphNote,
};
